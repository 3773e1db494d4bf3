import { type Content, definitions, html, type Page, type Site, tabs, tag } from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import type {
  Answer,
  Assessment,
  EvaluatedId,
  Evaluation,
  Measure,
} from '../../registers/dpia/assessment.ts'
import { toPiaFile } from '../../registers/dpia/pia-file.ts'
import { type DpiaWord, sayDpia } from '../../registers/dpia/say-dpia.ts'
import { readAssessment } from '../../use-cases/read-assessment.ts'
import { registerPageWords } from '../words/registers.ts'

const parts = ['context', 'principles', 'measures', 'risks', 'open'] as const
type Part = (typeof parts)[number]

const partPattern = `^(${parts.join('|')})$`

/** The impact assessment, a part a page, and its file for the CNIL's tool. */
export function addDpiaPages(site: Site, deps: AuditDeps): void {
  const assess = readAssessment(deps)
  site.show('/registers/dpia', {
    for: ['dpo'],
    query: { part: { type: 'string', pattern: partPattern } },
    async page({ person, language, query }) {
      const assessment = await assess(person, language)
      return partPage(assessment, parts.find(part => part === query.part) ?? 'context')
    },
  })
  site.show('/registers/dpia.json', {
    for: ['dpo'],
    async page({ person, language }) {
      const file = toPiaFile(await assess(person, language))
      return {
        name: `impact-assessment-${language}.json`,
        type: 'application/json',
        content: JSON.stringify(file, undefined, 2),
      }
    },
  })
}

function partPage(assessment: Assessment, part: Part): Page {
  const { language } = assessment
  const say = registerPageWords(language)
  const links = parts.map(name => ({
    href: `/registers/dpia?part=${name}`,
    label: say(name),
    current: name === part,
  }))
  return {
    title: `${say('dpia')} – ${say(part)}`,
    main: [
      html`<p><a href="/registers">${say('back')}</a></p>`,
      html`<p>${say('dpiaIntro')} <a href="/registers/dpia.json">${say('dpiaFile')}</a></p>`,
      tabs(say('parts'), links),
      contentOf(assessment, part),
    ],
  }
}

function contentOf(assessment: Assessment, part: Part): Content {
  if (part === 'measures') return assessment.measures.map(each => measure(each, assessment))
  if (part === 'open') return openPoints(assessment)
  if (part === 'risks') return (['3.2', '3.3', '3.4'] as const).map(of => risk(of, assessment))
  const items = part === 'context' ? (['1.1', '1.2'] as const) : (['2.1', '2.2'] as const)
  return items.map(item => section(item, assessment))
}

/** An item of the tool: its questions, and the evaluation of the item or of each question. */
function section(item: '1.1' | '1.2' | '2.1' | '2.2', assessment: Assessment): Content {
  const say = sayDpia(assessment.language)
  const prefix = item.replace('.', '')
  const answers = assessment.answers.filter(({ question }) => String(question).startsWith(prefix))
  return html`<section><h2>${say(`q.${item}`)}</h2>${answers.map(
    answer =>
      html`<h3>${say(`q.${answer.question}` as DpiaWord)}</h3>${said(answer)}${evaluation(
        `${item}.${answer.question}` as EvaluatedId,
        assessment,
      )}`,
  )}${evaluation(item as EvaluatedId, assessment)}</section>`
}

const riskWords = {
  1: 'q.impacts',
  2: 'q.threats',
  3: 'q.sources',
  4: 'q.measures',
  5: 'q.severity',
  6: 'q.likelihood',
} as const

function risk(of: '3.2' | '3.3' | '3.4', assessment: Assessment): Content {
  const say = sayDpia(assessment.language)
  const prefix = of.replace('.', '')
  const answers = assessment.answers.filter(({ question }) => String(question).startsWith(prefix))
  return html`<section><h2>${say(`q.${of}`)}</h2>${answers.map(answer => {
    const place = (answer.question % 10) as keyof typeof riskWords
    const level = answer.gauge === undefined ? '' : ` – ${say(`g.${answer.gauge}`)}`
    return html`<h3>${say(riskWords[place])}${level}</h3>${said(answer)}`
  })}${evaluation(of, assessment)}</section>`
}

function said({ paragraphs, items }: Answer): Content {
  return [
    paragraphs.map(text => html`<p>${text}</p>`),
    items.length > 0 && html`<ul>${items.map(item => html`<li>${item}</li>`)}</ul>`,
  ]
}

/** One measure, what shows it, and how it stands. The evidence is folded: it is long. */
function measure({ id, title, content, evidence }: Measure, assessment: Assessment): Content {
  const say = registerPageWords(assessment.language)
  const word = sayDpia(assessment.language)
  const { tests, proofs, gaps } = evidence
  const lines = [
    ...proofs.map(proof => word('evidence.proof', { proof })),
    ...tests.map(({ file, test }) => word('evidence.test', { file, test })),
    ...gaps.map(gap => word('evidence.open', { gap })),
  ]
  return html`<section><h2>${title}</h2><p>${content}</p>
<details><summary>${say('evidence')}. ${say('evidenceCount', {
    tests: tests.length,
    proofs: proofs.length,
  })}</summary><ul>${lines.map(line => html`<li>${line}</li>`)}</ul></details>
${evaluation(`3.1.${id}`, assessment)}</section>`
}

const tones = { 1: 'bad', 2: 'warn', 3: 'good' } as const

function evaluation(of: EvaluatedId, { evaluations, language }: Assessment): Content {
  const found: Evaluation | undefined = evaluations.find(each => each.of === of)
  if (found === undefined) return undefined
  const say = registerPageWords(language)
  const { status, comment, plan } = found
  return definitions([
    [say('evaluation'), [tag(sayDpia(language)(`s.${status}`), tones[status]), ' ', comment]],
    ...(plan === undefined || plan === comment ? [] : ([[say('plan'), plan]] as const)),
  ])
}

function openPoints({ comments, language }: Assessment): Content {
  const say = registerPageWords(language)
  const listed = (isLegal: boolean) =>
    comments.filter(each => each.isLegal === isLegal).map(({ text }) => html`<li>${text}</li>`)
  return html`<section><h2>${say('legal')}</h2><ul>${listed(true)}</ul></section>
<section><h2>${say('residual')}</h2><ul>${listed(false)}</ul></section>`
}
