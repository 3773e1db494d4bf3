import type { Hub } from '@unefois/local'
import { apiOf } from '../../actors/actor.ts'
import { waitFor } from '../../wait-for.ts'
import { loadRoutes } from './agreements.ts'
import { loadMsMax, postMsMax, postsAtOnce } from './limits.ts'
import { deliverPost, type Post, preparePosts } from './posts.ts'

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

/** Opens a load of `posts` signals; none begins before the first `raise`. */
export function openLoad(
  hub: Hub,
  options: { posts: number; seed: number; newKeyAtRetry: boolean },
): SignalLoad {
  const posts = preparePosts(hub, options)
  const apis = new Map(loadRoutes.map(({ sender }) => [sender, patientApi(hub, sender)]))
  const accepted: AcceptedPost[] = []
  const tally = { unanswered: 0, retries: 0 }
  const faults: unknown[] = []
  let next = 0
  let ceiling = 0
  let pumps = 0

  async function deliver({ route, body }: Post): Promise<void> {
    const api = apis.get(route.sender)
    if (api === undefined) throw new Error('every sender has its calls')
    const id = await deliverPost(api, body, tally, options.newKeyAtRetry)
    accepted.push({ ...route, id })
  }

  async function pump(): Promise<void> {
    pumps += 1
    try {
      while (faults.length === 0 && next < ceiling) {
        const post = posts[next]
        next += 1
        if (post !== undefined) await deliver(post)
      }
    } catch (error) {
      faults.push(error)
    } finally {
      pumps -= 1
    }
  }

  return {
    unanswered: () => tally.unanswered,
    answered: () => accepted.length,
    retries: () => tally.retries,
    accepted: () => accepted,
    raise(to) {
      ceiling = Math.min(to, posts.length)
      for (let idle = postsAtOnce - pumps; idle > 0; idle -= 1) void pump()
    },
    async whenAnswered(enough) {
      const isOver = async () => faults.length > 0 || accepted.length >= enough
      await waitFor(`${enough} posts answered`, isOver, Boolean, loadMsMax)
      if (faults.length > 0) throw faults[0]
    },
    async close() {
      ceiling = 0
      await Promise.all([...apis.values()].map(api => api.close()))
    },
  }
}

/** The calls of a sender that repeats by itself: the load counts every sending. */
function patientApi(hub: Hub, sender: string) {
  return apiOf(hub, sender, 'gateway', { timeoutMs: postMsMax, retriesMax: 0 })
}
