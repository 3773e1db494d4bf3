import { type Counts, openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { drawPeople } from '../synthetic-people.ts'
import { waitFor } from '../wait-for.ts'
import { callersOf } from './callers.ts'
import { type FaultBreaches, type FaultRecord, judgeFault } from './fail-closed/judge-fault.ts'
import { signalsEach } from './fail-closed/limits.ts'
import { type Fault, listFaults } from './fail-closed/list-faults.ts'
import { openDoor } from './fail-closed/replace-gate.ts'
import { createTraffic } from './fail-closed/send-signals.ts'
import { tryFault } from './fail-closed/try-fault.ts'

const desk = 'mutualite-horizon'

/** No open door for objections, no open door for signals. */
export const failClosed: Proof = {
  promise:
    'While consent does not answer (its pulse stale, its table locked, its gate forbidden or too ' +
    'slow) every signal is answered 503 with Retry-After and nothing of it is stored; afterwards ' +
    'the same keys succeed, nothing is lost and nothing doubled.',
  sabotage: 'the gate answers that nobody has objected, whatever goes wrong in it.',
  takesRounds: true,
  run: proveFailClosed,
}

interface Tried {
  readonly fault: Fault
  readonly record: FaultRecord
  readonly breaches: FaultBreaches
}

async function proveFailClosed(run: ProofRun): Promise<Finding> {
  const { say } = run
  const hub = await run.openHub({ desks: [desk] })
  const counts = openCounts(hub)
  const traffic = createTraffic(hub, callersOf(hub), drawPeople(run.seed))
  const signals = run.rounds ?? signalsEach
  const settle = () => untilReceived(counts)
  try {
    if (run.sabotage) await openDoor(counts.hub)
    say(
      `At each fault ${signals} signals and a batch of as many lines are sent, and a desk asks ` +
        'for the key of a signal sent before. A release asks consent nothing: an objection ' +
        'destroys keys itself, so what is still there was not objected to.',
    )
    const tried: Tried[] = []
    for (const fault of listFaults(hub, counts)) {
      say(fault.says)
      const record = await tryFault(counts, traffic, fault, { signals, settle })
      tried.push({ fault, record, breaches: judgeFault(record) })
      sayWhatCame(say, record)
    }
    await settle()
    const cases = await countCases(counts)
    say(`At the desk: ${cases} cases.`)
    return conclude(run, tried, cases)
  } finally {
    await counts.close()
  }
}

function sayWhatCame(say: ProofRun['say'], record: FaultRecord): void {
  const grown = Object.entries(record.grown).map(([name, rows]) => `${rows} in ${name}`)
  say(
    `${record.refused} of ${record.calls} calls refused with 503 and Retry-After; rows stored: ` +
      `${grown.length === 0 ? 'none' : grown.join(', ')}. Afterwards ${record.acceptedLater} of ` +
      `${record.sent} accepted under the same keys, ${record.stored} stored.`,
  )
}

function conclude({ seed }: ProofRun, tried: readonly Tried[], cases: number): Finding {
  const sum = (count: (each: Tried) => number) =>
    tried.reduce((total, each) => total + count(each), 0)
  const sent = sum(({ record }) => record.sent)
  const breaches = {
    notRefused: sum(each => each.breaches.notRefused),
    rowsStored: sum(each => each.breaches.rowsStored),
    keysWithheld: sum(each => each.breaches.keysWithheld),
    lost: sum(each => each.breaches.lost) + Math.max(0, sent - cases),
    doubled: sum(each => each.breaches.doubled) + Math.max(0, cases - sent),
    unequal: sum(each => each.breaches.unequal),
  }
  return {
    holds: Object.values(breaches).every(count => count === 0),
    examined: sum(({ record }) => record.calls),
    figures: {
      seed,
      faults: tried.length,
      sent,
      cases,
      keysGiven: sum(({ record }) => record.keysGiven),
      ...breaches,
      ...Object.fromEntries(
        tried.map(({ fault, record }) => [`refused-${fault.figure}`, record.refused]),
      ),
    },
  }
}

async function untilReceived(counts: Counts): Promise<void> {
  await waitFor(
    'the desk reports what was accepted',
    async () => {
      const [row] = await counts.hub<{ held: number }[]>`
        SELECT count(*)::int AS held FROM exchange.data_key WHERE receiver = ${desk}`
      return row?.held
    },
    held => held === 0,
  )
}

async function countCases(counts: Counts): Promise<number> {
  const [row] = await counts.desk(desk)<{ cases: number }[]>`
    SELECT count(*)::int AS cases FROM desk.cases`
  return row?.cases ?? -1
}
