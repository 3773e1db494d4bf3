import { inTransaction } from '@unefois/database'
import { addMonths } from '@unefois/retention'
import type { KeepingDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import { recordErasures } from '../repositories/erasures.ts'
import {
  deleteEmptyGenerations,
  insertGenerations,
  lockGenerations,
} from '../repositories/generations.ts'

/**
 * Begins a generation of the objection index key when the newest has served its months by the hub's
 * clock, and destroys those under which no row is left, journalled. The gateways read every
 * generation there is, so who objected under an old one still blocks. Answers how many died.
 */
export function turnGenerations(deps: KeepingDeps) {
  return async (): Promise<number> => {
    await begin(deps)
    return retire(deps)
  }
}

async function begin(deps: KeepingDeps): Promise<void> {
  await inTransaction(deps.sql, { name: 'begin-generation' }, async transaction => {
    const known = await lockGenerations(transaction)
    const at = new Date(deps.nowMs())
    const newest = known.at(-1)
    if (newest !== undefined && addMonths(newest.beganAt, limits.generationMonths) <= at) {
      deps.keys.beginGeneration()
    }
    // Also one whose making was not noted: the key is there, its row was lost with the process.
    const unknown = deps.keys
      .generations()
      .filter(({ label }) => !known.some(each => each.label === label))
    await insertGenerations(
      transaction,
      unknown.map(({ id, label }) => ({ label, keyId: id, beganAt: at })),
    )
  })
}

/** The key goes before the commit: a row without its key is struck out at the next turn. */
async function retire(deps: KeepingDeps): Promise<number> {
  const past = deps.keys.pastGenerations()
  if (past.length === 0) return 0
  return inTransaction(deps.sql, { name: 'retire-generations' }, async transaction => {
    await lockGenerations(transaction)
    const dead = await deleteEmptyGenerations(transaction, past)
    const at = new Date(deps.nowMs())
    await recordErasures(transaction, [
      {
        id: deps.newId(at.getTime()),
        at,
        class: 'key',
        reason: 'rotation',
        article: 'CRPA R.114-9-7',
        keyIds: dead.map(({ keyId }) => keyId),
        count: dead.length,
      },
    ])
    for (const { label } of dead) deps.keys.retire(label)
    return dead.length
  })
}
