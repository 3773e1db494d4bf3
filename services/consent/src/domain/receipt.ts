import type { ObjectionReceipt } from '@unefois/contracts'
import { dayOf } from './calendar-months.ts'

/** What a receipt is made of. */
export interface Receiptable {
  readonly id: string
  readonly kind: 'objection' | 'renunciation'
  readonly right: string | null
  readonly agency: string | null
  readonly lodgedAt: Date
  readonly lapsesAt: Date
  readonly lodgedBy: ObjectionReceipt['lodgedBy']
  readonly authority: string | null
  readonly lodgingAgency: string
  readonly language: ObjectionReceipt['language']
  readonly hasReminder: boolean
}

/** The receipt: scope, when it lapses, and that it covers only the number it was lodged for. */
export function toReceipt(lodged: Receiptable): ObjectionReceipt {
  const authority = authorities.find(known => known === lodged.authority)
  return {
    id: lodged.id,
    kind: lodged.kind,
    scope: {
      ...(lodged.right === null ? {} : { right: lodged.right }),
      ...(lodged.agency === null ? {} : { agency: lodged.agency }),
    },
    lodgedAt: lodged.lodgedAt.toISOString(),
    lapsesAt: lodged.lapsesAt.toISOString(),
    lodgedBy: lodged.lodgedBy,
    ...(authority === undefined ? {} : { authority }),
    agency: lodged.lodgingAgency,
    covers: 'this-number-only',
    reminder: lodged.hasReminder,
    language: lodged.language,
    texts: textsUntil(dayOf(lodged.lapsesAt)),
    sources: ['CRPA L.114-8 II', 'CRPA R.114-9-7', 'GDPR art. 21'],
  }
}

const authorities = ['parental-authority', 'guardianship', 'judicial-measure', 'mandate'] as const

/** The same sentences for everybody: nothing here depends on what was signalled. */
function textsUntil(day: string): ObjectionReceipt['texts'] {
  return {
    fr:
      `Ce choix est conservé et respecté jusqu’au ${day}, puis effacé : renouvelez-le avant si ` +
      'vous le souhaitez. Il ne vaut que pour le numéro pour lequel il a été déposé : si vous ' +
      'recevez un autre numéro, signalez-le. Vous pouvez le retirer à tout moment, dans tout ' +
      'organisme participant, avec ce reçu et votre numéro.',
    nl:
      `Deze keuze wordt bewaard en gevolgd tot ${day} en daarna gewist: hernieuw ze eerder als u ` +
      'dat wenst. Ze geldt alleen voor het nummer waarvoor ze is ingediend: meld het als u een ' +
      'ander nummer krijgt. U kunt ze op elk moment intrekken, bij elke deelnemende instelling, ' +
      'met dit ontvangstbewijs en uw nummer.',
    de:
      `Diese Entscheidung wird bis ${day} aufbewahrt und befolgt und danach gelöscht: Erneuern ` +
      'Sie sie vorher, wenn Sie möchten. Sie gilt nur für die Nummer, für die sie eingelegt ' +
      'wurde: Melden Sie es, wenn Sie eine andere Nummer erhalten. Sie können sie jederzeit bei ' +
      'jeder beteiligten Stelle mit diesem Beleg und Ihrer Nummer zurücknehmen.',
    en:
      `This choice is kept and followed until ${day}, then erased: renew it before if you wish. ` +
      'It covers only the number it was lodged for: if you are given another number, say so. You ' +
      'may take it back at any time, at any agency that takes part, with this receipt and your ' +
      'number.',
  }
}
