import type { Identifier } from '@unefois/identifiers'

/** Sex digits of a NIA: given while a birth is being certified (7, 8) or registered (3, 4). */
const provisionalNir = /^[3478]/u
const bisMonthMin = 20

/** Whether a number will be replaced by another: a NIA by a NIR, a bis number by a NISS. */
function isProvisional({ scheme, value }: Identifier): boolean {
  return scheme === 'fr-nir' ? provisionalNir.test(value) : Number(value.slice(2, 4)) >= bisMonthMin
}

/** Whether one number can succeed another: same scheme, from a provisional one to a lasting one. */
export function canSucceed(former: Identifier, current: Identifier): boolean {
  return former.scheme === current.scheme && isProvisional(former) && !isProvisional(current)
}
