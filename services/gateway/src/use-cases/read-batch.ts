import type { SignalBatchResults, SignalBatchStatus } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { millisecondsOf } from '../domain/month.ts'
import { problems } from '../errors.ts'
import { findLines, type StoredLines } from '../repositories/batch-lines.ts'
import { type BatchRow, findBatch } from '../repositories/batches.ts'

export interface ReadBatchDependencies {
  readonly agencySql: Database
  readonly nowMs: () => number
}

type Result = SignalBatchResults['results'][number]

/** A live batch of the agency. @throws Problem 404, the same for another agency's. */
export async function getBatch(
  deps: ReadBatchDependencies,
  sender: string,
  id: string,
): Promise<BatchRow> {
  const batch = await findBatch(deps.agencySql, { sender, id, at: new Date(deps.nowMs()) })
  if (batch === undefined) throw problems['batch-unknown']()
  return batch
}

/** How far a batch has come. @throws Problem 404. */
export function readBatch(deps: ReadBatchDependencies) {
  return async (agency: string, id: string): Promise<SignalBatchStatus> => {
    const batch = await getBatch(deps, agency, id)
    const { lines, campaign, nextLine, accepted, refused } = batch
    return {
      id,
      state: lines !== null && nextLine > lines ? 'complete' : 'open',
      nextLine,
      ...(lines === null ? {} : { lines }),
      ...(campaign === null ? {} : { campaign }),
      accepted,
      refused,
      createdAt: batch.createdAt.toISOString(),
      updatedAt: batch.updatedAt.toISOString(),
      expiresAt: batch.expiresAt.toISOString(),
    }
  }
}

/** A page of results after a line, and the line to go on after. @throws Problem 404. */
export function readBatchResults(deps: ReadBatchDependencies) {
  return async (
    agency: string,
    id: string,
    page: { after: number; limit: number },
  ): Promise<{ list: SignalBatchResults; next: number | undefined }> => {
    const { nextLine } = await getBatch(deps, agency, id)
    const to = Math.min(page.after + page.limit, nextLine - 1)
    const span = { sender: agency, batch: id, from: page.after + 1, to }
    const chunks = to > page.after ? await findLines(deps.agencySql, span) : []
    const results = chunks.flatMap(chunk => resultsOf(chunk, span))
    return { list: { results }, next: to < nextLine - 1 ? to : undefined }
  }
}

function resultsOf(chunk: StoredLines, span: { from: number; to: number }): Result[] {
  const refusals = new Map(chunk.refusals.map(refusal => [refusal.line, refusal]))
  const results: Result[] = []
  const last = Math.min(chunk.lastLine, span.to)
  for (let line = Math.max(chunk.firstLine, span.from); line <= last; line += 1) {
    const id = chunk.signalIds[line - chunk.firstLine]
    const refusal = refusals.get(line)
    if (id) {
      // The id carries the instant of the accept: a line's own, or for a child its ancestor's.
      const acceptedAt = new Date(millisecondsOf(id)).toISOString()
      results.push({ line, status: 'sent', id, acceptedAt })
    } else if (refusal !== undefined) {
      const { code, pointers } = refusal
      results.push({ line, status: 'refused', code, pointers })
    } else throw new Error('a stored line is sent or refused')
  }
  return results
}
