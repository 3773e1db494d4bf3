import { type Bus, connectionOf } from './connect.ts'

/** The first release of each line without a known way around its permissions. */
const firstSafe: readonly (readonly [major: number, minor: number, patch: number])[] = [
  [2, 11, 16],
  [2, 12, 12],
  [2, 14, 3],
]

/** What to run instead of a refused server: any of these or newer in its line. */
export const safeVersions: readonly string[] = firstSafe.map(version => version.join('.'))

/** The version that the server says it has, such as `2.9.10`. */
export function serverVersion(bus: Bus): string {
  return connectionOf(bus).nats.info?.version ?? 'unknown'
}

/**
 * Whether a nats-server's permissions keep agencies apart as far as is known. Development accepts
 * any, Debian's 2.9.10 among them; a service in production must refuse to start on another.
 */
export function isSafeVersion(version: string): boolean {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/u.exec(version)?.map(Number) ?? []
  if (major === undefined || minor === undefined || patch === undefined) return false
  const newestLine = firstSafe.at(-1)
  if (newestLine !== undefined && isAfterLine([major, minor], newestLine)) return true
  return firstSafe.some(safe => safe[0] === major && safe[1] === minor && patch >= safe[2])
}

function isAfterLine(
  [major, minor]: readonly [number, number],
  line: readonly [number, number, number],
): boolean {
  return major > line[0] || (major === line[0] && minor > line[1])
}
