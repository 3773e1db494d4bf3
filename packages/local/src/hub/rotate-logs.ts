import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { LawProfile } from '@unefois/contracts'
import { logMonthDue, monthOf } from '@unefois/retention'
import { logCheckMs } from './limits.ts'

const monthly = /^.+\.(\d{4}-\d{2})\.log$/u

/** Rotates a hub's logs while it runs. */
export interface LogRotation {
  close(): void
}

/**
 * Ends the technical logs with their class (CNIL 2021-122, 6 to 12 months): what was written in an
 * earlier month goes to a file of that month, and each such file goes once its last line has
 * reached its term. On system time, like the lines themselves.
 *
 * A line that a process writes in the instant between copy and cut is lost: traces prove what was
 * done, logs do not.
 */
export function startLogRotation(folder: string, profiles: readonly LawProfile[]): LogRotation {
  const rotation = createLogRotation(folder, profiles)
  rotation.check(new Date())
  const timer = setInterval(() => rotation.check(new Date()), logCheckMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

/** The same on a clock of the caller's. */
export function createLogRotation(
  folder: string,
  profiles: readonly LawProfile[],
): { check(now: Date): void } {
  let checked: string | undefined
  return {
    check(now) {
      const month = monthOf(now)
      for (const name of currentLogs(folder)) {
        const path = join(folder, name)
        // Of a launcher that starts, the last line tells; of one that runs, its last check.
        const written = checked ?? monthOf(statSync(path).mtime)
        if (written < month) moveToMonth(path, written)
      }
      checked = month
      for (const name of readdirSync(folder)) {
        const over = monthly.exec(name)?.[1]
        if (over !== undefined && logMonthDue(profiles, over).dueAt <= now) {
          rmSync(join(folder, name), { force: true })
        }
      }
    },
  }
}

function currentLogs(folder: string): string[] {
  return readdirSync(folder).filter(name => name.endsWith('.log') && !monthly.test(name))
}

/** Copies and cuts: the process has the file open to append and goes on at its new end. */
function moveToMonth(path: string, month: string): void {
  const text = readFileSync(path)
  if (text.length === 0) return
  appendFileSync(path.replace(/\.log$/u, `.${month}.log`), text, { mode: 0o600 })
  truncateSync(path)
}
