import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Signal } from '@unefois/contracts'
import type { Hub } from '@unefois/local'
import type { Api, CallResult } from '@unefois/sdk'
import { apiOf } from '../../actors/actor.ts'
import { drawPeople } from '../../synthetic-people.ts'
import { waitFor } from '../../wait-for.ts'
import { loadRoutes } from './agreements.ts'
import { loadMsMax, postMsMax, postsAtOnce, retryDelayMsMax, retryDelayMsMin } from './limits.ts'

/** One signal that was accepted. */
export interface AcceptedPost {
  readonly id: string
  readonly sender: string
  readonly receiver: string
}

/** Posts under way: each is sent until it has its 202. */
export interface SignalLoad {
  /** Posts sent whose answer has not come. */
  unanswered(): number
  answered(): number
  /** Sendings beyond the first of each post. */
  retries(): number
  accepted(): readonly AcceptedPost[]
  /** Lets posts begin up to this many in all. */
  raise(posts: number): void
  /** Waits until that many are answered. @throws what a refused post says, or NotInTime. */
  whenAnswered(posts: number): Promise<void>
  close(): Promise<void>
}

interface Post {
  readonly route: (typeof loadRoutes)[number]
  readonly body: Signal
}

/**
 * Prepares `posts` signals about as many people over the sample agreements. A post keeps its
 * idempotency key for as long as it has no 202; with `newKeyAtRetry` (sabotage) it does not.
 */
export function startLoad(
  hub: Hub,
  options: { posts: number; seed: number; newKeyAtRetry: boolean },
): SignalLoad {
  const posts = preparePosts(hub, options)
  const apis = new Map(
    loadRoutes.map(({ sender }) => [
      sender,
      apiOf(hub, sender, 'gateway', { timeoutMs: postMsMax, retriesMax: 0 }),
    ]),
  )
  const accepted: AcceptedPost[] = []
  let next = 0
  let ceiling = 0
  let unanswered = 0
  let retries = 0
  let fault: unknown

  async function deliver({ route, body }: Post): Promise<void> {
    const api = apis.get(route.sender)
    if (api === undefined) throw new Error('every sender has its calls')
    let idempotencyKey: string = randomUUID()
    for (let tried = 0; ; tried += 1) {
      unanswered += 1
      const answer = await attempt(api, body, idempotencyKey)
      unanswered -= 1
      if (answer?.status === 202) {
        accepted.push({ ...route, id: idOf(answer) })
        return
      }
      if (answer !== undefined && !mayPass(answer)) throw refusal(answer)
      retries += 1
      if (options.newKeyAtRetry) idempotencyKey = randomUUID()
      await sleep(Math.min(retryDelayMsMax, retryDelayMsMin * 2 ** tried) * (0.5 + Math.random()))
    }
  }

  async function pump(): Promise<void> {
    while (fault === undefined && next < ceiling) {
      const post = posts[next]
      next += 1
      if (post !== undefined) await deliver(post)
    }
  }

  let pumps = 0
  function startPumps(): void {
    for (; pumps < postsAtOnce; pumps += 1) {
      void pump()
        .catch(error => {
          fault ??= error
        })
        .finally(() => {
          pumps -= 1
        })
    }
  }

  return {
    unanswered: () => unanswered,
    answered: () => accepted.length,
    retries: () => retries,
    accepted: () => accepted,
    raise(to) {
      ceiling = Math.min(to, posts.length)
      startPumps()
    },
    async whenAnswered(count) {
      const enough = () => fault !== undefined || accepted.length >= count
      await waitFor(`${count} posts answered`, async () => enough(), Boolean, loadMsMax)
      if (fault !== undefined) throw fault
    },
    async close() {
      ceiling = 0
      await Promise.all([...apis.values()].map(api => api.close()))
    },
  }
}

function preparePosts(hub: Hub, options: { posts: number; seed: number }): Post[] {
  const people = drawPeople(options.seed)
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  return Array.from({ length: options.posts }, (_, index) => {
    const route = loadRoutes[index % loadRoutes.length]
    if (route === undefined) throw new Error('there is a route for every index')
    const { subject } = people.next(route.scheme)
    return { route, body: { subject, observedOn, ...route.about } }
  })
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
