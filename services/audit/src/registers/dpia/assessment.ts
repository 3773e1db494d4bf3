import type { Dpia, Language, RegisterSource } from '@unefois/contracts'
import type { Evidence, MeasureName } from '../measures.ts'
import type { SayLine } from '../say.ts'
import type { DpiaWord } from './say-dpia.ts'

export type QuestionId = Dpia['answers'][number]['reference_to']
export type EvaluatedId = Dpia['evaluations'][number]['reference_to']

/** What runs, as it was found when the assessment was written. */
export interface Running {
  readonly unefois: string
  readonly node: string
  readonly postgres: string
  /** Leaves under the newest published checkpoint, and the agencies that cosigned it. */
  readonly logSize: number
  readonly witnesses: number
  readonly quorum: number
  readonly publishMinutes: number
  readonly certificates: number
}

/** What an assessment is written from. */
export interface AssessmentInput {
  /** Only the agreements that the reader answers for. */
  readonly source: RegisterSource
  readonly running: Running
  readonly language: Language
  readonly at: Date
}

/** What every answer is written from. */
export interface Writing extends AssessmentInput {
  readonly say: SayLine<DpiaWord>
}

export interface Answer {
  readonly question: QuestionId
  readonly paragraphs: readonly string[]
  /** Items under the paragraphs, or of a list question. */
  readonly items: readonly string[]
  /** 1 negligible to 4 maximal, of a question that estimates. */
  readonly gauge?: 1 | 2 | 3 | 4
}

export interface Measure {
  readonly id: number
  readonly name: MeasureName
  readonly title: string
  readonly content: string
  readonly evidence: Evidence
}

export interface Evaluation {
  readonly of: EvaluatedId
  /** 1 to be fixed, 2 improvable, 3 acceptable. */
  readonly status: 1 | 2 | 3
  readonly comment: string
  readonly plan?: string
  readonly gauges?: { readonly x: 1 | 2 | 3 | 4; readonly y: 1 | 2 | 3 | 4 }
}

export interface Comment {
  readonly question: QuestionId
  readonly text: string
  /** A point for a person with legal competence, not a residual risk. */
  readonly isLegal: boolean
}

/** The assessment as people read it; `toPiaFile` writes it for the CNIL's tool. */
export interface Assessment {
  readonly language: Language
  readonly at: Date
  readonly fictitious: boolean
  readonly answers: readonly Answer[]
  readonly measures: readonly Measure[]
  readonly evaluations: readonly Evaluation[]
  readonly comments: readonly Comment[]
  readonly opinions: {
    readonly favourable: number
    readonly reserved: number
    readonly unfavourable: number
  }
}
