import { readFileSync } from 'node:fs'
import type { Database } from './open.ts'

interface SettingsFile {
  readonly required: Readonly<Record<string, string>>
  readonly local: Readonly<Record<string, string>>
}

const file = new URL('../../../infra/postgres/settings.json', import.meta.url)

/** infra/postgres/settings.json: what every server must have, and what our own has besides. */
export const postgresSettings: SettingsFile = JSON.parse(readFileSync(file, 'utf8'))

/** Values that promise more than the one required: no reason to refuse a server. */
const stricter: Readonly<Record<string, readonly string[]>> = {
  synchronous_commit: ['remote_apply'],
  log_min_messages: ['fatal', 'panic'],
}
/** Numbers of which more is as good. */
const atLeast: ReadonlySet<string> = new Set(['max_locks_per_transaction'])

/** One setting that a server, or the role that asks, has otherwise than the promises need. */
export interface SettingFault {
  readonly name: string
  readonly expected: string
  readonly actual: string
}

/**
 * Compares what this pool's role gets from its server with the settings that make a commit last
 * and keep identifiers out of the server's log and its recycled WAL. A setting may be a role's
 * own (ALTER ROLE … SET), so every pool is asked. Development warns of what comes back;
 * production refuses to start.
 *
 * @param except settings that this pool has chosen for itself.
 */
export async function checkPostgresSettings(
  sql: Database,
  except: readonly string[] = [],
): Promise<SettingFault[]> {
  const expected = Object.entries(postgresSettings.required).filter(
    ([name]) => !except.includes(name),
  )
  const names = expected.map(([name]) => name)
  const rows = await sql<{ name: string; actual: string }[]>`
    SELECT name, current_setting(name) AS actual FROM pg_settings WHERE name = ANY (${names})`
  const actual = new Map(rows.map(row => [row.name, row.actual]))
  return expected
    .map(([name, value]) => ({ name, expected: value, actual: actual.get(name) ?? 'unknown' }))
    .filter(fault => !isFit(fault))
}

function isFit({ name, expected, actual }: SettingFault): boolean {
  if (atLeast.has(name)) return Number(actual) >= Number(expected)
  return actual === expected || (stricter[name]?.includes(actual) ?? false)
}
