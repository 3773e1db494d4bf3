import { sendBatch } from '../actors/batch-sender.ts'
import { openCounts } from '../counts/counts.ts'
import { inFigures } from '../progress.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { setStage } from '../stage.ts'
import { untilDoneOrStill } from './load/settle-desks.ts'
import { listenForAlarm } from './slow-desk/alarm.ts'
import { compareDelivery, countWaiting } from './slow-desk/compare-delivery.ts'
import { drawSignals } from './slow-desk/draw-signals.ts'
import { volumeCast, volumeRoute } from './volume/cast.ts'
import { comparedLines, slowDeskLines, unaffectedRatioMin } from './volume/limits.ts'

const { sender, receiver } = volumeRoute

/** A desk that is away while a whole batch comes. */
export const slowDesk: Proof = {
  promise:
    'A desk may stand still for a whole batch: its senders notice nothing, an alarm is raised, ' +
    'and once it is back it gets everything, nothing lost, nothing doubled.',
  sabotage: 'the hub forgets a signal when the bus has it, not when the desk has stored it.',
  takesLines: true,
  run: proveSlowDesk,
}

async function proveSlowDesk(run: ProofRun): Promise<Finding> {
  const lines = run.lines ?? slowDeskLines
  const hub = await run.openHub({ desks: [receiver], cast: volumeCast })
  const counts = openCounts(hub)
  const stage = setStage(hub, { seed: run.seed, say: run.say })
  const desk = hub.processes[`desk-${receiver}`]
  if (desk === undefined) throw new Error('the desk is a process of its own')
  const isDrained = () =>
    untilDoneOrStill(
      () => countWaiting(counts.hub),
      left => left === 0,
    )
  const send = async (count: number) => {
    const signals = drawSignals(stage, count)
    const begunMs = performance.now()
    const { accepted } = await sendBatch(stage, sender, signals)
    return { accepted, perSec: (1_000 * accepted) / (performance.now() - begunMs) }
  }
  try {
    run.say(`A batch of ${inFigures(comparedLines)} lines while the desk works.`)
    const withDesk = await send(comparedLines)
    await isDrained()
    await desk.stop()
    run.say(`The desk is stopped. A batch of ${inFigures(lines)} lines.`)
    const ear = listenForAlarm(hub, receiver)
    const without = await send(lines)
    const waiting = await countWaiting(counts.hub)
    const alarm = await ear.hear()
    run.say(
      `${Math.round(without.perSec)} lines a second accepted, with the desk ` +
        `${Math.round(withDesk.perSec)}. ${inFigures(waiting)} signals wait. ` +
        (alarm === undefined ? '!! No alarm.' : `The alarm is raised: ${alarm}.`),
    )
    if (run.sabotage) await counts.hub`DELETE FROM exchange.data_key`
    const backMs = performance.now()
    await desk.restart()
    await isDrained()
    const drainedSec = Math.round((performance.now() - backMs) / 1_000)
    const compared = await compareDelivery(counts, receiver)
    const ratio = Number((without.perSec / withDesk.perSec).toFixed(2))
    run.say(
      `The desk is back: ${inFigures(compared.cases)} cases after ${drainedSec} s, ` +
        `${compared.missing} missing, ${compared.doubled} doubled.`,
    )
    return {
      holds:
        withDesk.accepted === comparedLines &&
        without.accepted === lines &&
        waiting === lines &&
        alarm !== undefined &&
        ratio >= unaffectedRatioMin &&
        compared.signals === comparedLines + lines &&
        compared.missing + compared.doubled + compared.stillHeld === 0,
      examined: compared.signals,
      figures: {
        lines,
        waiting,
        alarm: alarm ?? 'none',
        acceptRatio: ratio,
        drainedSec,
        ...compared,
      },
    }
  } finally {
    await counts.close()
  }
}
