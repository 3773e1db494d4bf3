import { shuffle } from '../../../campaigns/endings.ts'
import {
  copiesFew,
  copiesMany,
  publicationsLeast,
  roundsAlone,
  samplesPerPublicationMax,
} from '../limits.ts'
import type { Sample, Subject } from '../samples.ts'

/** Half of the rounds are about people who objected, the others about people who did not. */
const roundKinds = ['objected', 'unknown', 'objected', 'duplicate'] as const
export type RoundKind = (typeof roundKinds)[number]

/** One person signalled many times between two publications, so that their leaves add up. */
export interface Round {
  readonly kind: RoundKind
  readonly subject: Subject
  readonly copies: number
  /** When the copies were sent; infinite while they were not. */
  fromMs: number
}

/** So many rounds about people of their own, in an order drawn from the seed. */
export function drawRounds(
  count: number,
  options: { copies: number; seed: number; person: () => Subject },
): Round[] {
  const kinds = Array.from({ length: count }, (_, n) => roundKinds[n % roundKinds.length])
  return shuffle(kinds, options.seed).flatMap(kind =>
    kind === undefined
      ? []
      : [
          {
            kind,
            subject: options.person(),
            copies: options.copies,
            fromMs: Number.POSITIVE_INFINITY,
          },
        ],
  )
}

/** Rounds of copies: amid the samples, and while nobody else does anything. */
export interface Rounds {
  /** One after each publication while the samples are sent. */
  readonly beside: readonly Round[]
  readonly fewAlone: readonly Round[]
  readonly manyAlone: readonly Round[]
  readonly all: readonly Round[]
  /** Samples between two publications. */
  readonly every: number
}

/** Enough rounds for these samples. */
export function drawPlay(
  samples: readonly Sample[],
  { seed, person }: { seed: number; person: () => Subject },
): Rounds {
  const fits = Math.floor(samples.length / publicationsLeast)
  const every = Math.min(samplesPerPublicationMax, fits)
  const publications = Math.ceil(samples.length / every) + 1
  const beside = drawRounds(publications, { copies: copiesMany, seed, person })
  const fewAlone = drawRounds(roundsAlone, { copies: copiesFew, seed: seed + 1, person })
  const manyAlone = drawRounds(roundsAlone, { copies: copiesMany, seed: seed + 2, person })
  return { beside, fewAlone, manyAlone, all: [...beside, ...fewAlone, ...manyAlone], every }
}
