import t from 'tap'
import {
  compareRows,
  type FaultBreaches,
  type FaultRecord,
  judgeFault,
} from '../src/proofs/fail-closed/judge-fault.ts'
import { isRefusal } from '../src/proofs/fail-closed/try-fault.ts'

const kept: FaultBreaches = {
  notRefused: 0,
  rowsStored: 0,
  keysWithheld: 0,
  lost: 0,
  doubled: 0,
  unequal: 0,
}

/** Ten signals and a batch of ten lines: all refused, then all accepted, each once. */
const record: FaultRecord = {
  calls: 11,
  refused: 11,
  grown: {},
  keysAsked: 1,
  keysGiven: 1,
  sent: 20,
  acceptedLater: 20,
  equalAgain: 11,
  stored: 20,
}

t.test('a closed door that opens again breaks nothing; each breach is counted alone', async t => {
  t.strictSame(judgeFault(record), kept)
  const breaks = (name: keyof FaultBreaches, change: Partial<FaultRecord>, count = 1) =>
    t.strictSame(judgeFault({ ...record, ...change }), { ...kept, [name]: count })
  breaks('notRefused', { refused: 10 })
  breaks('rowsStored', { grown: { 'exchange.idempotency': 1, 'audit.event_2026_11': 2 } }, 3)
  breaks('keysWithheld', { keysGiven: 0 })
  breaks('lost', { acceptedLater: 19 })
  breaks('lost', { stored: 18 }, 2)
  breaks('doubled', { stored: 21 })
  breaks('unequal', { equalAgain: 9 }, 2)
})

t.test('a row that vanished is a change as much as one that came', async t => {
  const before = new Map([
    ['exchange.signal', 4],
    ['exchange.recall', 1],
    ['exchange.batch', 2],
  ])
  const after = new Map([
    ['exchange.signal', 6],
    ['exchange.batch', 2],
    ['exchange.signal_2026_12', 1],
  ])
  const grown = compareRows(before, after)
  t.strictSame(grown, {
    'exchange.signal': 2,
    'exchange.recall': -1,
    'exchange.signal_2026_12': 1,
  })
  t.equal(judgeFault({ ...record, grown }).rowsStored, 4)
})

t.test('a refusal says when to come back', async t => {
  const answer = (status: number, headers: Record<string, string>) =>
    isRefusal({ status, headers, body: undefined })
  t.ok(answer(503, { 'retry-after': '5' }))
  t.notOk(answer(503, {}))
  t.notOk(answer(503, { 'retry-after': 'soon' }))
  t.notOk(answer(202, { 'retry-after': '5' }))
  t.notOk(answer(500, { 'retry-after': '5' }))
})
