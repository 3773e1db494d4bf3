import type { Database } from '@unefois/database'
import { wrappedKeyLength } from '@unefois/sealing'

/** What one release asks. */
export interface ReleaseQuestion {
  readonly receiver: { readonly agency: string; readonly clientId: string }
  /** In ascending order, each once. */
  readonly ids: readonly string[]
  /** A fresh id for the trace of each. */
  readonly traceIds: readonly string[]
  /** Agreements towards the receiver that are in force. */
  readonly agreements: readonly string[]
  readonly at: Date
}

/** A data key that may be opened, still wrapped. */
export interface ReleasedKey {
  readonly signalId: string
  readonly wrapped: Buffer
}

/**
 * Locks, marks, checks again and traces in one call of `exchange.release_keys`, which is one
 * transaction. Answers what is not gone, by the id of the KEK that wraps it.
 */
export async function releaseWrapped(
  sql: Database,
  { receiver, ids, traceIds, agreements, at }: ReleaseQuestion,
): Promise<Map<string, ReleasedKey[]>> {
  const rows = await sql<{ kek: string; places: number[]; wrapped: Buffer }[]>`
    SELECT kek, places, wrapped FROM exchange.release_keys(${receiver.agency}, ${ids}::uuid[],
      ${traceIds}::uuid[], ${agreements}::text[], ${receiver.clientId}, ${at})`
  return new Map(rows.map(row => [row.kek, row.places.map((place, n) => keyAt(row, place, n))]))

  function keyAt({ wrapped }: { wrapped: Buffer }, place: number, n: number): ReleasedKey {
    const signalId = ids[place - 1]
    if (signalId === undefined) throw new Error('release_keys answers places in what was asked')
    const from = n * wrappedKeyLength
    return { signalId, wrapped: wrapped.subarray(from, from + wrappedKeyLength) }
  }
}
