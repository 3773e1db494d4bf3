import type { SignalListV2, SignalStatusV2 } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { senderView } from '../domain/sender-view.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { findSignal, listSignals } from '../repositories/signals.ts'

export interface ReadDependencies {
  readonly agencySql: Database
  readonly nowMs: () => number
}

const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/** One signal as its sender may see it. @throws Problem 404 for anything that is not its own. */
export function readSignal(deps: ReadDependencies) {
  return async (sender: string, id: string): Promise<SignalStatusV2> => {
    const signal = await findSignal(deps.agencySql, sender, id)
    if (signal === undefined) throw problems['signal-unknown']()
    return senderView(signal, new Date(deps.nowMs()))
  }
}

/** A page of the sender's signals; `next` is the cursor of the following page, if there is one. */
export function pageSignals(deps: ReadDependencies) {
  return async (
    sender: string,
    after: string | undefined,
  ): Promise<{ list: SignalListV2; next: string | undefined }> => {
    const page = { after: after ?? beforeAllIds, limit: limits.listItemsMax }
    const rows = await listSignals(deps.agencySql, sender, page)
    const now = new Date(deps.nowMs())
    const next = rows.length === limits.listItemsMax ? rows.at(-1)?.id : undefined
    return { list: { items: rows.map(row => senderView(row, now)) }, next }
  }
}
