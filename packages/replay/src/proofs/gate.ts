import { openCounts } from '../counts/counts.ts'
import { mapAtMost } from '../map-at-most.ts'
import { openProgress } from '../progress.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { drawPeople, type SyntheticPerson } from '../synthetic-people.ts'
import { callersOf } from './callers.ts'
import { openCommitLog } from './gate/commit-log.ts'
import { openHolder } from './gate/hold-lock.ts'
import type { Breaches } from './gate/judge-round.ts'
import {
  effectMsMax,
  lanes,
  parkedShareMin,
  roundsAll,
  roundsFirst,
  roundsPerWave,
} from './gate/limits.ts'
import { nameSchedule, planRounds, type RoundPlan } from './gate/plan-rounds.ts'
import { type PlayedRound, playRound, receiver, type Table } from './gate/play-round.ts'
import { sabotageGate } from './gate/sabotage-gate.ts'
import { openSubjectKeys } from './gate/subject-keys.ts'
import { createTally, type GateFigures, type Tally } from './gate/tally.ts'

/** An objection and everything that races with it, in the order in which they were committed. */
export const gate: Proof = {
  promise:
    'Once an objection is committed nothing about the person is released or let through, before ' +
    'it nothing is refused, and no key is left: 1,000 races of accept, objection and release.',
  sabotage:
    'the gate’s check is made STABLE, so that it does not see the objection it waited for, and ' +
    'an objection spares the keys that were released before.',
  takesRounds: true,
  run: proveGate,
}

async function proveGate(run: ProofRun): Promise<Finding> {
  const { say } = run
  // The desk is played: nobody else may report or ask.
  const hub = await run.openHub({ desks: [], gateways: 2 })
  say('Postgres starts again with a log that can be decoded: the judge of what came first.')
  const log = await openCommitLog(hub)
  const counts = openCounts(hub)
  const holder = openHolder(hub)
  const table = {
    hub,
    sql: counts.hub,
    callers: callersOf(hub),
    keys: openSubjectKeys(hub),
    log,
    holder,
  }
  try {
    if (run.sabotage) await sabotageGate(counts.hub)
    return await playAll(run, table)
  } finally {
    await Promise.all([holder.close(), log.close(), counts.close()])
  }
}

interface Round {
  readonly plan: RoundPlan
  readonly person: SyntheticPerson
}

/** Plays and judges every round, wave by wave. */
async function playAll(run: ProofRun, table: Table): Promise<Finding> {
  const people = drawPeople(run.seed)
  const draw = (rounds: number): Round[] =>
    planRounds(run.seed, rounds).map(plan => ({ plan, person: people.next('be-niss') }))
  const rounds = draw(run.rounds ?? roundsAll)
  const schedule = nameSchedule(rounds.map(each => each.plan))
  run.say(
    `${rounds.length} rounds from seed ${run.seed} (schedule ${schedule}), ${lanes} at a time: ` +
      `signals to ${receiver}, its desk asking for keys, and the person objecting. ` +
      `${roundsFirst} come before them: services find Postgres again, which takes time.`,
  )
  const first = createTally()
  await playWave(table, draw(roundsFirst), first)
  const tally = createTally()
  const progress = openProgress(run.say, 'Rounds', rounds.length)
  for (let done = 0; done < rounds.length; done += roundsPerWave) {
    await playWave(table, rounds.slice(done, done + roundsPerWave), tally)
    progress.reach(done + roundsPerWave)
  }
  return conclude(run, { schedule, first, tally })
}

async function playWave(table: Table, wave: readonly Round[], tally: Tally): Promise<void> {
  const played: PlayedRound[] = []
  await mapAtMost(lanes, wave, async ({ plan, person }) => {
    played.push(await playRound(table, plan, person))
  })
  tally.add(played, await table.log.read())
}

function conclude(
  { say, seed }: ProofRun,
  { schedule, first, tally }: { schedule: string; first: Tally; tally: Tally },
): Finding {
  const breaches = tally.breaches()
  const figures = tally.figures()
  sayWhatWasSeen(say, figures, breaches)
  const isKept = [...Object.values(breaches), ...Object.values(first.breaches())].every(
    count => count === 0,
  )
  const parkedOnAllSides =
    figures.acceptsParked > 0 && figures.objectionsParked > 0 && figures.releasesParked > 0
  return {
    holds:
      isKept &&
      parkedOnAllSides &&
      figures.roundsParkedAsMeant >= figures.roundsHeld * parkedShareMin &&
      figures.effectMsP99 < effectMsMax,
    examined: figures.rounds,
    figures: {
      seed,
      schedule,
      ...breaches,
      ...figures,
      effectFirstMsMax: first.figures().effectMsMax,
    },
  }
}

function sayWhatWasSeen(say: ProofRun['say'], seen: GateFigures, broken: Breaches): void {
  say(
    `${seen.accepts} signals accepted, ${seen.voidAccepts} of them void; ${seen.keysGiven} keys ` +
      `given, ${seen.keysRefused} refused; ${seen.orders} different orders of commit.`,
  )
  say(
    `Of ${seen.roundsHeld} rounds with a lock held, ${seen.roundsParkedAsMeant} had waiting whom ` +
      `they were to stop: ${seen.objectionsParked} objections, ${seen.acceptsParked} accepts, ` +
      `${seen.releasesParked} releases.`,
  )
  say(
    `After the objection: ${broken.releasedAfter} released, ${broken.acceptedAfter} let through, ` +
      `${broken.keysLeft} keys left, ${broken.notRecalled} not recalled. Before it: ` +
      `${broken.refusedBefore} refused, ${broken.heldBackBefore} held back. ` +
      `${broken.unjudged} not judged.`,
  )
  say(
    `From request to effect: ${seen.effectMsP50} ms (half), ${seen.effectMsP99} ms (99 of 100), ` +
      `${seen.effectMsMax} ms (all), holds included; ${seen.effectUnheldMsP99} ms (99 of 100) ` +
      'where nothing was held.',
  )
}
