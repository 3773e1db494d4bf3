import type { Signal } from '@unefois/contracts'
import type { Problem } from '@unefois/errors'
import { problems } from '../errors.ts'
import type { AgreementInForce, AgreementsInForce } from './agreements-in-force.ts'

/** Fields that travel only where the agreement lists them and their value. */
const optionalFields = ['trigger', 'detection', 'ntuType', 'contactChannel', 'language'] as const

/** The optional codes of one signal that its agreement lets travel. */
export type DeliveredCodes = Partial<Pick<Signal, (typeof optionalFields)[number] | 'territory'>>

/**
 * Finds the one agreement, hence the one receiver, under which a signal may travel today.
 * Routing is the right's: by the person's territory and dated competence, or by addressee.
 * @throws Problem when none or several fit, pointing at the field that would settle it.
 */
export function chooseAgreement(
  inForce: AgreementsInForce,
  sender: string,
  signal: Signal,
  day: string,
): AgreementInForce {
  const right = inForce.rights.get(signal.right)
  if (right === undefined) throw problems['right-unknown'](at('/right', 'is not in the catalogue'))
  const receivers = competentReceivers(inForce, signal, right.routing, day)
  const candidates = inForce
    .find(sender, signal.right, day)
    .filter(
      agreement =>
        (receivers === undefined || receivers.has(agreement.receiver)) &&
        (signal.agreement === undefined || agreement.id === signal.agreement) &&
        (signal.addressee === undefined || agreement.receiver === signal.addressee),
    )
  const [first, second] = candidates
  if (first === undefined) throw problems['agreement-missing']()
  if (second !== undefined) {
    throw problems['agreement-ambiguous']({
      pointers: [{ pointer: '/agreement', detail: 'must name one of the agreements listed' }],
      extra: { agreements: candidates.map(agreement => agreement.id) },
    })
  }
  return first
}

function competentReceivers(
  inForce: AgreementsInForce,
  signal: Signal,
  routing: 'territory' | 'addressee',
  day: string,
): ReadonlySet<string> | undefined {
  if (routing === 'addressee') {
    if (signal.addressee !== undefined) return undefined
    throw problems['addressee-needed'](at('/addressee', 'is needed for this right'))
  }
  if (signal.territory === undefined) {
    throw problems['territory-needed'](at('/territory', 'is needed for this right'))
  }
  const receivers = inForce.competent(signal.right, signal.territory, day)
  if (receivers.size > 0) return receivers
  throw problems['receiver-not-found'](at('/territory', 'has no competent agency for this right'))
}

/**
 * Keeps the codes that the agreement lets travel.
 * @throws Problem pointing at every field or value that it does not.
 */
export function deliverableCodes(signal: Signal, agreement: AgreementInForce): DeliveredCodes {
  const refused = optionalFields.filter(field => {
    const value = signal[field]
    return value !== undefined && agreement.fields.get(field)?.has(value) !== true
  })
  if (refused.length > 0) {
    throw problems['field-not-agreed']({
      pointers: refused.map(field => ({
        pointer: `/${field}`,
        detail: 'may not travel under this agreement',
      })),
    })
  }
  const codes: Record<string, string> = {}
  for (const field of optionalFields) {
    const value = signal[field]
    if (value !== undefined) codes[field] = value
  }
  // A territory may be given only to route: it is delivered where the agreement lists it.
  const { territory } = signal
  if (territory !== undefined && agreement.fields.get('territory')?.has(territory) === true) {
    codes.territory = territory
  }
  return codes as DeliveredCodes
}

/** Checks that the person's agreement is named exactly where the agreement's basis demands it. */
export function checkPersonAgreementNamed(
  signal: Signal,
  agreement: AgreementInForce,
  isThere = signal.personAgreement !== undefined,
): void {
  const named = signal.personAgreement !== undefined
  const needed = agreement.basis === 'with-agreement'
  if (needed && !isThere) {
    throw problems['person-agreement-needed'](at('/personAgreement', 'is needed here'))
  }
  if (named && !needed) {
    throw problems['person-agreement-unexpected'](at('/personAgreement', 'is not used here'))
  }
}

function at(pointer: string, detail: string): ConstructorParameters<typeof Problem>[2] {
  return { pointers: [{ pointer, detail }] }
}
