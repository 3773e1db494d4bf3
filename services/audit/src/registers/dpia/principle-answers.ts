import { type AgreementText, codes, law } from '@unefois/contracts'
import { lawsOfAgreements } from '../laws.ts'
import { backupLine, clockLines } from '../retention-lines.ts'
import { labelOf, sayRegister } from '../say.ts'
import type { Answer, QuestionId, Writing } from './assessment.ts'

/** Section 2: why it is necessary and proportionate, and what persons can do about it. */
export function principleAnswers(writing: Writing): Answer[] {
  const { say } = writing
  const said = (question: QuestionId, ...paragraphs: string[]): Answer => ({
    question,
    paragraphs,
    items: [],
  })
  return [
    said(211, purposes(writing)),
    { question: 212, paragraphs: [say('a.212.2')], items: bases(writing) },
    said(213, minimisation(writing)),
    said(214, say('a.214')),
    { question: 215, paragraphs: [], items: retention(writing) },
    said(221, information(writing)),
    said(222, consent(writing)),
    said(223, say('a.223')),
    said(224, say('a.224', { alarm: extreme(writing, 'erasureAlarmHours', Math.max) })),
    said(225, objection(writing)),
    said(226, processors(writing)),
    said(227, say('a.227')),
  ]
}

function purposes({ say, source, language }: Writing): string {
  const allowed = new Set(lawsOfAgreements(source).flatMap(profile => law[profile].purposes.value))
  const labels = [...allowed].map(code => labelOf(codes.purpose, code, language))
  return say('a.211', { count: allowed.size, purposes: labels.join(', ') })
}

function bases({ say, source, language }: Writing): string[] {
  return codes.legalBasis.flatMap(({ code }) => {
    const count = countOf(source.agreements, ({ basis }) => basis === code)
    const basis = labelOf(codes.legalBasis, code, language)
    return count === 0 ? [] : [say('a.212.1', { basis, count })]
  })
}

function minimisation({ say, source: { agreements } }: Writing): string {
  return say('a.213', {
    all: agreements.length,
    withFields: countOf(agreements, text => Object.keys(text.optionalFields).length > 0),
    sensitive: countOf(agreements, text => (text.sensitiveBasis ?? []).length > 0),
  })
}

function retention({ source, language }: Writing): string[] {
  const register = sayRegister(language)
  const clocks = ['signal', 'now', 'trace', 'objection', 'agreement', 'log'] as const
  return [...clockLines(clocks, lawsOfAgreements(source), language, register), backupLine(register)]
}

const rightWords: Readonly<Record<string, 'q.223' | 'q.224' | 'q.225'>> = {
  access: 'q.223',
  rectification: 'q.224',
  objection: 'q.225',
}

function information({ say, source }: Writing): string {
  const told = new Set(lawsOfAgreements(source).flatMap(profile => law[profile].noticeRights.value))
  const rights = [...told].map(right => {
    const word = rightWords[right]
    return word === undefined ? right : say(word).toLowerCase()
  })
  return say('a.221', { rights: rights.join(', ') })
}

function consent(writing: Writing): string {
  const { say, source } = writing
  return say('a.222', {
    count: countOf(source.agreements, ({ basis }) => basis === 'with-agreement'),
    months: extreme(writing, 'personAgreementMonthsMax', Math.max),
  })
}

function objection(writing: Writing): string {
  const { say, source } = writing
  return say('a.225', {
    min: extreme(writing, 'objectionKeptMonthsMin', Math.min),
    max: extreme(writing, 'objectionKeptMonthsMax', Math.max),
    setAside: countOf(source.agreements, text => 'setAside' in text.objection),
  })
}

function processors({ say, source: { agreements } }: Writing): string {
  const written = agreements.map(({ text }) => text.controllerRoles.arrangement ?? '')
  const arrangements = [...new Set(written.filter(each => each !== ''))].slice(0, 20)
  return say('a.226', {
    all: agreements.length,
    processor: countOf(agreements, text => text.controllerRoles.hub === 'processor'),
    arrangements: arrangements.join('; ') || '–',
  })
}

function countOf(
  agreements: readonly { readonly text: AgreementText }[],
  fits: (text: AgreementText) => boolean,
): number {
  return agreements.filter(({ text }) => fits(text)).length
}

type NumberOfLaw =
  | 'erasureAlarmHours'
  | 'personAgreementMonthsMax'
  | 'objectionKeptMonthsMin'
  | 'objectionKeptMonthsMax'

/** The least or the most that the laws of these agreements say. */
function extreme(
  { source }: Writing,
  value: NumberOfLaw,
  choose: (...values: number[]) => number,
): number {
  return choose(...lawsOfAgreements(source).map(profile => law[profile][value].value))
}
