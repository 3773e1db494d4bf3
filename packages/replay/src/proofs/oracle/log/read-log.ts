import { formatTilePath, parseCheckpoint, parseNote, tileWidth } from '@unefois/audit-log'
import type { Hub } from '@unefois/local'
import { createRecorder } from '../record/observe.ts'
import { type Answer, type Ask, openWire } from '../record/wire.ts'
import type { Notes } from '../stats/table.ts'

/** One look at the published tree. Milliseconds of the monotonic clock. */
export interface LogReading {
  readonly atMs: number
  /** 0 before the first publication. */
  readonly size: number
  /** Lines of signatures under it. */
  readonly signatures: number
  /** When the tree had grown: what its policy and its newest tiles looked like. */
  readonly around: ReadonlyMap<string, number | string>
}

/** Anybody at the hub’s public log, without a token, who remembers what they read. */
export interface LogReader {
  readonly readings: readonly LogReading[]
  /**
   * Reads the checkpoint and notes its answer whole, and how far the tree has grown since the last
   * look; once it has grown, reads also around it. `unpadded` are leaves that this look shows as a
   * log without pads would: a leak of ours.
   */
  look(notes: Notes, unpadded?: number): Promise<LogReading>
  close(): void
}

const growth = 'log body.size Δ'

/** Opens a connection of its own to the audit service. */
export function openLogReader(hub: Hub): LogReader {
  const wire = openWire(hub.urls.audit)
  const recorder = createRecorder()
  const readings: LogReading[] = []
  const get = (path: string): Promise<Answer> => {
    const ask: Ask = { method: 'GET', path: `/v1/log/${path}` }
    return wire.ask(ask)
  }

  async function lookAround(size: number): Promise<ReadonlyMap<string, number | string>> {
    const notes = new Map<string, number | string>()
    const [index, width] = [size / tileWidth - 1, tileWidth]
    const paths = {
      policy: 'policy',
      tile: formatTilePath({ kind: 'hashes', level: 0, index, width }),
      entries: formatTilePath({ kind: 'entries', index, width }),
      beyond: formatTilePath({ kind: 'hashes', level: 0, index: index + 1, width }),
    }
    for (const [name, path] of Object.entries(paths)) {
      const answer = await get(path)
      // What tiles hold are commitments: bytes that nobody can tell from random ones.
      recorder.answer(notes, name, { ...answer, body: '' }, hub.nowMs())
    }
    return notes
  }
  return {
    readings,
    async look(notes, unpadded = 0) {
      const askedAtMs = hub.nowMs()
      const answer = await get('checkpoint')
      const seen = readCheckpoint(answer)
      recorder.answer(notes, 'log', { ...answer, body: JSON.stringify(seen) }, askedAtMs)
      const last = readings.at(-1)
      if (unpadded > 0) notes.set(growth, seen.size - (last?.size ?? 0) + unpadded)
      const hasGrown = seen.size > (last?.size ?? 0)
      const around = hasGrown ? await lookAround(seen.size) : new Map<string, number | string>()
      const reading = { atMs: answer.lastByteMs, ...seen, around }
      readings.push(reading)
      return reading
    },
    close: () => wire.close(),
  }
}

/** @throws when it is neither a checkpoint nor the answer of a log that has published none. */
function readCheckpoint({ status, body }: Answer): { size: number; signatures: number } {
  if (status === 404) return { size: 0, signatures: 0 }
  if (status !== 200) throw new Error(`the log’s checkpoint was answered ${status}`)
  const { text, signatures } = parseNote(Buffer.from(body))
  return { size: parseCheckpoint(text).size, signatures: signatures.length }
}
