import type { Database } from '@unefois/database'
import type { HubLog } from '../hub-log.ts'
import { limits } from '../limits.ts'
import { type DeskAct, findUntoldActs, settleActs } from '../repositories/untold-acts.ts'

export interface TellDeps {
  readonly sql: Database
  readonly hubLog: HubLog
  /** Acts that the hub's log refuses for good: only the desk's own trace has them. */
  readonly onRefused: (acts: number, code: string) => void
}

/** `failed`: the hub did not answer, or not this desk; the acts wait where they are. */
export type TellTurn =
  | { readonly turn: 'idle' }
  | { readonly turn: 'told'; readonly acts: number }
  | { readonly turn: 'failed'; readonly cause: string }

/**
 * Tells the hub's log the oldest acts that wait, and forgets that they wait once it has answered
 * for all of them. Between the two a crash, or another process of this desk, tells them again: an
 * act is known by its id.
 */
export function tellActs(deps: TellDeps) {
  return async (): Promise<TellTurn> => {
    const { acts, queued } = await findUntoldActs(deps.sql, limits.tellActsMax)
    if (queued.length === 0) return { turn: 'idle' }
    for (const batch of inBatches(acts)) {
      const cause = await tellBatch(deps, batch)
      if (cause !== undefined) return { turn: 'failed', cause }
    }
    await settleActs(deps.sql, queued)
    return { turn: 'told', acts: acts.length }
  }
}

/** Undefined once the log has answered for each. One act that it cannot read holds up no other. */
async function tellBatch(deps: TellDeps, batch: Batch): Promise<string | undefined> {
  const told = await deps.hubLog.tellActs(batch)
  if (told.ok) {
    const refused = told.answer.results.filter(({ result }) => result === 'refused').length
    if (refused > 0) deps.onRefused(refused, 'not-taken')
    return undefined
  }
  if (told.cause === 'unavailable' || !told.isOfContent) return told.code
  const [first, ...rest] = batch
  if (rest.length === 0) {
    deps.onRefused(1, told.code)
    return undefined
  }
  const half = Math.ceil(batch.length / 2)
  for (const part of [[first, ...rest.slice(0, half - 1)], rest.slice(half - 1)]) {
    const [head, ...tail] = part
    const cause = head === undefined ? undefined : await tellBatch(deps, [head, ...tail])
    if (cause !== undefined) return cause
  }
  return undefined
}

type Batch = [DeskAct, ...DeskAct[]]

/** As many at a time as fit the body that every service of the house takes. */
function inBatches(acts: readonly DeskAct[]): Batch[] {
  const batches: Batch[] = []
  let size = Number.POSITIVE_INFINITY
  for (const act of acts) {
    const length = JSON.stringify(act).length + 1
    const last = batches.at(-1)
    size += length
    if (
      last === undefined ||
      size > limits.reportBytesMax ||
      last.length >= limits.actsPerCallMax
    ) {
      batches.push([act])
      size = length
    } else last.push(act)
  }
  return batches
}
