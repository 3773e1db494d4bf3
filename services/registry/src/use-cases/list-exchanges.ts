import type { PublicExchanges } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { atOneVersion } from '../at-one-version.ts'
import { listPublished, type PublishedVersion } from '../repositories/agreements.ts'
import { listParticipants } from '../repositories/participants.ts'

type Exchange = PublicExchanges['items'][number]

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
 * is or was in force, for everybody. Drafts are not in it.
 */
export function listExchanges(deps: { readonly sql: Database }): () => Promise<PublicExchanges> {
  return atOneVersion(deps.sql, 'public-exchanges', async (tx, version) => {
    const participants = await listParticipants(tx)
    const names = new Map(participants.map(({ id, name }) => [id, name]))
    const published = await listPublished(tx)
    return { version, items: published.map(each => toExchange(each, names)) }
  })
}

function toExchange(
  { hash, state, text }: PublishedVersion,
  names: ReadonlyMap<string, string>,
): Exchange {
  return {
    hash,
    state,
    senderName: names.get(text.sender) ?? text.sender,
    receiverName: names.get(text.receiver) ?? text.receiver,
    data: [
      'identifier',
      'right',
      'observedOn',
      ...optionalFields.filter(field => text.optionalFields[field] !== undefined),
    ],
    text,
  }
}
