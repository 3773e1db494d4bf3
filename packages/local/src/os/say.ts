/** Says one line of progress to the person who started the program. */
export type Say = (line: string) => void

/** Progress goes to standard error: standard output belongs to results. */
export const sayOnStandardError: Say = line => {
  process.stderr.write(`${line}\n`)
}

/**
 * Awaits `work`, saying `text` with the seconds gone by every few seconds: a silent wait looks like
 * a hang.
 */
export async function sayWhile<T>(say: Say, text: string, work: Promise<T>): Promise<T> {
  const startedMs = Date.now()
  const timer = setInterval(() => {
    say(`  ${text} (${Math.round((Date.now() - startedMs) / 1000)} s)…`)
  }, progressEveryMs)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

const progressEveryMs = 5_000
