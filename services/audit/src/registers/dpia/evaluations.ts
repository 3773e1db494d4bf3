import type { LawRule } from '@unefois/contracts'
import { gapsOf } from '../measures.ts'
import type {
  Comment,
  EvaluatedId,
  Evaluation,
  Measure,
  QuestionId,
  Writing,
} from './assessment.ts'
import { estimates, isWitnessed } from './risk-answers.ts'

const principles = [211, 212, 213, 214, 215, 221, 222, 223, 224, 225, 226, 227] as const

/** The rules whose gaps keep a principle from being called acceptable. */
const rulesOfPrinciple: Readonly<Partial<Record<QuestionId, readonly LawRule[]>>> = {
  223: ['access', 'trace-kept'],
  224: ['rectification', 'erasure-told', 'erase-without-delay'],
  225: ['objection', 'objection-scope'],
}

/**
 * The hub's own proposal, begun and never completed by it: a part that is open in rules.json or for
 * a lawyer is improvable, a measure that nothing shows is to be fixed.
 */
export function writeEvaluations(
  writing: Writing,
  measures: readonly Measure[],
  comments: readonly Comment[],
): Evaluation[] {
  return [
    ...context(writing, comments),
    ...principles.map(question => principle(writing, question, comments)),
    ...measures.map(measure => ofMeasure(writing, measure)),
    ...risks(writing),
  ]
}

function context({ say }: Writing, comments: readonly Comment[]): Evaluation[] {
  const points = pointsOn([111, 112, 113], comments)
  const overview: Evaluation =
    points === ''
      ? { of: '1.1', status: 3, comment: say('e.context') }
      : { of: '1.1', status: 2, comment: say('e.legal', { points }), plan: say('e.legalPlan') }
  return [overview, { of: '1.2', status: 3, comment: say('e.context') }]
}

function principle(
  { say }: Writing,
  question: (typeof principles)[number],
  comments: readonly Comment[],
): Evaluation {
  const of = `2.${question < 220 ? 1 : 2}.${question}` as EvaluatedId
  const gaps = gapsOf(rulesOfPrinciple[question] ?? [])
  if (gaps.length > 0) {
    const open = say('e.open', { gaps: gaps.join('; ') })
    return { of, status: 2, comment: open, plan: open }
  }
  const points = pointsOn([question], comments)
  if (points === '') return { of, status: 3, comment: say('e.fine') }
  return { of, status: 2, comment: say('e.legal', { points }), plan: say('e.legalPlan') }
}

function ofMeasure({ say }: Writing, { id, evidence }: Measure): Evaluation {
  const { tests, proofs, gaps } = evidence
  const of: EvaluatedId = `3.1.${id}`
  const shown = say('e.shown', { tests: tests.length, proofs: proofs.length })
  if (gaps.length === 0 && tests.length + proofs.length > 0) {
    return { of, status: 3, comment: shown }
  }
  const open = say('e.open', { gaps: gaps.join('; ') || '–' })
  return {
    of,
    status: tests.length + proofs.length > 0 ? 2 : 1,
    comment: `${shown} ${open}`,
    plan: open,
  }
}

function risks({ say, running }: Writing): Evaluation[] {
  const gauges = ({ severity, likelihood }: (typeof estimates)[keyof typeof estimates]) => ({
    x: severity,
    y: likelihood,
  })
  return [
    {
      of: '3.2',
      status: 2,
      comment: say('e.access'),
      plan: say('e.accessPlan'),
      gauges: gauges(estimates.access),
    },
    isWitnessed(running)
      ? { of: '3.3', status: 3, comment: say('e.change'), gauges: gauges(estimates.change) }
      : {
          of: '3.3',
          status: 2,
          comment: say('e.changeAlone'),
          plan: say('e.changeAlonePlan', { quorum: running.quorum }),
          gauges: gauges(estimates.changeAlone),
        },
    {
      of: '3.4',
      status: 2,
      comment: say('e.loss'),
      plan: say('e.lossPlan'),
      gauges: gauges(estimates.loss),
    },
  ]
}

function pointsOn(questions: readonly QuestionId[], comments: readonly Comment[]): string {
  return comments
    .filter(({ question, isLegal }) => isLegal && questions.includes(question))
    .map(({ text }) => text)
    .join(' ')
}
