import { type DeskActs, type DeskActsAnswer, validatorFor } from '@unefois/contracts'
import type { Api } from '@unefois/sdk'
import { ask, type HubAnswer, inOrder, invalid } from './hub.ts'

/** What a desk tells the hub's log. It never throws for what the network or the hub does. */
export interface HubLog {
  /** What the desk did by itself; acts keep their ids, so telling twice is harmless. */
  tellActs(events: DeskActs['events']): Promise<HubAnswer<DeskActsAnswer>>
}

/** The hub's log behind the API client of one desk (scope `receive`). */
export function connectHubLog(api: Api): HubLog {
  const isAnswer = validatorFor('urn:unefois:contracts:desk-acts-answer.v1')
  return {
    async tellActs(events) {
      const call = { method: 'POST', path: '/v1/events', body: { events } } as const
      const answered = await ask(api, call, isAnswer)
      if (!answered.ok) return answered
      const ids = events.map(event => event.id)
      return inOrder(answered.answer.results, ids) ? answered : invalid
    },
  }
}
