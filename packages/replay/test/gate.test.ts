import t from 'tap'
import { findWaitingFor } from '../src/proofs/gate/find-waiting.ts'
import { type Breaches, judgeRound, type RoundRecord } from '../src/proofs/gate/judge-round.ts'
import { holds, nameSchedule, planRounds } from '../src/proofs/gate/plan-rounds.ts'
import { type CommittedTrace, readChanges } from '../src/proofs/gate/read-change.ts'
import { quantile } from '../src/proofs/gate/tally.ts'

const signal = '019ab000-0000-7000-8000-000000000001'
const other = '019ab000-0000-7000-8000-000000000002'
const objection = '019ab000-0000-7000-8000-00000000000f'

const kept: Breaches = {
  releasedAfter: 0,
  refusedBefore: 0,
  acceptedAfter: 0,
  heldBackBefore: 0,
  keysLeft: 0,
  notRecalled: 0,
  unjudged: 0,
}

/** A trace at a place of the log: `A`ccept, `v`oid accept, `R`elease, `O`bjection. */
function trace(letter: 'A' | 'v' | 'R' | 'O', lsn: number, of = signal): CommittedTrace {
  const operations = { A: 'signal-accept', v: 'signal-accept', R: 'signal-release' }
  return {
    operation: letter === 'O' ? 'objection-lodge' : operations[letter],
    signalId: letter === 'O' ? undefined : of,
    outcomeClass: { A: 'sent', v: 'objected', R: undefined, O: undefined }[letter],
    objection: letter === 'O' ? objection : undefined,
    commit: { lsn: BigInt(lsn), atMs: lsn },
  }
}

/** A round that kept the promise: accepted, released, objected, then refused. */
const round: RoundRecord = {
  objection,
  requestedAtMs: 25,
  accepted: [signal],
  asked: [
    { signalId: signal, answer: 'key', logAt: 25n },
    { signalId: signal, answer: 'gone', logAt: 50n },
  ],
  otherAnswers: 0,
  liveKeys: [],
  recalled: [signal],
}
const traces = [trace('A', 10), trace('R', 20), trace('O', 30)]

t.test('a round that kept its promise is found so, with its order and its time', async t => {
  t.strictSame(judgeRound(round, traces), {
    breaches: kept,
    effectMs: 5,
    order: 'ARO',
    voids: 0,
  })
  const raced = { ...round, accepted: [signal, other] }
  const judged = judgeRound(raced, [...traces, trace('v', 40, other)])
  t.strictSame(judged.breaches, kept)
  t.equal(judged.order, 'AROv')
  t.equal(judged.voids, 1)
})

t.test('what others did at the same time is not this round’s', async t => {
  const foreign = { ...trace('O', 15), objection: other }
  const judged = judgeRound(round, [foreign, ...traces, trace('R', 40, other)])
  t.strictSame(judged.breaches, kept)
})

t.test('each breach is counted, and nothing else with it', async t => {
  const breaks = (
    name: keyof Breaches,
    change: Partial<RoundRecord>,
    seen: readonly CommittedTrace[] = traces,
    count = 1,
  ) => t.strictSame(judgeRound({ ...round, ...change }, seen).breaches, { ...kept, [name]: count })
  const key = { signalId: signal, answer: 'key' as const, logAt: 45n }
  breaks('releasedAfter', { asked: [...round.asked, key] }, [...traces, trace('R', 40)])
  // The answer had come when the log stood before the objection's commit.
  const early = { signalId: signal, answer: 'gone' as const, logAt: 29n }
  breaks('refusedBefore', { asked: [...round.asked, early] })
  breaks('refusedBefore', {}, [trace('A', 10), trace('R', 20), trace('R', 21), trace('O', 30)])
  breaks('acceptedAfter', { accepted: [signal, other] }, [...traces, trace('A', 31, other)])
  breaks('heldBackBefore', { accepted: [signal, other] }, [...traces, trace('v', 29, other)])
  breaks('keysLeft', { liveKeys: [signal] })
  breaks('notRecalled', { recalled: [] })
  breaks('unjudged', { otherAnswers: 1 })
  breaks('unjudged', { accepted: [signal, other] })
  breaks('unjudged', { asked: [...round.asked, { ...key, logAt: 25n }] })
})

t.test('without the objection’s own trace a round is not judged', async t => {
  const judged = judgeRound(round, traces.slice(0, 2))
  t.equal(judged.breaches.unjudged, 1)
  t.equal(judged.effectMs, undefined)
})

t.test('a slot’s rows become traces with their transaction’s commit', async t => {
  const event = (operation: string, rest: string) =>
    `table audit.event_2026_11: INSERT: id[uuid]:'${other}' actor[text]:'hub' agent[text]:null ` +
    `operation[text]:'${operation}' ${rest}`
  const commit = (xid: string) => `COMMIT ${xid} (at 2026-11-21 08:00:00.1234+00)`
  const rows = [
    { lsn: '90', xid: '7', data: event('signal-release', `signal_id[uuid]:'${signal}'`) },
    {
      lsn: '91',
      xid: '7',
      data: event(
        'objection-lodge',
        `signal_id[uuid]:null outcome_class[text]:null detail[jsonb]:'{"right": "x", ` +
          `"objection": "${objection}"}'`,
      ),
    },
    { lsn: '95', xid: '7', data: commit('7') },
    { lsn: '99', xid: '6', data: commit('6') },
  ]
  const found = readChanges(rows)
  const atMs = Date.parse('2026-11-21T08:00:00Z') + 123.4
  t.strictSame(found, [
    {
      operation: 'signal-release',
      signalId: signal,
      outcomeClass: undefined,
      objection: undefined,
      commit: { lsn: 95n, atMs },
    },
    {
      operation: 'objection-lodge',
      signalId: undefined,
      outcomeClass: undefined,
      objection,
      commit: { lsn: 95n, atMs },
    },
  ])
  t.throws(() => readChanges(rows.slice(0, 2)), /without its commit/u)
  t.throws(() => readChanges([...rows.slice(0, 2), ...rows.slice(3)]), /without its commit/u)
})

t.test('whoever waits behind one who waits is found too', async t => {
  const waiters = [
    { pid: 2, role: 'consent_app', blockers: [1] },
    { pid: 3, role: 'gateway_accept', blockers: [2] },
    { pid: 5, role: 'gateway_agency', blockers: [4] },
  ]
  t.strictSame([...findWaitingFor(1, waiters)].sort(), ['consent_app', 'gateway_accept'])
  t.strictSame([...findWaitingFor(9, waiters)], [])
})

t.test('a seed names its rounds: one objection each, every hold in its turn', async t => {
  const plans = planRounds(3, 1_000)
  t.equal(nameSchedule(plans), nameSchedule(planRounds(3, 1_000)))
  t.not(nameSchedule(plans), nameSchedule(planRounds(4, 1_000)))
  t.ok(plans.every(({ acts }) => acts.filter(act => act.kind === 'object').length === 1))
  for (const hold of holds) {
    const count = plans.filter(plan => plan.hold === hold).length
    t.equal(count, hold === 'nothing' ? 400 : 150, hold)
  }
})

t.test('quantiles are values that occurred', async t => {
  const values = Array.from({ length: 100 }, (_, n) => n + 1)
  t.equal(quantile(values, 0.5), 50)
  t.equal(quantile(values, 0.99), 99)
  t.equal(quantile(values, 1), 100)
  t.equal(quantile([], 0.5), 0)
})
