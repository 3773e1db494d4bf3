import type { Commit, CommittedTrace } from './read-change.ts'

/** What the callers of one round saw, and what was left in the database after it. */
export interface RoundRecord {
  /** The objection's id from its receipt; absent when it was not answered so. */
  readonly objection: string | undefined
  readonly requestedAtMs: number
  /** Signals that were answered 202. */
  readonly accepted: readonly string[]
  readonly asked: readonly Asked[]
  /** Answers that were none of what these calls promise: such a round is not judged, and fails. */
  readonly otherAnswers: number
  /** Signals of the person whose key is still there and opens. */
  readonly liveKeys: readonly string[]
  /** Signals with a recall for their receiver. */
  readonly recalled: readonly string[]
}

/** One id of one release call: its answer, and how far the log had come when it had arrived. */
export interface Asked {
  readonly signalId: string
  readonly answer: 'key' | 'gone'
  readonly logAt: bigint
}

/** How often each part of the promise was broken. All zero: the round kept it. */
export interface Breaches {
  /** A release committed after the objection. */
  readonly releasedAfter: number
  /** A release refused before the objection's commit, or one that committed and gave no key. */
  readonly refusedBefore: number
  /** A signal let through by an accept that committed after the objection. */
  readonly acceptedAfter: number
  /** A signal held back by an accept that committed before the objection. */
  readonly heldBackBefore: number
  readonly keysLeft: number
  /** A signal released before the objection whose receiver is not told. */
  readonly notRecalled: number
  /** An act without its trace, or one that was not answered as it must be. */
  readonly unjudged: number
}

export interface Judgement {
  readonly breaches: Breaches
  /** Milliseconds from the request of the objection to its commit. */
  readonly effectMs: number | undefined
  /** The acts in order of commit: `A`ccepted, `v`oid, `R`eleased, `O`bjection. */
  readonly order: string
  readonly voids: number
}

/** Judges one round by nothing but the order in which its traces were committed. */
export function judgeRound(round: RoundRecord, traces: readonly CommittedTrace[]): Judgement {
  const mine = new Set(round.accepted)
  const of = (operation: string) =>
    traces.filter(each => each.operation === operation && mine.has(each.signalId ?? ''))
  const accepts = of('signal-accept')
  const releases = of('signal-release')
  const objection = traces.find(
    each => each.objection !== undefined && each.objection === round.objection,
  )?.commit
  const isAfter = (commit: Commit) => objection !== undefined && commit.lsn > objection.lsn
  const isSent = (trace: CommittedTrace) => trace.outcomeClass === 'sent'
  const keysGiven = round.asked.filter(each => each.answer === 'key').length
  const refusedEarly = round.asked.filter(
    each =>
      each.answer === 'gone' &&
      (objection === undefined || each.logAt < objection.lsn) &&
      accepts.some(trace => trace.signalId === each.signalId && isSent(trace)),
  )
  const released = new Set(releases.map(each => each.signalId))
  const recalled = new Set(round.recalled)
  return {
    breaches: {
      releasedAfter: releases.filter(each => isAfter(each.commit)).length,
      refusedBefore: refusedEarly.length + Math.max(0, releases.length - keysGiven),
      acceptedAfter: accepts.filter(each => isAfter(each.commit) && isSent(each)).length,
      heldBackBefore: accepts.filter(each => !isAfter(each.commit) && !isSent(each)).length,
      keysLeft: round.liveKeys.length,
      notRecalled: [...released].filter(id => id !== undefined && !recalled.has(id)).length,
      unjudged:
        round.otherAnswers +
        (objection === undefined ? 1 : 0) +
        Math.abs(accepts.length - mine.size) +
        Math.max(0, keysGiven - releases.length),
    },
    effectMs: objection === undefined ? undefined : objection.atMs - round.requestedAtMs,
    order: orderOf([...accepts, ...releases], objection),
    voids: accepts.filter(each => !isSent(each)).length,
  }
}

function orderOf(acts: readonly CommittedTrace[], objection: Commit | undefined): string {
  const letters = acts.map(each => ({ lsn: each.commit.lsn, letter: letterOf(each) }))
  if (objection !== undefined) letters.push({ lsn: objection.lsn, letter: 'O' })
  return letters
    .sort((a, b) => (a.lsn < b.lsn ? -1 : a.lsn > b.lsn ? 1 : 0))
    .map(each => each.letter)
    .join('')
}

function letterOf({ operation, outcomeClass }: CommittedTrace): string {
  if (operation === 'signal-release') return 'R'
  return outcomeClass === 'sent' ? 'A' : 'v'
}
