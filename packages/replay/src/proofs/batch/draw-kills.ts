import { seededRandom } from '@unefois/identifiers'
import { shuffle } from '../../campaigns/endings.ts'
import { killJitterMsMax, killsOfEach } from '../volume/limits.ts'

/** When to kill which process: once so many lines are stored, and a little later. */
export interface Kill {
  readonly victim: 'gateway' | 'cli'
  readonly atLine: number
  readonly jitterMs: number
}

/** Draws the kills of a run: one in each stretch of the batch, both victims equally often. */
export function drawKills(seed: number, lines: number): Kill[] {
  const random = seededRandom(seed)
  const each: Kill['victim'][] = ['gateway', 'cli']
  const victims = shuffle(Array.from({ length: killsOfEach }, () => each).flat(), seed)
  const stretch = lines / (victims.length + 1)
  return victims.map((victim, place) => ({
    victim,
    atLine: Math.floor((place + 0.2 + 0.8 * random()) * stretch),
    jitterMs: Math.floor(random() * killJitterMsMax),
  }))
}
