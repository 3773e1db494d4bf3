import { bytes, type Database, type Transaction } from '@unefois/database'
import type { SealedCase, SealedSubject } from '../desk-keys.ts'

const storingLock = 7_310_013

/**
 * Makes what adds cases or ends a key take turns until the transaction ends: a person is looked for
 * under every key under which something may be held, and nobody adds one meanwhile.
 */
export async function lockStoring(sql: Transaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${storingLock})`
}

/** The ids of the keys under which something may be held. */
export async function listKeks(sql: Database | Transaction): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`SELECT id FROM desk.kek ORDER BY begins_at, id`
  return rows.map(row => row.id)
}

/** Says that something may be held under this key from now on. */
export async function insertKek(
  sql: Transaction,
  kek: { id: string; label: string },
): Promise<void> {
  await sql`
    INSERT INTO desk.kek (id, begins_at) VALUES (${kek.id}, ${kek.label}) ON CONFLICT DO NOTHING`
}

/** Says that nothing is held under this key any more. False when something is. */
export async function deleteKek(sql: Transaction, id: string): Promise<boolean> {
  const [held] = await sql`SELECT 1 FROM desk.cases WHERE kek = ${id} LIMIT 1`
  if (held !== undefined) return false
  await sql`DELETE FROM desk.kek WHERE id = ${id}`
  return true
}

/** Some cases held under a key, locked; one that somebody is changing comes another time. */
export async function lockUnder(
  sql: Transaction,
  kek: string,
  max: number,
): Promise<(SealedCase & { readonly id: string })[]> {
  return sql<(SealedCase & { readonly id: string })[]>`
    SELECT id, kek, wrapped_key AS wrapped, sealed_subject AS sealed FROM desk.cases
    WHERE kek = ${kek} ORDER BY id LIMIT ${max} FOR NO KEY UPDATE SKIP LOCKED`
}

/** Writes cases' keys as they are wrapped anew, and the index that goes with them. */
export async function updateWrapped(
  sql: Transaction,
  rows: readonly (SealedSubject & { readonly id: string })[],
): Promise<void> {
  await sql`
    UPDATE desk.cases AS c
    SET kek = n.kek, wrapped_key = n.wrapped, subject_index = n.index
    FROM unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.kek)}::text[],
      ${bytes(
        sql,
        rows.map(row => row.wrapped),
      )}, ${bytes(
        sql,
        rows.map(row => row.index),
      )})
      AS n(id, kek, wrapped, index)
    WHERE c.id = n.id`
}
