import { sendBatch } from '../../actors/batch-sender.ts'
import type { Counts } from '../../counts/counts.ts'
import { addDays } from '../../dates.ts'
import type { Stage } from '../../stage.ts'
import type { Attacker } from './attacker.ts'
import { earlier } from './cast.ts'
import { endedAfterDays, expiredAfterDays } from './limits.ts'
import { lookAtEach, walkList, withdraw } from './looking.ts'
import { countReceived, receiverAt, untilReceived } from './receiving.ts'
import type { Recorder } from './record/observe.ts'
import { hasObjected, type Sample, type Subject } from './samples.ts'
import type { Objections } from './speak.ts'

export interface LifeParts {
  readonly stage: Stage
  readonly counts: Counts
  readonly attacker: Attacker
  /** Another connection of the same sender. */
  readonly open: () => Attacker
  readonly recorder: Recorder
  readonly objections: Objections
}

/** What shows that the kinds are what they say: counted, never assumed. */
export interface Kinds {
  /** Signals about people who had objected, of which a desk got any. */
  readonly objectedReceived: number
  /** Signals about people who had not, of which no desk got anything. */
  readonly othersNotReceived: number
  /** Signals that a desk joined to the case of an earlier one. */
  readonly joined: number
}

/** Signals about these people from another agency, received and opened by the desk. */
export async function signalEarlier(
  { stage, counts }: LifeParts,
  subjects: readonly Subject[],
): Promise<void> {
  const { sender, right, territory } = earlier
  const observedOn = stage.today()
  const signals = subjects.map(subject => ({ subject, right, territory, observedOn }))
  await sendBatch(stage, sender, signals)
  await untilReceived(stage, counts)
}

/** Counts what really became of the samples’ signals, before anything else happens to them. */
export async function countKinds(
  { counts }: LifeParts,
  samples: readonly Sample[],
): Promise<Kinds> {
  const idsOf = (some: readonly Sample[]) => some.flatMap(each => [each.aloneId, each.inBatchId])
  const objected = idsOf(samples.filter(each => hasObjected(each.kind)))
  const others = idsOf(samples.filter(each => !hasObjected(each.kind)))
  const ids = idsOf(samples.filter(each => each.kind === 'duplicate'))
  const [row] = await counts.desk(earlier.receiver)<{ joined: number }[]>`
    SELECT count(*)::int AS joined FROM desk.cases
    WHERE id = ANY (${ids}::uuid[]) AND joined_to IS NOT NULL`
  return {
    objectedReceived: await countReceived(counts, objected),
    othersNotReceived: others.length - (await countReceived(counts, others)),
    joined: row?.joined ?? -1,
  }
}

/** From `received` to past expiry: what happens to the cases, and what the sender sees of it. */
export async function liveOn(
  parts: LifeParts,
  samples: readonly Sample[],
  closing: () => Promise<void>,
): Promise<number> {
  const { stage, objections } = parts
  const receiver = receiverAt(stage)
  let listed = await walkList(parts, 'received', samples)

  const late = samples.filter(each => each.kind === 'objects-later')
  await objections.lodge(
    late.map(each => each.alone),
    'People object whom the receiver knows',
  )
  const live = samples.filter(each => !hasObjected(each.kind) && each.kind !== 'objects-later')
  const ids = live.map(each => each.aloneId)
  await receiver.takeCharge(ids)
  await withdraw(parts, 'received', linesOf(samples))

  await receiver.close(ids)
  await closing()
  await lookAtEach(parts, 'closed', samples)
  listed += await walkList(parts, 'closed', samples)
  await withdraw(parts, 'closed', aloneOf(samples, 0))

  await stage.letTimePassUntil(addDays(stage.now(), endedAfterDays))
  stage.narrate(`${endedAfterDays} days later everything is over for its sender.`)
  listed += await walkList(parts, 'ended', samples)

  await stage.letTimePassUntil(addDays(stage.now(), expiredAfterDays - endedAfterDays))
  stage.narrate('A year and more has passed: nothing may be kept any longer.')
  await lookAtEach(parts, 'expired', samples)
  listed += await walkList(parts, 'expired', samples)
  await withdraw(parts, 'expired', aloneOf(samples, 1))
  return listed
}

/** Half of the samples, whatever their kind: their order was drawn. */
function aloneOf(samples: readonly Sample[], half: 0 | 1) {
  return samples
    .filter((_, place) => place % 2 === half)
    .map(({ notes, aloneId: id }) => ({ notes, id }))
}

function linesOf(samples: readonly Sample[]) {
  return samples.map(({ notes, inBatchId: id }) => ({ notes, id }))
}
