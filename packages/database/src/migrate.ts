import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Layout, SchemaPlan } from './layout.ts'
import type { Database, Transaction } from './open.ts'

const migrationsLock = 7_310_002
const namePattern = /^([0-9]{3})-[a-z0-9-]+\.sql$/u

/**
 * Brings every schema of a layout to its newest version, in the layout's order, each file in one
 * transaction under the schema's owner. Two launchers take turns by an advisory lock.
 *
 * @param databaseUrl an administrator's URL of the database itself.
 */
export async function migrate(databaseUrl: string, layout: Layout): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`SELECT pg_advisory_lock(${migrationsLock})`
    for (const plan of layout.schemas) await migrateSchema(sql, plan)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Refuses to serve a schema of another version than the code's. Services never migrate. */
export async function checkSchemaVersion(
  sql: Database,
  schema: string,
  folder: string,
): Promise<void> {
  const expected = listMigrations(folder).length
  const [row] = await sql<{ version: number }[]>`
    SELECT count(*)::int AS version FROM ${sql(schema)}.migration`
  if (row?.version !== expected) {
    throw new Error(`schema ${schema} is at version ${row?.version ?? 0}, not ${expected}`)
  }
}

async function migrateSchema(sql: Database, plan: SchemaPlan): Promise<void> {
  await sql.unsafe(`GRANT "${plan.owner}" TO CURRENT_USER`).catch(() => {})
  await sql.unsafe(`CREATE SCHEMA IF NOT EXISTS "${plan.schema}" AUTHORIZATION "${plan.owner}"`)
  await sql.begin(async transaction => {
    await become(transaction, plan)
    await transaction.unsafe(`CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY);
      GRANT SELECT ON migration TO PUBLIC`)
  })
  const rows = await sql<{ name: string }[]>`SELECT name FROM ${sql(plan.schema)}.migration`
  const done = new Set(rows.map(row => row.name))
  for (const name of listMigrations(plan.folder)) {
    if (done.has(name)) continue
    await sql.begin(async transaction => {
      await become(transaction, plan)
      await transaction.unsafe(readFileSync(join(plan.folder, name), 'utf8'))
      await transaction`INSERT INTO migration (name) VALUES (${name})`
    })
  }
}

async function become(transaction: Transaction, plan: SchemaPlan): Promise<void> {
  await transaction.unsafe(`SET LOCAL ROLE "${plan.owner}"`)
  await transaction.unsafe(`SET LOCAL search_path TO "${plan.schema}"`)
}

function listMigrations(folder: string): string[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
  names.forEach((name, index) => {
    const number = namePattern.exec(name)?.[1]
    if (Number(number) !== index + 1) throw new Error(`migration out of order: ${name}`)
  })
  return names
}
