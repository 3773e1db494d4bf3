import type { Assessment, AssessmentInput, Writing } from './assessment.ts'
import { writeComments } from './comments.ts'
import { contextAnswers } from './context-answers.ts'
import { writeEvaluations } from './evaluations.ts'
import { principleAnswers } from './principle-answers.ts'
import { riskAnswers } from './risk-answers.ts'
import { sayDpia } from './say-dpia.ts'
import { writeMeasures } from './write-measures.ts'

/** The impact assessment (GDPR art. 35), written from what is agreed and what runs. */
export function makeAssessment(input: AssessmentInput): Assessment {
  const writing: Writing = { ...input, say: sayDpia(input.language) }
  const measures = writeMeasures(writing)
  const comments = writeComments(writing)
  const opinions = input.source.agreements.flatMap(agreement => agreement.opinions)
  const saying = (opinion: string) => opinions.filter(each => each.opinion === opinion).length
  return {
    language: input.language,
    at: input.at,
    fictitious: input.source.agreements.some(({ text }) => text.fictitious),
    answers: [...contextAnswers(writing), ...principleAnswers(writing), ...riskAnswers(writing)],
    measures,
    evaluations: writeEvaluations(writing, measures, comments),
    comments,
    opinions: {
      favourable: saying('favourable'),
      reserved: saying('reserved'),
      unfavourable: saying('unfavourable'),
    },
  }
}
