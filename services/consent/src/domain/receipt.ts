import type { ObjectionReceiptV2 } from '@unefois/contracts'
import type { SetAsideFlow } from '../directory.ts'
import { dayOf } from './calendar-day.ts'

/** What a receipt is made of. */
export interface Receiptable {
  readonly id: string
  readonly kind: 'objection' | 'renunciation'
  readonly right: string | null
  readonly agency: string | null
  readonly lodgedAt: Date
  readonly lapsesAt: Date
  readonly lodgedBy: ObjectionReceiptV2['lodgedBy']
  readonly authority: string | null
  readonly lodgingAgency: string
  readonly language: ObjectionReceiptV2['language']
  readonly lodgingAgent: string | null
  readonly hasReminder: boolean
  readonly setAside: readonly SetAsideFlow[]
}

/** The receipt: scope, when it lapses, and that it covers only the number it was lodged for. */
export function toReceipt(lodged: Receiptable): ObjectionReceiptV2 {
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
    ...(lodged.lodgingAgent === null ? {} : { agent: lodged.lodgingAgent }),
    covers: 'this-number-and-told-successors',
    setAside: toSetAside(lodged.setAside),
    reminder: lodged.hasReminder,
    language: lodged.language,
    texts: textsUntil(dayOf(lodged.lapsesAt)),
    sources: ['CRPA L.114-8 II', 'CRPA R.114-9-7', 'GDPR art. 21'],
  }
}

/** As a receipt lists them. */
export function toSetAside(flows: readonly SetAsideFlow[]): ObjectionReceiptV2['setAside'] {
  return flows.map(({ rights, ...flow }) => ({ ...flow, rights: [...rights] }))
}

/** What a legal representative may act under. */
export const authorities = [
  'parental-authority',
  'guardianship',
  'judicial-measure',
  'mandate',
] as const

/** The same sentences for everybody: nothing here depends on what was signalled. */
function textsUntil(day: string): ObjectionReceiptV2['texts'] {
  return {
    fr:
      `Ce choix est conservé et respecté jusqu’au ${day}, puis effacé : renouvelez-le avant si ` +
      'vous le souhaitez. Il vaut pour le numéro pour lequel il a été déposé et pour celui qui ' +
      'l’a remplacé, si ce remplacement est connu : si vous recevez un autre numéro, ' +
      'signalez-le. Il n’arrête pas les échanges que la loi impose : ils sont listés avec leur ' +
      'disposition. Vous pouvez le retirer à tout moment, dans tout ' +
      'organisme participant, avec ce reçu et votre numéro.',
    nl:
      `Deze keuze wordt bewaard en gevolgd tot ${day} en daarna gewist: hernieuw ze eerder als u ` +
      'dat wenst. Ze geldt voor het nummer waarvoor ze is ingediend en voor het nummer dat ' +
      'het vervangen heeft, als dat bekend is: meld het als u een ander nummer krijgt. Ze houdt ' +
      'geen uitwisselingen tegen die de wet oplegt: die staan vermeld met hun bepaling. U kunt ' +
      'ze op elk moment intrekken, bij elke deelnemende instelling, met dit ontvangstbewijs en ' +
      'uw nummer.',
    de:
      `Diese Entscheidung wird bis ${day} aufbewahrt und befolgt und danach gelöscht: Erneuern ` +
      'Sie sie vorher, wenn Sie möchten. Sie gilt für die Nummer, für die sie eingelegt ' +
      'wurde, und für die, die sie ersetzt hat, wenn das bekannt ist: Melden Sie es, wenn Sie ' +
      'eine andere Nummer erhalten. Sie hält keinen Austausch auf, den das Gesetz vorschreibt: ' +
      'Er ist mit seiner Bestimmung aufgeführt. Sie können sie jederzeit bei ' +
      'jeder beteiligten Stelle mit diesem Beleg und Ihrer Nummer zurücknehmen.',
    en:
      `This choice is kept and followed until ${day}, then erased: renew it before if you wish. ` +
      'It covers the number it was lodged for and the one that replaced it, where that is known: ' +
      'if you are given another number, say so. It stops no exchange that the law imposes: these ' +
      'are listed with their provision. You may take it back at any time, at any agency that ' +
      'takes part, with this receipt and your number.',
  }
}
