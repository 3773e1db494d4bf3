import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Signal } from '@unefois/contracts'
import type { LineFormat } from '@unefois/signal-lines'

/** Lines as bytes, from the first one on, and what they are. */
export interface LineSource {
  readonly format: LineFormat
  readonly bytes: AsyncIterable<Uint8Array>
}

/** The signals of an iterable, one NDJSON line each; asked for one at a time. */
export function linesOf(signals: AsyncIterable<Signal> | Iterable<Signal>): LineSource {
  return { format: 'ndjson', bytes: encode(signals) }
}

async function* encode(
  signals: AsyncIterable<Signal> | Iterable<Signal>,
): AsyncGenerator<Uint8Array> {
  for await (const signal of signals) yield Buffer.from(`${JSON.stringify(signal)}\n`)
}

const endings: readonly [RegExp, LineFormat][] = [
  [/\.csv(?:\.gz)?$/iu, 'csv'],
  [/\.(?:ndjson|jsonl)(?:\.gz)?$/iu, 'ndjson'],
]

/** What the name of a file says of its lines: `.csv`, `.ndjson`, `.jsonl`, each also `.gz`. */
export function formatOfFile(path: string): LineFormat | undefined {
  return endings.find(([ending]) => ending.test(path))?.[1]
}

/**
 * A file's lines, read as they are needed; `.gz` is opened on the way.
 * @param format needed only when the name does not say it.
 * @throws TypeError when neither does; reading it may throw the system's own errors.
 */
export function linesOfFile(path: string, format = formatOfFile(path)): LineSource {
  if (format === undefined) throw new TypeError('the name does not say NDJSON or CSV: give format')
  return { format, bytes: readFile(path) }
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 262_144 })
  if (!/\.gz$/iu.test(path)) return yield* file
  const gunzip = createGunzip()
  file.once('error', error => gunzip.destroy(error))
  yield* file.pipe(gunzip)
}
