import type { Language, RegisterOfProcessing, RegisterSource } from '@unefois/contracts'
import { agreementActivity } from './agreement-activity.ts'
import { columnRules, columnsIn } from './columns.ts'
import { hubActivities } from './hub-activities.ts'
import { measureTitles } from './measures.ts'
import { type RegisterWord, type SayLine, sayRegister } from './say.ts'

export type Activity = RegisterOfProcessing['activities'][number]

/** What a register is made from, and for whom. */
export interface RegisterInput {
  readonly source: RegisterSource
  /** `hub`: everything. An agency: what it answers for, and nothing of others. */
  readonly viewer: string
  readonly language: Language
  readonly at: Date
  readonly softwareVersion: string
}

/** What every cell is written from. */
export interface Making {
  readonly source: RegisterSource
  readonly language: Language
  readonly say: SayLine<RegisterWord>
  readonly security: string[]
  readonly software: string
  readonly fictitious: boolean
  /** The day of the first agreement in force: what the hub does began with it. */
  readonly startedOn: string
  /** The day of the latest change of an agreement: what the hub does follows them. */
  readonly changedOn: string
}

/**
 * The record of processing activities (GDPR art. 30): one activity an agreement, and for the hub's
 * own officer those of the hub. What nobody recorded is empty, and named in `missing`.
 */
export function makeRegister(input: RegisterInput): RegisterOfProcessing {
  const { viewer, language, at } = input
  const making = makingOf(input)
  const mine = input.source.agreements.filter(
    ({ text }) => viewer === 'hub' || text.sender === viewer || text.receiver === viewer,
  )
  const activities = [
    ...mine.map(agreement => agreementActivity(agreement, making)),
    ...(viewer === 'hub' ? hubActivities(making) : []),
  ]
  return {
    asOf: at.toISOString(),
    viewer,
    language,
    columns: columnsIn(language),
    activities,
    missing: activities.flatMap(missingOf),
  }
}

function makingOf({ source, language, at, softwareVersion }: RegisterInput): Making {
  const say = sayRegister(language)
  const today = at.toISOString().slice(0, 10)
  const starts = source.agreements.map(each => each.activatedAt.slice(0, 10))
  const changes = source.agreements.map(each => (each.endedAt ?? each.activatedAt).slice(0, 10))
  return {
    source,
    language,
    say,
    security: measureTitles(language),
    software: say('software', { version: softwareVersion }),
    fictitious: source.agreements.some(({ text }) => text.fictitious),
    startedOn: starts.sort().at(0) ?? today,
    changedOn: changes.sort().at(-1) ?? today,
  }
}

/** The mandatory cells that say nothing. */
function missingOf({ id, cells }: Activity): RegisterOfProcessing['missing'] {
  return columnRules
    .filter(({ id: column, mandatory }) => mandatory && cells[column].every(line => line === ''))
    .map(({ id: column }) => ({ activity: id, column }))
}
