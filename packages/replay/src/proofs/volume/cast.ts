import { agreementText } from '@unefois/local'
import type { Cast } from '../../scenario.ts'

/** Who sends at volume, to whom, about what: under one FICTITIOUS agreement. */
export const volumeRoute = {
  sender: 'cpam-13',
  receiver: 'carsat-sud-est',
  right: 'fr.carsat.aspa',
  territory: 'fr-13',
} as const

/** The largest that an agreement may name. */
const quotaPerDay = 10_000_000

/** The agreement under which a million lines a day may come. */
export const volumeCast: Cast = {
  participants: [],
  agreements: nowMs => [
    agreementText({
      sender: volumeRoute.sender,
      receiver: volumeRoute.receiver,
      rights: [volumeRoute.right],
      basis: 'public-task',
      optionalFields: { territory: [volumeRoute.territory] },
      nowMs,
      quotaPerDay,
    }),
  ],
}
