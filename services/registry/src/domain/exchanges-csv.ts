import type { PublicExchangesV2 } from '@unefois/contracts'
import { toCsv } from './csv.ts'

type Exchange = PublicExchangesV2['items'][number]

/** Heading and cell of each column; lists are separated by spaces. */
const columns: readonly (readonly [string, (exchange: Exchange) => string])[] = [
  ['agreement_hash', each => each.hash],
  ['state', each => each.state],
  ['fictitious', each => String(each.text.fictitious)],
  ['sender', each => each.text.sender],
  ['sender_name', each => each.senderName],
  ['sender_type', each => each.senderType],
  ['receiver', each => each.text.receiver],
  ['receiver_name', each => each.receiverName],
  ['receiver_type', each => each.receiverType],
  ['rights', each => each.text.rights.join(' ')],
  ['purpose', each => each.text.purpose],
  ['data', each => each.data.join(' ')],
  ['data_values', each => valuesOf(each.text.optionalFields)],
  ['listed_by_d114_9_1', each => each.listing],
  ['legal_basis', each => each.text.basis],
  ['legal_basis_reference', each => each.text.basisReference],
  ['law_profile', each => each.text.lawProfile],
  ['objection', each => objectionOf(each)],
  ['identifier_basis', each => identifierBasisOf(each.text.identifierBasis)],
  ['impact_assessment', each => `${each.text.dpia.reference} (${each.text.dpia.on})`],
  ['notice_url', each => each.text.noticeUrl],
  ['in_force_from', each => each.activatedOn],
  ['ended_on', each => each.endedOn ?? ''],
  ['valid_from', each => each.text.validity.from],
  ['valid_to', each => each.text.validity.to],
]

/** The public list as open data (CRPA L.114-8 III), one line a version. */
export function toExchangesCsv({ items }: PublicExchangesV2): string {
  return toCsv(
    columns.map(([heading]) => heading),
    items.map(exchange => columns.map(([, cell]) => cell(exchange))),
  )
}

/** `trigger=first-job|right-ended language=fr`: which values of a field may travel. */
function valuesOf(fields: Exchange['text']['optionalFields']): string {
  return Object.entries(fields)
    .map(([name, values]) => `${name}=${values.join('|')}`)
    .join(' ')
}

function identifierBasisOf(basis: Exchange['text']['identifierBasis']): string {
  return basis.scheme === 'fr-nir'
    ? `${basis.senderIndent}; ${basis.receiverIndent}`
    : `${basis.deliberation}; ${basis.statute}; ${basis.route.kind}`
}

function objectionOf({ text: { objection } }: Exchange): string {
  return 'applies' in objection ? 'applies' : `set aside: ${objection.setAside.provision}`
}
