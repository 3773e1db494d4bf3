import type { Database } from '@unefois/database'
import type { PreparedSignal } from '../use-cases/prepare-signal.ts'
import { type GroupItems, groupItems, inheritedFrom } from './group-items.ts'

/** What became of one signal of a group once its transaction committed. */
export type WriteVerdict = 'written' | 'written-void' | 'person-agreement-unfit' | 'key-taken'

/**
 * Writes a group of signals of several agencies in one transaction, which is one call of
 * `exchange.accept_group`: the objection gate with its locks, then idempotency keys, signals, data
 * keys, outbox and traces of the keys that were won. A rejected promise means that nothing of the
 * group was stored.
 */
export async function writeGroup(
  sql: Database,
  group: readonly PreparedSignal[],
  now: { hub: Date; system: Date },
): Promise<WriteVerdict[]> {
  const agencies = [...new Set(group.map(each => each.sender.agency))]
  const [answer] = await sql<{ refused: number[]; taken: number[]; objected: number[] }[]>`
    SELECT refused, taken, objected FROM exchange.accept_group(${agencies}::text[],
      ${itemsOf(sql, group)}, ${gateJson(group)}::text::jsonb, ${now.hub}, ${now.system})`
  if (answer === undefined) throw new Error('accept_group always answers one row')
  const verdicts = group.map((): WriteVerdict => 'written')
  for (const n of answer.objected) verdicts[n] = 'written-void'
  for (const n of answer.refused) verdicts[n] = 'person-agreement-unfit'
  for (const n of answer.taken) verdicts[n] = 'key-taken'
  return verdicts
}

/** What accept_group writes, as its parameter; undefined leaves a place of the list out. */
export function itemsOf(sql: Database, group: readonly (PreparedSignal | undefined)[]) {
  const items: GroupItems = groupItems(group)
  return sql`ROW(${items.kinds}::text::json, ${items.kind}::text::integer[],
    ${items.places}::text::integer[], ${items.ids}::text::uuid[], ${items.outboxes}::text::uuid[],
    ${items.traces}::text::uuid[], ${items.keys}::text::uuid[], ${items.fingerprints},
    ${items.packed}, ${items.seals})::exchange.signal_group`
}

/** What consent.check_and_lock asks of each signal, in the same places. */
export function gateJson(group: readonly (PreparedSignal | undefined)[]): string {
  return JSON.stringify(group.flatMap((each, n) => (each === undefined ? [] : gateItem(each, n))))
}

function gateItem(each: PreparedSignal, n: number) {
  return {
    n,
    bucket: each.gate.bucket,
    indexes: each.gate.indexes.map(index => index.toString('hex')),
    right: each.body.right,
    sender: each.sender.agency,
    receiver: each.agreement.receiver,
    objectable: each.agreement.objectable,
    personAgreement: each.personAgreement?.id,
    ...inheritedFrom(each),
  }
}
