import { setTimeout as sleep } from 'node:timers/promises'
import { openProgress } from '../../../progress.ts'
import type { Stage } from '../../../stage.ts'
import type { Attacker } from '../attacker.ts'
import { copiesSettleMs } from '../limits.ts'
import { signalAbout, textOf } from '../sending.ts'
import type { Publisher } from './publisher.ts'
import type { LogReader } from './read-log.ts'
import type { Round } from './rounds.ts'

/** Sends the copies of one round as one batch. */
export async function sendCopies(
  { stage, attacker }: { stage: Stage; attacker: Attacker },
  round: Round,
): Promise<void> {
  round.fromMs = performance.now()
  const opened = await attacker.look({ method: 'POST', path: '/v1/signal-batches', body: '{}' })
  const path = `/v1/signal-batches/${textOf(opened, 'id')}/lines?from=1`
  const line = `${JSON.stringify(signalAbout(stage, round.subject))}\n`
  const headers = { 'content-type': 'application/x-ndjson' }
  const body = line.repeat(round.copies)
  const { status } = await attacker.look({ method: 'PUT', path, headers, body })
  if (status >= 300) throw new Error(`copies of a signal were answered ${status}`)
}

/**
 * Plays rounds while nobody else does anything and every desk is awake: ten minutes pass without an
 * act, the sender sends, waits until the desks have fetched, lets ten minutes pass again, and looks
 * how much the published tree grew.
 */
export async function playAlone(
  parts: { stage: Stage; attacker: Attacker; reader: LogReader; publisher: Publisher },
  rounds: readonly Round[],
): Promise<void> {
  const { stage, reader, publisher } = parts
  const progress = openProgress(stage.narrate, 'Copies, and nothing beside', rounds.length)
  const publishAndLook = async () => {
    const { size } = await reader.look(new Map())
    await publisher.publish()
    await publisher.untilLarger(reader, size)
  }
  for (const [place, round] of rounds.entries()) {
    await publishAndLook()
    await sendCopies(parts, round)
    await sleep(copiesSettleMs)
    await publishAndLook()
    progress.reach(place + 1)
  }
  await publishAndLook()
}
