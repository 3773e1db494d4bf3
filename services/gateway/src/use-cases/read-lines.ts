import type { Readable } from 'node:stream'
import {
  CsvHeaderError,
  createLineReader,
  type LineFormat,
  type NumberedLine,
} from '@unefois/signal-lines'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'

const late = Symbol('nothing came in time')

/** What one stream of lines may take. */
export interface StreamBounds {
  readonly idleMsMax: number
  readonly streamMsMax: number
  /** Unpacked. */
  readonly bytesMax: number
}

export const streamBounds: StreamBounds = {
  idleMsMax: limits.batchIdleMsMax,
  streamMsMax: limits.batchStreamMsMax,
  bytesMax: limits.batchBytesMax,
}

/**
 * Reads a stream of lines in chunks, no faster than they are taken: at most one chunk of lines and
 * one buffer of the stream are held, whatever the size. Lines that wait while nothing comes are
 * handed on, so that a slow sender sees its batch move.
 *
 * @param body bytes already unpacked; it is not destroyed, so that a refusal can still be answered.
 * @throws Problem 408 for an idle or endless stream, 413, 422 for a header row, 400 for a torn one.
 */
export async function* readLines(
  body: Readable,
  options: { format: LineFormat; from: number } & StreamBounds,
): AsyncGenerator<readonly NumberedLine[], void> {
  const reader = createLineReader(options)
  const buffers = body.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]()
  const { idleMsMax, streamMsMax, bytesMax } = options
  const endsAtMs = performance.now() + streamMsMax
  let lines: NumberedLine[] = []
  let bytes = 0
  let coming: Promise<IteratorResult<Buffer>> | undefined
  for (;;) {
    coming ??= nextOf(buffers)
    const idleMs = lines.length > 0 ? limits.batchFlushMs : idleMsMax
    const got = await within(coming, idleMs)
    if (performance.now() > endsAtMs) throw problems['batch-stream-long']()
    if (got === late) {
      if (lines.length === 0) throw problems['batch-idle']()
      yield lines
      lines = []
      continue
    }
    coming = undefined
    if (got.done) break
    bytes += got.value.length
    if (bytes > bytesMax) throw problems['batch-bytes-too-many']()
    lines.push(...parsed(() => reader.push(got.value)))
    while (lines.length >= limits.chunkLinesMax) yield lines.splice(0, limits.chunkLinesMax)
  }
  lines.push(...parsed(() => reader.end()))
  if (lines.length > 0) yield lines
}

async function nextOf(buffers: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer>> {
  try {
    return await buffers.next()
  } catch {
    // The sender left, or the bytes are not what Content-Encoding says.
    throw problems['batch-stream-broken']()
  }
}

function parsed<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CsvHeaderError)) throw error
    throw problems['batch-header-invalid']({ pointers: error.pointers })
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | typeof late> {
  let timer: NodeJS.Timeout | undefined
  const expiry = new Promise<typeof late>(resolve => {
    timer = setTimeout(() => resolve(late), ms)
  })
  try {
    return await Promise.race([promise, expiry])
  } finally {
    clearTimeout(timer)
  }
}
