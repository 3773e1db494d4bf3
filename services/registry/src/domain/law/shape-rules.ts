import { codes } from '@unefois/contracts'
import { demand, type Rule, when } from './rule.ts'

type Loose = Readonly<Record<string, unknown>>

/**
 * What the law refuses in a draft that the schema would refuse without saying why: these run
 * before it, on a body of any shape, and leave everything else to it.
 * @throws Problem citing the article.
 */
export function refuseUnlawfulShape(body: unknown): void {
  if (isObject(body))
    demand(body, [purposeIsListed, noticeExists, assessmentExists, numberHasBasis])
}

/** CRPA L.114-8 II: a closed list of purposes. */
const purposeIsListed: Rule<Loose> = ({ purpose }) =>
  when(
    typeof purpose === 'string' && !codes.purpose.some(known => known.code === purpose),
    'purpose-refused',
    '/purpose',
  )

/** CJEU C-201/14: no transfer without prior information, so no agreement without its address. */
const noticeExists: Rule<Loose> = ({ noticeUrl }) =>
  when(
    noticeUrl === undefined || (typeof noticeUrl === 'string' && !noticeUrl.startsWith('https://')),
    'notice-missing',
    '/noticeUrl',
  )

/** GDPR art. 35. */
const assessmentExists: Rule<Loose> = ({ dpia }) =>
  when(
    dpia === undefined || (isObject(dpia) && dpia.on === undefined),
    'impact-assessment-missing',
    '/dpia',
  )

/** Décret 2019-341 for the NIR; laws of 8 August 1983 and 15 January 1990 for the NISS. */
const numberHasBasis: Rule<Loose> = ({ identifierBasis, lawProfile }) => {
  const basis = isObject(identifierBasis) ? identifierBasis : {}
  const lacks = (names: readonly string[]) => names.some(name => basis[name] === undefined)
  const isBelgian = basis.scheme === 'be-niss' || lawProfile === 'be'
  return isBelgian
    ? when(lacks(['deliberation', 'statute', 'route']), 'deliberation-missing', '/identifierBasis')
    : when(lacks(['senderIndent', 'receiverIndent']), 'nir-indent-missing', '/identifierBasis')
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
