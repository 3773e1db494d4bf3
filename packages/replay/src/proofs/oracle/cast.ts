import { agreementText } from '@unefois/local'
import type { Cast } from '../../scenario.ts'
import { volumeCast, volumeRoute } from '../volume/cast.ts'
import { smallQuotaCalls } from './limits.ts'

/** Who wants to know, of whom, about what: under a public task, so that nothing may be learnt. */
export const attack = volumeRoute

/** Who signalled some of the people before; its signals are none of the attacker’s. */
export const earlier = {
  sender: 'caf-13',
  receiver: volumeRoute.receiver,
  right: volumeRoute.right,
  territory: volumeRoute.territory,
} as const

/**
 * With the person’s agreement: there the sender may learn, and no oracle is promised. It is sent
 * only so that the attacker’s feedback stream has something to say while we look at it.
 */
export const agreed = {
  sender: volumeRoute.sender,
  receiver: 'caf-13',
  right: 'fr.caf.prime-activite',
  territory: 'fr-13',
} as const

/** The same as the attack under a quota of few calls a day. */
export const quoted = { ...volumeRoute, sender: 'mission-locale-marseille' } as const

export const oracleCast: Cast = {
  participants: [],
  agreements: nowMs => [
    ...volumeCast.agreements(nowMs),
    agreementText({
      sender: agreed.sender,
      receiver: agreed.receiver,
      rights: [agreed.right],
      basis: 'with-agreement',
      optionalFields: { territory: [agreed.territory] },
      nowMs,
    }),
    agreementText({
      sender: quoted.sender,
      receiver: quoted.receiver,
      rights: [quoted.right],
      basis: 'public-task',
      optionalFields: { territory: [quoted.territory] },
      nowMs,
      quotaPerDay: smallQuotaCalls,
    }),
  ],
}
