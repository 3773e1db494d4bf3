import { readFileSync } from 'node:fs'
import type { Database } from '@unefois/database'

interface SettingsFile {
  readonly required: Readonly<Record<string, string>>
  readonly local: Readonly<Record<string, string>>
}

const file = new URL('../../../../infra/postgres/settings.json', import.meta.url)

/** infra/postgres/settings.json: what every server must have, and what our own has besides. */
export const postgresSettings: SettingsFile = JSON.parse(readFileSync(file, 'utf8'))

/** The settings as arguments of the `postgres` program. */
export function settingArguments(overrides: Readonly<Record<string, string>> = {}): string[] {
  const all = { ...postgresSettings.required, ...postgresSettings.local, ...overrides }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** One setting that a given server has otherwise than the promises need. */
export interface SettingFault {
  readonly name: string
  readonly expected: string
  readonly actual: string
}

/**
 * Compares a server with the settings that keep identifiers out of its log and its recycled WAL.
 * Development warns of what comes back; production refuses to start.
 */
export async function checkPostgresSettings(sql: Database): Promise<SettingFault[]> {
  const names = Object.keys(postgresSettings.required)
  const rows = await sql<{ name: string; actual: string }[]>`
    SELECT name, current_setting(name) AS actual FROM pg_settings WHERE name = ANY (${names})`
  const actual = new Map(rows.map(row => [row.name, row.actual]))
  return Object.entries(postgresSettings.required)
    .map(([name, expected]) => ({ name, expected, actual: actual.get(name) ?? 'unknown' }))
    .filter(fault => fault.actual !== fault.expected)
}
