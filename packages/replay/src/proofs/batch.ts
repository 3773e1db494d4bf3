import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@unefois/local'
import { openCounts } from '../counts/counts.ts'
import { dayOf } from '../dates.ts'
import { inFigures, openProgress } from '../progress.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { elapsed } from '../say.ts'
import { NotInTime } from '../wait-for.ts'
import { waitWhileMoving } from '../wait-while-moving.ts'
import { countBatch, readNextLine } from './batch/count-batch.ts'
import { drawKills, type Kill } from './batch/draw-kills.ts'
import { readResults } from './batch/read-results.ts'
import { openCliSender } from './batch/run-cli.ts'
import { volumeCast, volumeRoute } from './volume/cast.ts'
import { batchStillMsMax, killsOfEach, linesMax, memoryMibMax } from './volume/limits.ts'
import { type MemoryWatch, watchMemory } from './volume/watch-memory.ts'
import { writeLines } from './volume/write-lines.ts'

/** A whole file through the real command line, while it and the gateway are killed. */
export const batch: Proof = {
  promise:
    'A file of 1,000,000 lines is sent by the command line; gateway and command line are killed ' +
    '(kill -9) at random points: every line is accepted once, has its result, and no process ' +
    'ever takes 400 MiB.',
  sabotage: 'the command line forgets, when it is killed, which batch it was filling.',
  takesLines: true,
  run: proveBatch,
}

async function proveBatch(run: ProofRun): Promise<Finding> {
  const lines = run.lines ?? linesMax
  const hub = await run.openHub({ desks: [volumeRoute.receiver], cast: volumeCast })
  const counts = openCounts(hub)
  const memory = watchMemory(hub)
  try {
    const file = join(hub.dataDir, 'sender', 'lines.csv')
    await writeLines(file, { lines, seed: run.seed, observedOn: dayOf(new Date(hub.nowMs())) })
    run.say(`${inFigures(lines)} lines lie in a file. \`unefois batch send\` begins.`)
    const begunMs = performance.now()
    const sending = { counts, memory, file, lines }
    const { kills, exitCode, resultRows } = await sendThroughKills(run, hub, sending)
    const durationMs = performance.now() - begunMs
    const perSec = Math.round((1_000 * lines) / durationMs)
    run.say(`The command line has ended after ${elapsed(durationMs)}: ${perSec} lines a second.`)
    memory.look()
    const stored = await countBatch(counts.hub)
    const results = await readResults(hub, counts.hub, lines)
    const peaks = memory.peaks()
    const peakMib = Math.max(...Object.values(peaks))
    run.say(
      `${inFigures(stored.signals)} signals, ${inFigures(results.lines)} lines with a result. ` +
        `Peaks in MiB: ${JSON.stringify(peaks)}`,
    )
    const complete = results.complete && results.signals === lines && resultRows === lines
    return {
      holds:
        stored.signals === lines &&
        stored.accepted === lines &&
        stored.linesStored === lines &&
        stored.acceptTraces === lines &&
        complete &&
        kills === 2 * killsOfEach &&
        exitCode === 0 &&
        peakMib < memoryMibMax,
      examined: stored.signals,
      figures: {
        lines,
        kills,
        exitCode,
        ...stored,
        resultLines: results.lines,
        resultSignals: results.signals,
        resultsComplete: results.complete,
        resultRows,
        durationSec: Math.round(durationMs / 1_000),
        linesPerSec: perSec,
        peakMib,
        ...Object.fromEntries(Object.entries(peaks).map(([name, mib]) => [`peakMib-${name}`, mib])),
      },
    }
  } finally {
    memory.stop()
    await counts.close()
  }
}

interface Sending {
  readonly counts: ReturnType<typeof openCounts>
  readonly memory: MemoryWatch
  readonly file: string
  readonly lines: number
}

/** Sends the file to its end, killing on the way. */
async function sendThroughKills(
  run: ProofRun,
  hub: Hub,
  sending: Sending,
): Promise<{ kills: number; exitCode: number; resultRows: number }> {
  const { counts, memory, file, lines } = sending
  const progress = openProgress(run.say, 'Stored', lines)
  const cli = openCliSender(hub, { file, follow: pid => memory.follow('cli', pid) })
  const untilLine = (line: number) =>
    waitWhileMoving(
      `${line} lines are stored`,
      async () => {
        const next = await readNextLine(counts.hub)
        progress.reach(next - 1)
        return { next, over: !cli.goOn() }
      },
      ({ next, over }) => next >= line || over,
      batchStillMsMax,
    )
  cli.start()
  let kills = 0
  try {
    for (const kill of drawKills(run.seed, lines)) {
      await untilLine(kill.atLine)
      if (!cli.goOn()) break
      await sleep(kill.jitterMs)
      memory.look()
      await killOne(hub, cli, kill, run.sabotage)
      kills += 1
      const next = await readNextLine(counts.hub)
      run.say(`kill -9 ${kill.victim}: ${inFigures(next - 1)} lines were stored.`)
    }
    await untilLine(lines + 1)
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error
    run.say('!! The batch stands still.')
  }
  const { code } = await cli.whenEnded()
  return { kills, exitCode: code ?? -1, resultRows: await cli.countResultRows() }
}

async function killOne(
  hub: Hub,
  cli: ReturnType<typeof openCliSender>,
  { victim }: Kill,
  forget: boolean,
): Promise<void> {
  if (victim === 'gateway') {
    const { gateway } = hub.processes
    await gateway?.kill('SIGKILL')
    await gateway?.restart()
    return
  }
  await cli.kill()
  if (forget) cli.forget()
  cli.start()
}
