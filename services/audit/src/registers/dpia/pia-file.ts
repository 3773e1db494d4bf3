import { articlesOf, type Dpia } from '@unefois/contracts'
import { citedIn } from '../cite.ts'
import { sayRegister } from '../say.ts'
import type { Answer, Assessment, Measure } from './assessment.ts'
import { sayDpia } from './say-dpia.ts'

const piaId = 1
const questionsMax = 36
/** Of a test's name, in a list that people read. */
const testNameMax = 160

/**
 * The assessment in the import format of the CNIL's PIA tool: `{pia, answers, measures,
 * evaluations, comments}` (LINCnil/pia, src/app/services/pia.service.ts `importData`, and the
 * example that the tool ships, src/assets/files/2018-02-21-pia-example.json). Texts are the HTML of
 * its editor. Status and opinions are left to people.
 */
export function toPiaFile(assessment: Assessment): Dpia {
  const { answers, measures, evaluations, comments } = assessment
  const created_at = assessment.at.toISOString()
  const own = { pia_id: piaId, created_at } as const
  return {
    pia: headOf(assessment),
    answers: answers.map((answer, place) => ({
      id: place + 1,
      reference_to: answer.question,
      data: dataOf(answer),
      ...own,
    })),
    measures: measures.map(measure => ({
      id: measure.id,
      title: measure.title,
      content: measureHtml(measure, assessment),
      placeholder: 'measures.default_placeholder' as const,
      ...own,
    })),
    evaluations: evaluations.map(({ of, status, comment, plan, gauges }, place) => ({
      id: place + 1,
      reference_to: of,
      status,
      evaluation_comment: paragraph(comment),
      ...(plan === undefined ? {} : { action_plan_comment: paragraph(plan) }),
      gauges: gauges ?? { x: 0, y: 0 },
      estimated_implementation_date: null,
      person_in_charge: null,
      global_status: 1 as const,
      ...own,
    })),
    comments: comments.map(({ question, text }, place) => ({
      id: place + 1,
      description: escaped(text),
      reference_to: question,
      for_measure: false as const,
      ...own,
    })),
  }
}

function headOf({ language, at, opinions }: Assessment): Dpia['pia'] {
  const say = sayDpia(language)
  const instant = at.toISOString()
  return {
    id: piaId,
    status: 0,
    is_example: 0,
    is_archive: 0,
    numberOfQuestions: questionsMax,
    name: say('pia.name'),
    category: say('pia.category'),
    author_name: say('pia.author'),
    evaluator_name: say('pia.evaluator'),
    validator_name: say('pia.validator'),
    dpo_opinion: paragraph(say('pia.dpoOpinion', opinions)),
    dpos_names: say('pia.evaluator'),
    people_names: say('pia.evaluator'),
    concerned_people_searched_opinion: false,
    concerned_people_searched_content: paragraph(say('pia.people')),
    created_at: instant,
    updated_at: instant,
  }
}

/** Of a risk: impacts, threats, sources and measures are lists; everything else is a text. */
const isList = (question: number) => question > 300 && question % 10 <= 4

function dataOf({ question, paragraphs, items, gauge }: Answer): Dpia['answers'][number]['data'] {
  if (isList(question)) return { text: null, gauge: null, list: [...items] }
  const text = paragraphs.map(paragraph).join('') + listHtml(items)
  return { text, gauge: gauge ?? null, list: [] }
}

/** What it is and how it is set, then every test and proof that shows it, and what is missing. */
function measureHtml({ content, evidence }: Measure, { language }: Assessment): string {
  const say = sayDpia(language)
  const { rules, tests, proofs, gaps } = evidence
  const lines = [
    ...proofs.map(proof => say('evidence.proof', { proof })),
    ...tests.map(({ file, test }) =>
      say('evidence.test', { file, test: test.slice(0, testNameMax) }),
    ),
    ...gaps.map(gap => say('evidence.open', { gap })),
  ]
  const register = sayRegister(language)
  const articles = rules.map(rule => citedIn(articlesOf(rule), register)).join('; ')
  const heading = articles === '' ? say('evidence') : `${say('evidence')} (${articles})`
  return paragraph(content) + paragraph(heading) + listHtml(lines)
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`
}

function listHtml(items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<ul>${items.map(item => `<li>${escaped(item)}</li>`).join('')}</ul>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
