import type { Hub, HubOptions } from '@unefois/local'
import type { Cast } from './scenario.ts'

/** What a proof found. Keys are camelCase names; nothing here identifies anybody. */
export interface Finding {
  readonly holds: boolean
  /** How many things were looked at. A proof that examined nothing proves nothing. */
  readonly examined: number
  readonly figures: Readonly<Record<string, number | boolean | string>>
}

/** What a proof is given: a seed, whether to switch its protection off, a voice, and real hubs. */
export interface ProofRun {
  readonly seed: number
  readonly sabotage: boolean
  /** How many lines to send, where the proof takes it; absent: as many as it promises. */
  readonly lines: number | undefined
  /** How many rounds to play, where the proof takes it; absent: as many as it promises. */
  readonly rounds: number | undefined
  /** Says one plain line to whoever watches. */
  say(line: string): void
  /** Starts a whole throw-away hub with the sample agreements; it ends when the proof does. */
  openHub(options: HubShape): Promise<Hub>
}

/** Which desks and how many gateways run, and who takes part beside the sample. */
export type HubShape = Pick<HubOptions, 'accessPartEvents' | 'desks' | 'gateways'> & {
  readonly cast?: Cast
}

/** One promise of the hub and the experiment that would break it if it were not kept. */
export interface Proof {
  /** The promise, in a sentence. */
  readonly promise: string
  /** What `--sabotage` switches off. */
  readonly sabotage: string
  /** Whether `--lines` may make it smaller, to try it quickly. */
  readonly takesLines?: true
  /** Whether `--rounds` may make it smaller or larger. */
  readonly takesRounds?: true
  run(run: ProofRun): Promise<Finding>
}
