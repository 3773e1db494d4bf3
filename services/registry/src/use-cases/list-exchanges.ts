import type { Participant, PublicExchangesV2 } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { atOneVersion } from '../at-one-version.ts'
import { dayOf } from '../domain/day.ts'
import { listingOf } from '../domain/law/listing.ts'
import { type DatedVersion, listDated } from '../repositories/agreements.ts'
import { listContacts } from '../repositories/controller-contacts.ts'
import { listParticipants } from '../repositories/participants.ts'

type Exchange = PublicExchangesV2['items'][number]

/** The order in which the fields of a signal are named to the public. */
const optionalFields = [
  'territory',
  'trigger',
  'detection',
  'ntuType',
  'contactChannel',
  'language',
] as const

/**
 * The public list of administrations, data and legal basis (CRPA L.114-8 III): every version that
 * is or was in force, for everybody, with whom to ask. Drafts are not in it.
 */
export function listExchanges(deps: { readonly sql: Database }): () => Promise<PublicExchangesV2> {
  return atOneVersion(deps.sql, 'public-exchanges', async (tx, version) => {
    const participants = new Map((await listParticipants(tx)).map(each => [each.id, each]))
    const operator = (await listContacts(tx)).get('hub')
    const published = await listDated(tx)
    return {
      version,
      ...(operator === undefined ? {} : { operator }),
      items: published.map(each => toExchange(each, participants)),
    }
  })
}

function toExchange(
  { hash, state, text, activatedAt, endedAt }: DatedVersion,
  participants: ReadonlyMap<string, Participant>,
): Exchange {
  const agencyOf = (id: string): Participant => {
    const agency = participants.get(id)
    if (agency === undefined) throw new Error('an agreement names no participant')
    return agency
  }
  const [sender, receiver] = [agencyOf(text.sender), agencyOf(text.receiver)]
  return {
    hash,
    state,
    senderName: sender.name,
    senderType: sender.type,
    receiverName: receiver.name,
    receiverType: receiver.type,
    data: [
      'identifier',
      'right',
      'observedOn',
      ...optionalFields.filter(field => text.optionalFields[field] !== undefined),
    ],
    listing: listingOf(text, sender.type),
    activatedOn: dayOf(activatedAt),
    ...(endedAt === null ? {} : { endedOn: dayOf(endedAt) }),
    text,
  }
}
