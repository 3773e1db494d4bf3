import type { Comment, QuestionId, Writing } from './assessment.ts'

/** The open legal points of SECURITY.md in its order, and the question that each is about. */
const legalPoints = [
  ['c.1', 225],
  ['c.2', 112],
  ['c.3', 212],
  ['c.4', 215],
  ['c.5', 215],
  ['c.6', 225],
  ['c.7', 213],
  ['c.8', 215],
] as const satisfies readonly (readonly [string, QuestionId])[]

/** What SECURITY.md says is not protected, and the question that it is about. */
const residualRisks = [
  ['c.memory', 326],
  ['c.index', 326],
  ['c.superuser', 326],
  ['c.load', 326],
  ['c.truth', 336],
  ['c.desk', 323],
  ['c.restore', 346],
] as const satisfies readonly (readonly [string, QuestionId])[]

/** What is open: for a lawyer, and for whoever accepts the risk. Nothing is decided silently. */
export function writeComments({ say }: Writing): Comment[] {
  return [
    ...legalPoints.map(([word, question]) => ({ question, text: say(word), isLegal: true })),
    ...residualRisks.map(([word, question]) => ({ question, text: say(word), isLegal: false })),
  ]
}
