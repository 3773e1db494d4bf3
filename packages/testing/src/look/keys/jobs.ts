import type { Identifier } from '@unefois/identifiers'
import type { Hub } from '@unefois/local'
import { breachJob } from './breach-job.ts'
import { fileJob } from './file-job.ts'
import { accessJob, flagJob, ownActsJob } from './other-jobs.ts'
import type { Player } from './player.ts'

/** What a job finds at the hub: somebody known there, and a request of theirs for access. */
export interface Scene {
  readonly hub: Pick<Hub, 'urls' | 'nowMs'>
  readonly known: Identifier
  /** The id on the receipt of the request. */
  readonly request: string
}

/** One thing that an officer does at the console, from signing in to the end. */
export interface Job {
  readonly name: string
  /** Presses that find the way, beyond which an officer would call it long; typing not counted. */
  readonly movesMax: number
  readonly play: (player: Player, scene: Scene) => Promise<void>
}

export const jobs: readonly Job[] = [fileJob, flagJob, breachJob, accessJob, ownActsJob]
