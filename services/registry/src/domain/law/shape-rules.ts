import { law } from '@unefois/contracts'
import { demand, type Rule, when } from './rule.ts'
import { basisProblems } from './text-rules.ts'

type Loose = Readonly<Record<string, unknown>>

/**
 * What the law refuses in a draft that the schema would refuse without saying why: these run
 * before it, on a body of any shape, and leave everything else to it.
 * @throws Problem citing the article.
 */
export function refuseUnlawfulShape(body: unknown): void {
  if (isObject(body))
    demand(body, [
      purposeIsListed,
      noticeExists,
      assessmentExists,
      numberHasBasis,
      objectionIsStated,
      sensitiveBasisIsNamed,
    ])
}

/** CRPA L.114-8 II: a closed list of purposes. */
const purposeIsListed: Rule<Loose> = subject => {
  const { purpose } = subject
  const listed = law[lawOf(subject)].purposes.value
  return when(
    typeof purpose === 'string' && !listed.some(known => known === purpose),
    'purpose-refused',
    '/purpose',
  )
}

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
const numberHasBasis: Rule<Loose> = subject => {
  const basis = isObject(subject.identifierBasis) ? subject.identifierBasis : {}
  const profile = lawOf(subject)
  const lacks = law[profile].identifierBasisMembers.value.some(name => basis[name] === undefined)
  return when(lacks, basisProblems[profile], '/identifierBasis')
}

/** GDPR art. 21(1): each agreement says that objection applies, or the provision that bars it. */
const objectionIsStated: Rule<Loose> = ({ objection }) => {
  const stated = isObject(objection) ? objection : {}
  const setAside = isObject(stated.setAside) ? stated.setAside : {}
  const isStated = stated.applies === true || setAside.provision !== undefined
  return when(!isStated, 'objection-unstated', '/objection')
}

/** GDPR art. 9(2) and 10: a basis of the list, with the national provision that it rests on. */
const sensitiveBasisIsNamed: Rule<Loose> = subject => {
  const { healthBases, offenceBases } = law[lawOf(subject)]
  const known: readonly unknown[] = [...healthBases.value, ...offenceBases.value]
  const named = Array.isArray(subject.sensitiveBasis) ? subject.sensitiveBasis : []
  const lacking = named.some(
    each => isObject(each) && (!known.includes(each.basis) || each.provision === undefined),
  )
  return when(lacking, 'sensitive-basis-missing', '/sensitiveBasis')
}

/** Whose law a body means, by its number's scheme or its profile. */
function lawOf({ identifierBasis, lawProfile }: Loose): 'fr' | 'be' {
  const { scheme } = isObject(identifierBasis) ? identifierBasis : {}
  return scheme === 'be-niss' || lawProfile === 'be' ? 'be' : 'fr'
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
