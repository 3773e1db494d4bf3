import { meantFor } from './hold-lock.ts'
import { type Breaches, type Judgement, judgeRound } from './judge-round.ts'
import type { PlayedRound } from './play-round.ts'
import type { CommittedTrace } from './read-change.ts'

/** All rounds so far, judged. */
export interface Tally {
  add(rounds: readonly PlayedRound[], traces: readonly CommittedTrace[]): void
  breaches(): Breaches
  figures(): GateFigures
}

export interface GateFigures {
  readonly rounds: number
  readonly accepts: number
  readonly voidAccepts: number
  readonly keysGiven: number
  readonly keysRefused: number
  readonly orders: number
  readonly roundsHeld: number
  readonly roundsParkedAsMeant: number
  readonly acceptsParked: number
  readonly objectionsParked: number
  readonly releasesParked: number
  readonly effectMsP50: number
  readonly effectMsP99: number
  readonly effectMsMax: number
  readonly effectUnheldMsP99: number
  readonly answerMsP99: number
}

/** Counts judged rounds. */
export function createTally(): Tally {
  const played: { round: PlayedRound; judgement: Judgement }[] = []
  const sum = (count: (each: (typeof played)[number]) => number) =>
    played.reduce((total, each) => total + count(each), 0)
  const parkedRounds = (role: string) => sum(({ round }) => (round.parked.has(role) ? 1 : 0))
  const answered = (answer: 'key' | 'gone') =>
    sum(({ round }) => round.record.asked.filter(each => each.answer === answer).length)
  return {
    add(rounds, traces) {
      for (const round of rounds)
        played.push({ round, judgement: judgeRound(round.record, traces) })
    },
    breaches: () => sumOf(played.map(each => each.judgement.breaches)),
    figures() {
      const effects = (rounds: typeof played) =>
        rounds.flatMap(({ judgement: { effectMs } }) => (effectMs === undefined ? [] : [effectMs]))
      const all = effects(played)
      const held = played.filter(({ round }) => round.plan.hold !== 'nothing')
      const asMeant = held.filter(({ round: { plan, parked } }) =>
        meantFor[plan.hold].every(role => parked.has(role)),
      )
      return {
        rounds: played.length,
        accepts: sum(({ round }) => round.record.accepted.length),
        voidAccepts: sum(({ judgement }) => judgement.voids),
        keysGiven: answered('key'),
        keysRefused: answered('gone'),
        orders: new Set(played.map(each => each.judgement.order)).size,
        roundsHeld: held.length,
        roundsParkedAsMeant: asMeant.length,
        acceptsParked: parkedRounds('gateway_accept'),
        objectionsParked: parkedRounds('consent_app'),
        releasesParked: parkedRounds('gateway_agency'),
        effectMsP50: quantile(all, 0.5),
        effectMsP99: quantile(all, 0.99),
        effectMsMax: quantile(all, 1),
        effectUnheldMsP99: quantile(
          effects(played.filter(({ round }) => round.plan.hold === 'nothing')),
          0.99,
        ),
        answerMsP99: quantile(
          played.map(({ round }) => round.answeredMs),
          0.99,
        ),
      }
    },
  }
}

function sumOf(all: readonly Breaches[]): Breaches {
  const total: Record<keyof Breaches, number> = {
    releasedAfter: 0,
    refusedBefore: 0,
    acceptedAfter: 0,
    heldBackBefore: 0,
    keysLeft: 0,
    notRecalled: 0,
    unjudged: 0,
  }
  for (const breaches of all) {
    for (const [name, count] of Object.entries(breaches)) {
      total[name as keyof Breaches] += count
    }
  }
  return total
}

/** The value that this part of them does not exceed, to a tenth; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))
  return Math.round((sorted[at] ?? 0) * 10) / 10
}
