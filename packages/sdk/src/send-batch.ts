import type { SignalBatchStatus } from '@unefois/contracts'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import type { LineSource } from './line-source.ts'
import { type Destination, putSegment } from './put-segment.ts'
import { segmentsOf } from './segments.ts'

export interface SendBatchOptions {
  /** Called after every segment that the hub has stored. */
  readonly onProgress?: ((status: SignalBatchStatus) => void) | undefined
  /** Aborted: the segment under way is finished, nothing else is begun. */
  readonly stop?: AbortSignal | undefined
  /** Sends gzip; on by default. */
  readonly compressed?: boolean
  /** Milliseconds without progress after which it throws; two minutes by default. */
  readonly standstillMsMax?: number
}

/**
 * Sends what the batch lacks. Memory holds two segments, whatever the size: while one is sent the
 * next is read. At a resume the last lines that the hub knows are sent again, so that another file
 * shows itself (409 `batch-line-differs`) before a line of it is stored.
 */
export async function sendBatch(
  api: Api,
  input: { id: string; source: LineSource; options: SendBatchOptions },
): Promise<SignalBatchStatus> {
  const { id, source, options } = input
  const to: Destination = {
    api,
    batchId: id,
    format: source.format,
    compressed: options.compressed ?? true,
    standstillMsMax: options.standstillMsMax ?? limits.batchStandstillMsMax,
  }
  const path = `/v1/signal-batches/${encodeURIComponent(id)}`
  let status = await api.ok<SignalBatchStatus>({ method: 'GET', path })
  options.onProgress?.(status)
  const from = Math.max(1, status.nextLine - limits.resumeOverlapLines)
  for await (const segment of ahead(segmentsOf(source, from))) {
    if (options.stop?.aborted === true) break
    status = await putSegment(to, segment)
    options.onProgress?.(status)
  }
  return status
}

/** The same items, the next one already asked for while the last is used. */
async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let coming = items.next()
  try {
    for (;;) {
      const { value, done } = await coming
      if (done === true) return
      coming = items.next()
      // A reader's failure is thrown when its turn comes, not while the segment before it is sent.
      coming.catch(() => {})
      yield value
    }
  } finally {
    await items.return(undefined).catch(() => {})
  }
}
