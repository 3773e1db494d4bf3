import type { Database, Transaction } from '@unefois/database'

/**
 * Takes the one row that every writer takes first, and holds it until commit: writers run one
 * after another, so a check made after it cannot be overtaken.
 */
export async function lockVersion(tx: Transaction): Promise<void> {
  await tx`SELECT version FROM registry.registry_version FOR UPDATE`
}

/** Numbers the change of this transaction. */
export async function bumpVersion(tx: Transaction): Promise<number> {
  const [row] = await tx<{ version: string }[]>`
    UPDATE registry.registry_version SET version = version + 1 RETURNING version`
  return toNumber(row)
}

/** The number of the last committed change. */
export async function getVersion(sql: Database | Transaction): Promise<number> {
  const [row] = await sql<{ version: string }[]>`SELECT version FROM registry.registry_version`
  return toNumber(row)
}

function toNumber(row: { version: string } | undefined): number {
  if (row === undefined) throw new Error('registry_version has lost its row')
  return Number(row.version)
}
