import type { Transaction } from '@unefois/database'

/** A generation of the objection index key, by the hub's clock. */
export interface Generation {
  readonly label: string
  readonly keyId: string
  readonly beganAt: Date
}

/** The generations known, oldest first; whoever else looks at once waits. */
export async function lockGenerations(transaction: Transaction): Promise<readonly Generation[]> {
  await transaction`SELECT pg_advisory_xact_lock(7310005)`
  return transaction<Generation[]>`
    SELECT label, key_id AS "keyId", began_at AS "beganAt" FROM consent.generation
    ORDER BY label::integer`
}

/** Notes since when generations are written under. */
export async function insertGenerations(
  transaction: Transaction,
  generations: readonly Generation[],
): Promise<void> {
  if (generations.length === 0) return
  await transaction`
    INSERT INTO consent.generation (label, key_id, began_at)
    SELECT label, "keyId", "beganAt" FROM json_to_recordset(
      ${JSON.stringify(generations)}::text::json) AS g(label text, "keyId" text,
      "beganAt" timestamptz)
    ON CONFLICT DO NOTHING`
}

/** Strikes out those of these labels under which no row is left; answers them. */
export async function deleteEmptyGenerations(
  transaction: Transaction,
  labels: readonly string[],
): Promise<readonly Generation[]> {
  return transaction<Generation[]>`
    DELETE FROM consent.generation AS g WHERE g.label = ANY (${[...labels]})
      AND NOT EXISTS (SELECT FROM consent.rows_under_keys() AS r WHERE r.index_key = g.label)
    RETURNING g.label, g.key_id AS "keyId", g.began_at AS "beganAt"`
}
