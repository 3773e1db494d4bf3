import type { PublicExchanges } from '@unefois/contracts'
import { toCsv } from './csv.ts'

type Exchange = PublicExchanges['items'][number]

/** Heading and cell of each column; lists are separated by spaces. */
const columns: readonly (readonly [string, (exchange: Exchange) => string])[] = [
  ['agreement_hash', each => each.hash],
  ['state', each => each.state],
  ['fictitious', each => String(each.text.fictitious)],
  ['sender', each => each.text.sender],
  ['sender_name', each => each.senderName],
  ['receiver', each => each.text.receiver],
  ['receiver_name', each => each.receiverName],
  ['rights', each => each.text.rights.join(' ')],
  ['purpose', each => each.text.purpose],
  ['data', each => each.data.join(' ')],
  ['legal_basis', each => each.text.basis],
  ['legal_basis_reference', each => each.text.basisReference],
  ['law_profile', each => each.text.lawProfile],
  ['objection', each => objectionOf(each)],
  ['notice_url', each => each.text.noticeUrl],
  ['valid_from', each => each.text.validity.from],
  ['valid_to', each => each.text.validity.to],
]

/** The public list as open data (CRPA L.114-8 III), one line a version. */
export function toExchangesCsv({ items }: PublicExchanges): string {
  return toCsv(
    columns.map(([heading]) => heading),
    items.map(exchange => columns.map(([, cell]) => cell(exchange))),
  )
}

function objectionOf({ text: { objection } }: Exchange): string {
  return 'applies' in objection ? 'applies' : `set aside: ${objection.setAside.provision}`
}
