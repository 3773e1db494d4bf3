import { retentionLimits } from '@unefois/retention'
import type { MeasureName } from '../measures.ts'
import type { Answer, Running, Writing } from './assessment.ts'

/** Which measures answer which risk: section 3's three. */
const measuresOfRisk = {
  access: [
    'sealing',
    'isolation',
    'lastCheck',
    'minimisation',
    'purposeLock',
    'objection',
    'erasure',
    'clocks',
    'keys',
    'log',
    'sensitive',
    'statistics',
    'governance',
    'breach',
  ],
  change: [
    'isolation',
    'log',
    'accuracy',
    'information',
    'rights',
    'human',
    'governance',
    'belgium',
  ],
  loss: ['durability', 'keys', 'objection', 'rights', 'log', 'clocks'],
} as const satisfies Readonly<Record<string, readonly MeasureName[]>>

/**
 * How grave and how likely each risk stays, measures included: the hub's own estimate, on the
 * tool's scale, for the evaluator to confirm.
 */
export const estimates = {
  access: { severity: 3, likelihood: 2 },
  change: { severity: 2, likelihood: 1 },
  /** While nobody but the hub vouches for its log. */
  changeAlone: { severity: 2, likelihood: 2 },
  loss: { severity: 2, likelihood: 2 },
} as const

/** Whether a quorum of agencies has cosigned what is published. */
export function isWitnessed({ logSize, witnesses, quorum }: Running): boolean {
  return logSize > 0 && witnesses >= quorum
}

/** Section 3: illegitimate access, unwanted change, disappearance. */
export function riskAnswers(writing: Writing): Answer[] {
  return [...access(writing), ...change(writing), ...loss(writing)]
}

const hours = retentionLimits.kekLifeHoursMax

function access(writing: Writing): Answer[] {
  const { say } = writing
  const { severity, likelihood } = estimates.access
  return [
    listed(321, [say('a.321.1'), say('a.321.2'), say('a.321.3')]),
    listed(322, [say('a.322.1'), say('a.322.2'), say('a.322.3'), say('a.322.4')]),
    listed(323, [say('a.323.1'), say('a.323.2'), say('a.323.3')]),
    listed(324, titles(writing, measuresOfRisk.access)),
    estimated(325, say('a.325'), severity),
    estimated(326, say('a.326', { hours }), likelihood),
  ]
}

function change(writing: Writing): Answer[] {
  const { say, running } = writing
  const witnessed = isWitnessed(running)
  const { severity, likelihood } = witnessed ? estimates.change : estimates.changeAlone
  const { logSize: size, witnesses, quorum, publishMinutes: minutes } = running
  return [
    listed(331, [say('a.331.1'), say('a.331.2')]),
    listed(332, [say('a.332.1'), say('a.332.2'), say('a.332.3')]),
    listed(333, [say('a.323.1'), say('a.323.3')]),
    listed(334, titles(writing, measuresOfRisk.change)),
    estimated(335, say('a.335'), severity),
    estimated(
      336,
      witnessed
        ? say('a.336', { size, witnesses, quorum, minutes })
        : say('a.336.alone', { size, witnesses, quorum }),
      likelihood,
    ),
  ]
}

function loss(writing: Writing): Answer[] {
  const { say } = writing
  const { severity, likelihood } = estimates.loss
  return [
    listed(341, [say('a.341.1'), say('a.341.2'), say('a.341.3')]),
    listed(342, [say('a.342.1'), say('a.342.2', { hours })]),
    listed(343, [say('a.343.1'), say('a.343.2'), say('a.323.3')]),
    listed(344, titles(writing, measuresOfRisk.loss)),
    estimated(345, say('a.345'), severity),
    estimated(346, say('a.346'), likelihood),
  ]
}

function titles({ say }: Writing, names: readonly MeasureName[]): string[] {
  return names.map(name => say(`m.${name}.title`))
}

function listed(question: Answer['question'], items: string[]): Answer {
  return { question, paragraphs: [], items }
}

function estimated(question: Answer['question'], text: string, gauge: 1 | 2 | 3 | 4): Answer {
  return { question, paragraphs: [text], items: [], gauge }
}
