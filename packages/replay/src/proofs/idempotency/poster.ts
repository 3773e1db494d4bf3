import type { Hub } from '@unefois/local'
import { drawPeople } from '../../synthetic-people.ts'
import { type Callers, hubAddress } from '../callers.ts'

/** What a post was answered. */
export interface Answered {
  readonly status: number
  /** The answer as text: equal answers are equal to the letter. */
  readonly text: string
  readonly id: string | undefined
}

/** A body that may be posted under any key, by the agency that may post it. */
export interface Draft {
  readonly sender: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Drafts signals, each of another person. */
export interface Drafts {
  ordinary(): Draft
  /** Of the one sender and right that the poison is meant for. */
  poisoned(): Draft
}

/** The right that the proof poisons; nothing else of it is posted meanwhile. */
export const poisonedRight = 'fr.carsat.aspa'

/** Drafts from a seed: the same people come back, under new keys. */
export function createDrafts(hub: Hub, seed: number): Drafts {
  const people = drawPeople(seed)
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  return {
    ordinary: () => ({
      sender: 'cpas-forest',
      body: {
        subject: people.next('be-niss').subject,
        right: 'be.mutualite.intervention-majoree',
        observedOn,
        addressee: 'mutualite-horizon',
      },
    }),
    poisoned: () => ({
      sender: 'caf-13',
      body: {
        subject: people.next('fr-nir').subject,
        right: poisonedRight,
        observedOn,
        territory: 'fr-13',
      },
    }),
  }
}

/** Posts a draft once, under a key, to one of the gateways; every answer is an answer. */
export type Post = (draft: Draft, key: string, gateway: number) => Promise<Answered>

/** Posts with each sender's own token. */
export function createPost(hub: Hub, callers: Callers): Post {
  return async ({ sender, body }, idempotencyKey, gateway) => {
    const api = callers(sender, hubAddress(hub, 'gateway', gateway))
    const call = { method: 'POST', path: '/v1/signals', body, idempotencyKey } as const
    const answer = await api.call<{ id?: string } | undefined>(call)
    const { status } = answer
    return { status, text: JSON.stringify(answer.body ?? ''), id: answer.body?.id }
  }
}
