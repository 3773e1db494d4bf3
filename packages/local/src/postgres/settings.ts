import { postgresSettings } from '@unefois/database'

/** The settings of infra/postgres/settings.json as arguments of the `postgres` program. */
export function settingArguments(overrides: Readonly<Record<string, string>> = {}): string[] {
  const all = { ...postgresSettings.required, ...postgresSettings.local, ...overrides }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
