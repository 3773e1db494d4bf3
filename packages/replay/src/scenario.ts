import type { AgreementText, Participant } from '@unefois/contracts'
import type { Counts } from './counts/counts.ts'
import type { Figures } from './result.ts'
import type { Stage } from './stage.ts'

/** How a scenario's figures are read once it has been played: twice, by two ways. */
export interface Readings {
  /** Over HTTP, with a participant's or the hub DPO's token. */
  overHttp(): Promise<Figures>
  /** By SQL, in the databases themselves. */
  inDatabases(counts: Counts): Promise<Figures>
}

/** Who takes part beside the agencies of the sample, and what they have agreed. */
export interface Cast {
  readonly participants: readonly Participant[]
  agreements(nowMs: number): readonly AgreementText[]
}

/** A story played on the real hub with synthetic people. The seed changes who, never the shares. */
export interface Scenario {
  readonly name: string
  /** One line for whoever watches. */
  readonly title: string
  /** The agencies whose desks run. */
  readonly desks: readonly string[]
  /** Agencies and FICTITIOUS agreements beside those of the sample. */
  readonly cast?: Cast
  /** The states that must be passed, in this order. */
  readonly states: readonly string[]
  /** The figures that must come out. */
  readonly expected: Figures
  play(stage: Stage): Promise<Readings>
}

/** One scenario by name. */
export interface ScenarioEntry {
  /** Whether it can be played with another number of people, in the same shares. */
  readonly scales: boolean
  load(people: number | undefined): Promise<Scenario>
}
