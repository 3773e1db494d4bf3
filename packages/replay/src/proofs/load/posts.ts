import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Signal } from '@unefois/contracts'
import type { Hub } from '@unefois/local'
import type { Api, CallResult } from '@unefois/sdk'
import { drawPeople } from '../../synthetic-people.ts'
import { type LoadRoute, loadRoutes } from './agreements.ts'
import { retryDelayMsMax, retryDelayMsMin } from './limits.ts'

/** One signal to send, and the agreement under which it goes. */
export interface Post {
  readonly route: LoadRoute
  readonly body: Signal
}

/** Prepares so many posts about as many people, in turn over the sample agreements. */
export function preparePosts(hub: Hub, options: { posts: number; seed: number }): Post[] {
  const people = drawPeople(options.seed)
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  return Array.from({ length: options.posts }, (_, index) => {
    const route = loadRoutes[index % loadRoutes.length]
    if (route === undefined) throw new Error('there is a route for every index')
    const { subject } = people.next(route.scheme)
    return { route, body: { subject, observedOn, ...route.about } }
  })
}

/** What is counted of all sendings. */
export interface Tally {
  /** Sent, and no answer came yet. */
  unanswered: number
  /** Sendings beyond the first of each post. */
  retries: number
}

/**
 * Sends a post until it has its 202, always under the key of its first sending; with
 * `newKeyAtRetry` (sabotage) under another key each time. Answers the signal's id.
 * @throws when it is refused for another reason than a fault of the moment.
 */
export async function deliverPost(
  api: Api,
  body: Signal,
  tally: Tally,
  newKeyAtRetry: boolean,
): Promise<string> {
  let idempotencyKey = randomUUID()
  for (let tried = 0; ; tried += 1) {
    tally.unanswered += 1
    const answer = await attempt(api, body, idempotencyKey)
    tally.unanswered -= 1
    if (answer?.status === 202) return idOf(answer)
    if (answer !== undefined && !mayPass(answer)) throw refusal(answer)
    tally.retries += 1
    if (newKeyAtRetry) idempotencyKey = randomUUID()
    await sleep(Math.min(retryDelayMsMax, retryDelayMsMin * 2 ** tried) * (0.5 + Math.random()))
  }
}

/** An answer, or undefined when none came: the connection broke or nothing was heard in time. */
async function attempt(
  api: Api,
  body: Signal,
  idempotencyKey: string,
): Promise<CallResult | undefined> {
  try {
    return await api.call({ method: 'POST', path: '/v1/signals', body, idempotencyKey })
  } catch {
    return undefined
  }
}

/** Faults of the moment: the service is away, or the same key is still being committed. */
function mayPass({ status, headers }: CallResult): boolean {
  return status >= 500 || status === 429 || (status === 409 && 'retry-after' in headers)
}

function refusal({ status, body }: CallResult): Error {
  const code = typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : undefined
  return new Error(`a post was refused: ${status} ${String(code)}`)
}

function idOf({ body }: CallResult): string {
  const id = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : undefined
  if (typeof id !== 'string') throw new Error('a 202 carries an id')
  return id
}
