import type { Codes, Language } from '@unefois/contracts'
import { type Content, day, html, instant } from '@unefois/pages'
import { type Directory, nameOf, rightWords } from '../domain/directory.ts'
import { codeWords } from './words/codes.ts'
import { detailNames, detailNameWords, detailValues, detailValueWords } from './words/details.ts'
import { basisWords } from './words/erasures.ts'

type Name = keyof typeof detailNames
type Say = (value: string, language: Language, directory: Directory) => Content

const byCode =
  (list: keyof Codes): Say =>
  (code, language) =>
    codeWords(list, code, language)
const asAgency: Say = (id, _, directory) => nameOf(directory, id)
const asId: Say = id => html`<small>${id}</small>`
const asDay: Say = (value, language) => day(new Date(value), language)
const asWord: Say = (value, language) =>
  value in detailValues ? detailValueWords(language)(value as keyof typeof detailValues) : value
const asBasis: Say = (value, language) =>
  basisWords(language)(value as Parameters<ReturnType<typeof basisWords>>[0]) || value

const says: Readonly<Record<Name, Say>> = {
  right: rightNamed,
  rights: rightNamed,
  agency: asAgency,
  recipients: asAgency,
  collector: asAgency,
  trigger: byCode('trigger'),
  detection: byCode('detectionChannel'),
  ntuType: byCode('ntuType'),
  outcomes: byCode('outcome'),
  declineReason: byCode('declineReason'),
  reason: byCode('recallReason'),
  ground: asWord,
  basis: asBasis,
  by: asWord,
  lodgedBy: asWord,
  authority: asWord,
  eventAt: (value, language) => instant(value, language),
  answerBy: asDay,
  dueAt: asDay,
  toldAt: asDay,
  lapsesAt: asDay,
  endsAt: asDay,
  objection: asId,
  request: asId,
  agreement: asId,
  personAgreement: asId,
  follows: asId,
  campaign: asId,
  file: asId,
  part: asId,
  hold: asId,
  breach: asId,
}

/** A name of the second part of an act, and what it says. */
export type DetailEntry = readonly [name: string, value: Content]

/**
 * The second part of an act in words, in the order of their catalogue. What has no words is told as
 * it is: it is the person's all the same.
 */
export function detailEntries(
  detail: Readonly<Record<string, unknown>>,
  directory: Directory,
  language: Language,
): readonly DetailEntry[] {
  const known = Object.keys(detailNames).filter(isName)
  const others = Object.keys(detail).filter(each => !isName(each))
  return [
    ...known.flatMap((name): DetailEntry[] => {
      const values = listOf(detail[name])
      const said = values.map(each => says[name](each, language, directory))
      if (said.length === 0) return []
      return [[detailNameWords(language)(name), said.map((one, at) => [at > 0 && ', ', one])]]
    }),
    ...others.map((name): DetailEntry => [name, listOf(detail[name]).join(', ')]),
  ]
}

function isName(name: string): name is Name {
  return Object.hasOwn(detailNames, name)
}

function listOf(value: unknown): readonly string[] {
  const values = Array.isArray(value) ? value : [value]
  return values
    .filter(each => each !== undefined && each !== null)
    .map(each => (typeof each === 'string' ? each : JSON.stringify(each)))
}

/** A right by its label, its code beside it. */
function rightNamed(right: string, language: Language, directory: Directory): Content {
  const label = rightWords(directory, right, language)
  return label === right ? right : html`${label} <small>${right}</small>`
}
