import type { CallResult } from '@unefois/sdk'
import type { Counts } from '../../counts/counts.ts'
import { countRows, untilQuiet } from './count-rows.ts'
import { compareRows, type FaultRecord } from './judge-fault.ts'
import { refusalMsMax } from './limits.ts'
import type { Fault } from './list-faults.ts'
import { callUntilDone, type Traffic } from './send-signals.ts'

/** How a refusal must look: come back, and when. */
export function isRefusal({ status, headers }: CallResult): boolean {
  return status === 503 && Number(headers['retry-after']) >= 1
}

/**
 * Sends while consent does not answer, counts what was stored, lets it answer again and sends the
 * same. `settle` waits until what was accepted so far has come to rest.
 */
export async function tryFault(
  counts: Counts,
  traffic: Traffic,
  fault: Fault,
  options: { readonly signals: number; settle(): Promise<void> },
): Promise<FaultRecord> {
  const calls = await traffic.prepare(options.signals)
  const waiting = await traffic.sendWaiting()
  await options.settle()
  const before = await countRows(counts.hub)
  const signalsBefore = await countSignals(counts)
  await fault.begin()
  let refused: CallResult<unknown>[]
  let keyGiven: boolean
  try {
    const answers = Promise.all(calls.map(each => each.call()))
    keyGiven = await traffic.askKey(waiting)
    refused = (await answers).filter(isRefusal)
    await untilQuiet(counts.hub, refusalMsMax)
  } finally {
    await fault.end()
  }
  const grown = compareRows(before, await countRows(counts.hub))
  const later = await Promise.all(calls.map(callUntilDone))
  const again = await Promise.all(calls.map(each => each.call()))
  const sumWhere = (answers: readonly CallResult<unknown>[]) =>
    calls.reduce((sum, each, n) => {
      const answer = answers[n]
      return sum + (answer !== undefined && each.isDone(answer) ? each.signals : 0)
    }, 0)
  return {
    calls: calls.length,
    refused: refused.length,
    grown,
    keysAsked: 1,
    keysGiven: keyGiven ? 1 : 0,
    sent: calls.reduce((sum, each) => sum + each.signals, 0),
    acceptedLater: sumWhere(later),
    equalAgain: again.filter((answer, n) => isEqual(answer, later[n])).length,
    stored: (await countSignals(counts)) - signalsBefore,
  }
}

function isEqual(one: CallResult<unknown>, other: CallResult<unknown> | undefined): boolean {
  return one.status === other?.status && JSON.stringify(one.body) === JSON.stringify(other.body)
}

/** Signals by the trace of their accept: no trace, no act. */
async function countSignals(counts: Counts): Promise<number> {
  const [row] = await counts.hub<{ signals: number }[]>`
    SELECT count(*)::int AS signals FROM exchange.signal AS s
    WHERE EXISTS (SELECT FROM audit.event AS e
      WHERE e.signal_id = s.id AND e.operation = 'signal-accept')`
  return row?.signals ?? -1
}
