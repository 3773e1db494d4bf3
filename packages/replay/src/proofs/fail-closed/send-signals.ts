import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@unefois/local'
import type { Api, CallResult } from '@unefois/sdk'
import type { drawPeople } from '../../synthetic-people.ts'
import { type Callers, hubAddress } from '../callers.ts'
import { loadRoutes } from '../load/agreements.ts'
import { openMsMax, refusalMsMax, retryEveryMs } from './limits.ts'

const [route] = loadRoutes
const waiting = { sender: 'caf-13', receiver: 'carsat-sud-est', right: 'fr.carsat.aspa' }

/** A call that may be made again and again: the same key, or the same lines of the same batch. */
export interface Repeatable {
  readonly signals: number
  call(): Promise<CallResult<unknown>>
  /** Whether an answer says that all of it is stored. */
  isDone(answer: CallResult<unknown>): boolean
}

/** What a sender sends at one fault, and what a desk asks meanwhile. */
export interface Traffic {
  /** So many single signals, and a batch with as many lines. */
  prepare(signals: number): Promise<Repeatable[]>
  /** Sends a signal to a desk that does not run: its key stays at the hub. */
  sendWaiting(): Promise<string>
  /** The played desk asks for its key: true when it was given. */
  askKey(signalId: string): Promise<boolean>
}

/** Traffic between the sample agencies, about people drawn from a seed. */
export function createTraffic(
  hub: Hub,
  callers: Callers,
  people: ReturnType<typeof drawPeople>,
): Traffic {
  if (route === undefined) throw new Error('there is an agreement to send under')
  const gateway = hubAddress(hub, 'gateway')
  const sender = callers(route.sender, gateway)
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  const draft = () => ({ subject: people.next(route.scheme).subject, observedOn, ...route.about })
  return {
    async prepare(signals) {
      const singles = Array.from({ length: signals }, () => single(sender, draft()))
      const { id } = await sender.ok<{ id: string }>({
        method: 'POST',
        path: '/v1/signal-batches',
        idempotencyKey: randomUUID(),
        body: {},
      })
      return [...singles, lines(sender, id, Array.from({ length: signals }, draft))]
    },
    async sendWaiting() {
      const { subject } = people.next('fr-nir')
      const { id } = await callers(waiting.sender, gateway).ok<{ id: string }>({
        method: 'POST',
        path: '/v1/signals',
        idempotencyKey: randomUUID(),
        body: { subject, observedOn, right: waiting.right, territory: 'fr-13' },
      })
      return id
    },
    async askKey(id) {
      const desk = callers(`${waiting.receiver}-desk`, gateway)
      const answer = await desk.call<{ releases?: { key?: string }[] }>({
        method: 'POST',
        path: '/v1/releases',
        body: { ids: [id] },
      })
      return answer.status === 200 && answer.body.releases?.[0]?.key !== undefined
    },
  }
}

function single(sender: Api, body: object): Repeatable {
  const idempotencyKey = randomUUID()
  return {
    signals: 1,
    call: () =>
      sender.call({
        method: 'POST',
        path: '/v1/signals',
        body,
        idempotencyKey,
        timeoutMs: refusalMsMax,
      }),
    isDone: answer => answer.status === 202,
  }
}

function lines(sender: Api, batch: string, drafts: readonly object[]): Repeatable {
  const content = Buffer.from(drafts.map(each => `${JSON.stringify(each)}\n`).join(''))
  const put = {
    method: 'PUT',
    path: `/v1/signal-batches/${batch}/lines`,
    query: { from: 1 },
    bytes: { content, headers: { 'content-type': 'application/x-ndjson' } },
    timeoutMs: refusalMsMax,
  } as const
  return {
    signals: drafts.length,
    call: () => sender.call(put),
    isDone({ status, body }) {
      const { accepted, nextLine } = (body ?? {}) as { accepted?: number; nextLine?: number }
      return status === 200 && accepted === drafts.length && nextLine === drafts.length + 1
    },
  }
}

/** Repeats a call until it is done, as its 503 says. Answers the last answer. */
export async function callUntilDone(each: Repeatable): Promise<CallResult<unknown>> {
  const untilMs = performance.now() + openMsMax
  for (;;) {
    const answer = await each.call()
    if (each.isDone(answer) || performance.now() > untilMs) return answer
    await sleep(retryEveryMs)
  }
}
