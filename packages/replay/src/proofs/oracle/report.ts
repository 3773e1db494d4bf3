import type { Say } from '@unefois/local'
import { aucMax, boundZ, featuresSaidMax, shortZ } from './limits.ts'
import { examinedKinds, type Kind, plantedKinds, type Sample } from './samples.ts'
import { varianceUnderChance } from './stats/auc.ts'
import { type Contest, judge, rankFeatures, type Verdict } from './stats/judge.ts'
import type { Column } from './stats/table.ts'

/** Who is to be told from whom; of the planted ones it must be possible. */
function drawContests(
  samples: readonly Sample[],
  isIn: (sample: Sample) => boolean,
): {
  examined: Contest[]
  planted: Contest[]
} {
  const placesOf = (...kinds: Kind[]) =>
    samples.flatMap((sample, place) => (isIn(sample) && kinds.includes(sample.kind) ? [place] : []))
  const contest = (of: Kind, against: readonly Kind[]) => ({
    name: `${of} / ${against.length === 1 ? against[0] : 'the rest'}`,
    positives: placesOf(of),
    negatives: placesOf(...against),
  })
  const three = ['objected', 'unknown', 'duplicate'] as const
  return {
    examined: [
      contest('objected', ['unknown']),
      contest('objected', ['duplicate']),
      contest('duplicate', ['unknown']),
      ...three.map(kind =>
        contest(
          kind,
          three.filter(other => other !== kind),
        ),
      ),
      contest('objects-later', ['unknown']),
      contest('objects-later', ['objected']),
    ],
    planted: plantedKinds.map(kind => contest(kind, ['unknown'])),
  }
}

/** What all contests came to. */
export interface Judgement {
  readonly examined: readonly Verdict[]
  readonly planted: readonly Verdict[]
  /** Features that chance does not explain, over all contests of the examined kinds. */
  readonly suspects: readonly string[]
}

const suspectChanceMax = 0.01
const columnsSaidMax = 5
const judgedMin = 4

/** Lets every attacker try every contest, and prints what each came to. */
export function judgeAll(
  columns: readonly Column[],
  samples: readonly Sample[],
  options: { seed: number; say: Say; isIn: (sample: Sample) => boolean },
): Judgement {
  const { say } = options
  const { examined, planted } = drawContests(samples, options.isIn)
  const suspects = new Set<string>()
  const judgeOne = (contest: Contest) => {
    const verdicts = judge(columns, contest, { seed: options.seed, z: boundZ })
    const ranked = rankFeatures(columns, contest)
    for (const { attacker, auc, lower, upper, wentBy } of verdicts) {
      const bounds = `${lower.toFixed(3)} to ${upper.toFixed(3)}`
      const by = upper > aucMax ? ` It went by ${wentBy.slice(0, columnsSaidMax).join('; ')}.` : ''
      say(`${contest.name}: ${attacker} reaches ${auc.toFixed(3)} (${bounds}).${by}`)
    }
    return { verdicts, ranked }
  }
  const verdicts = examined.flatMap(contest => {
    const { verdicts, ranked } = judgeOne(contest)
    const most = ranked.slice(0, featuresSaidMax)
    for (const { name, auc, chance } of most) {
      say(`    ${auc.toFixed(3)}  ${chanceOf(chance)}  ${name}`)
    }
    for (const { name, chance } of ranked) {
      if (chance < suspectChanceMax) suspects.add(`${contest.name}: ${name}`)
    }
    return verdicts
  })
  return {
    examined: verdicts,
    planted: planted.filter(isEnough).flatMap(contest => judgeOne(contest).verdicts),
    suspects: [...suspects],
  }
}

/** Of a kind planted rarely, a short run may have too few to learn from some and judge others. */
function isEnough({ positives, negatives }: Contest): boolean {
  return Math.min(positives.length, negatives.length) >= judgedMin
}

function chanceOf(chance: number): string {
  return chance >= 1 ? 'chance    ' : `p ${chance.toExponential(1)} `.padEnd(10)
}

/** What this many samples can say. */
export interface Power {
  readonly each: number
  /** Where the bound lies on average when nothing can be told. */
  readonly boundByChance: number
  /** What no bound may pass: 0.53, and in a short run what chance explains. */
  readonly boundMax: number
}

/** Whether an estimate of this many samples can fall below the bound at all, and how often. */
export function describePower(
  samples: readonly Sample[],
  { isIn, isShort }: { isIn: (sample: Sample) => boolean; isShort: boolean },
): Power {
  const each = samples.filter(sample => isIn(sample) && sample.kind === examinedKinds[0]).length
  const error = Math.sqrt(varianceUnderChance(each, each))
  const byChance = 0.5 + (boundZ + shortZ) * error
  return {
    each,
    boundByChance: 0.5 + boundZ * error,
    boundMax: isShort ? Math.max(aucMax, byChance) : aucMax,
  }
}

/** The strongest of several verdicts, by the upper end of their bounds. */
export function strongest(verdicts: readonly Verdict[]): Verdict {
  const [first, ...rest] = verdicts
  if (first === undefined) throw new Error('nothing was judged')
  return rest.reduce((most, each) => (each.upper > most.upper ? each : most), first)
}

/** A leak of ours is caught when one attacker is surely above the bound. */
export function isCaught(verdicts: readonly Pick<Verdict, 'lower'>[]): boolean {
  return verdicts.some(verdict => verdict.lower > aucMax)
}
