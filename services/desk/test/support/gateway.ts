import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import {
  type CaseEventV2 as CaseEvent,
  type CaseEventsAnswer,
  type ReleaseAnswer,
  type Signal,
  validatorFor,
} from '@unefois/contracts'
import { createApi } from '@unefois/sdk'
import { jcs } from '@unefois/sealing'
import type { Test } from 'tap'
import { connectHub, type Hub } from '../../src/hub.ts'
import { listen } from './listen.ts'

/** A gateway over real HTTP that answers as the contracts say, and remembers what it was told. */
export interface TestGateway {
  readonly url: string
  readonly hub: Hub
  /** Keys by signal id; an id without one is `gone`. */
  readonly keys: Map<string, Buffer>
  readonly releaseCalls: string[][]
  readonly events: CaseEvent[]
  readonly signals: { key: string; body: Signal; answered: string }[]
  /** Answers every call so, until it is undefined again. */
  failing: { status: number; code: string } | undefined
  /** Signals of which the gateway knows nothing. */
  readonly unknownSignals: Set<string>
  /** Cuts the connection after having applied the next call. */
  cutNext: boolean
}

export async function startGateway(t: Test): Promise<TestGateway> {
  const state: Omit<TestGateway, 'url' | 'hub'> = {
    keys: new Map(),
    releaseCalls: [],
    events: [],
    signals: [],
    failing: undefined,
    unknownSignals: new Set(),
    cutNext: false,
  }
  const server = createServer((request, response) => {
    void body(request).then(content => {
      const { status, answer } = answerTo(state, request, content)
      if (state.cutNext) {
        state.cutNext = false
        request.socket.destroy()
        return
      }
      response.writeHead(status, {
        'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      })
      response.end(JSON.stringify(answer))
    })
  })
  const url = await listen(t, server)
  const api = createApi({ baseUrl: url, retriesMax: 0, timeoutMs: 30_000 })
  t.teardown(() => api.close())
  return Object.assign(state, { url, hub: connectHub(api) })
}

async function body(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? undefined : JSON.parse(text)
}

function answerTo(
  state: Omit<TestGateway, 'url' | 'hub'>,
  request: IncomingMessage,
  content: unknown,
): { status: number; answer: unknown } {
  if (state.failing !== undefined) {
    const { status, code } = state.failing
    return { status, answer: { type: `/problems/${code}`, title: code, status, code } }
  }
  if (request.url === '/v1/releases') return release(state, content)
  if (request.url === '/v1/case-events') return applyEvents(state, content)
  if (request.url?.startsWith('/v1/signals/')) return readSignal(state, request.url.slice(12))
  return accept(state, String(request.headers['idempotency-key']), content)
}

type State = Omit<TestGateway, 'url' | 'hub'>
const malformed = { status: 400, answer: { code: 'invalid-body', title: 'no', status: 400 } }

function release(state: State, content: unknown): { status: number; answer: unknown } {
  const isRequest = validatorFor('urn:unefois:contracts:release-request.v1')
  if (!isRequest(content)) return malformed
  state.releaseCalls.push(content.ids)
  const releases: ReleaseAnswer['releases'] = content.ids.map(id => {
    const key = state.keys.get(id)
    return key === undefined ? { id, refusal: 'gone' } : { id, key: key.toString('base64url') }
  })
  return { status: 200, answer: { releases } }
}

function applyEvents(state: State, content: unknown): { status: number; answer: unknown } {
  const isRequest = validatorFor('urn:unefois:contracts:case-events.v2')
  if (!isRequest(content)) return malformed
  const results: CaseEventsAnswer['results'] = content.events.map(event => {
    const { id, signalId } = event
    if (state.unknownSignals.has(signalId)) return { id, result: 'refused', code: 'signal-unknown' }
    if (state.events.some(known => known.id === id)) return { id, result: 'already' }
    state.events.push(event)
    if (event.type !== 'restriction-applied') state.keys.delete(signalId)
    return { id, result: 'applied' }
  })
  return { status: 200, answer: { results } }
}

function readSignal(state: State, id: string): { status: number; answer: unknown } {
  const sent = state.signals.find(each => each.answered === id)
  if (sent === undefined) return { status: 404, answer: { code: 'signal-not-found', title: 'no' } }
  const at = new Date().toISOString()
  const receiver = sent.body.addressee ?? 'caf-13'
  return { status: 200, answer: { id, acceptedAt: at, receiver, status: 'sent', statusAt: at } }
}

function accept(state: State, key: string, content: unknown): { status: number; answer: unknown } {
  const isSignal = validatorFor('urn:unefois:contracts:signal.v1')
  if (!isSignal(content)) return malformed
  const before = state.signals.find(each => each.key === key)
  const answered = before?.answered ?? randomUUID()
  if (before === undefined) state.signals.push({ key, body: content, answered })
  else if (jcs(before.body) !== jcs(content)) {
    return { status: 409, answer: { code: 'idempotency-key-reused', title: 'no', status: 409 } }
  }
  const acceptedAt = new Date().toISOString()
  return { status: 202, answer: { id: answered, acceptedAt, status: 'sent' } }
}
