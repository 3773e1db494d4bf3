import type { Hub, HubOptions } from '@unefois/local'

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
  /** Says one plain line to whoever watches. */
  say(line: string): void
  /** Starts a whole throw-away hub with the sample agreements; it ends when the proof does. */
  openHub(options: Pick<HubOptions, 'desks' | 'gateways'>): Promise<Hub>
}

/** One promise of the hub and the experiment that would break it if it were not kept. */
export interface Proof {
  /** The promise, in a sentence. */
  readonly promise: string
  /** What `--sabotage` switches off. */
  readonly sabotage: string
  run(run: ProofRun): Promise<Finding>
}
