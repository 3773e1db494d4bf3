import type { Language, RegisterOfProcessing } from '@unefois/contracts'
import { citedIn } from './cite.ts'
import { sayRegister } from './say.ts'

export type ColumnId = keyof RegisterOfProcessing['activities'][number]['cells']

/** One column, and who asks for it. */
interface ColumnRule {
  readonly id: ColumnId
  /** An article, or a word for what is none. */
  readonly source: string
  /** GDPR art. 30(1) asks for it, or the CNIL’s model record never leaves it empty. */
  readonly mandatory: boolean
}

/** What is asked for by no article of the GDPR. */
const words = {
  model: 'source.model',
  advised: 'source.advised',
  identifier: 'source.identifier',
  state: 'source.state',
} as const
const column = (id: ColumnId, source: string, mandatory = true): ColumnRule => ({
  id,
  source,
  mandatory,
})

/**
 * The columns in the order of the CNIL's model record: who, why, about whom, what, to whom, where,
 * how long, how safe; then what the CNIL advises to keep beside it.
 */
export const columnRules: readonly ColumnRule[] = [
  column('reference', 'model'),
  column('name', 'model'),
  column('createdOn', 'model'),
  column('updatedOn', 'model'),
  column('state', 'state', false),
  column('controllers', 'GDPR art. 30(1)(a)'),
  column('representatives', 'GDPR art. 30(1)(a)'),
  column('jointControllers', 'GDPR art. 30(1)(a)'),
  column('dpos', 'GDPR art. 30(1)(a)'),
  column('processors', 'GDPR art. 30(1)(d), 30(2)(a)'),
  column('purposes', 'GDPR art. 30(1)(b)'),
  column('legalBasis', 'advised'),
  column('identifierBasis', 'identifier'),
  column('dataSubjects', 'GDPR art. 30(1)(c)'),
  column('dataCategories', 'GDPR art. 30(1)(c)'),
  column('sensitiveData', 'model'),
  column('recipients', 'GDPR art. 30(1)(d)'),
  column('transfers', 'GDPR art. 30(1)(e)'),
  column('retention', 'GDPR art. 30(1)(f)'),
  column('security', 'GDPR art. 30(1)(g), 32(1)'),
  column('information', 'advised'),
  column('impactAssessment', 'advised'),
  column('software', 'model'),
]

/** The columns with their headings. */
export function columnsIn(language: Language): RegisterOfProcessing['columns'] {
  const say = sayRegister(language)
  return columnRules.map(rule => ({
    ...rule,
    label: say(`col.${rule.id}`),
    source: isWord(rule.source) ? say(words[rule.source]) : citedIn(rule.source, say),
  }))
}

function isWord(source: string): source is keyof typeof words {
  return Object.hasOwn(words, source)
}
