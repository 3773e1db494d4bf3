import type { Say } from '@unefois/local'

/** Says lines on standard error, each with the minutes and seconds gone by: `00:03.2  text`. */
export function sayWithTime(): Say {
  const startedMs = performance.now()
  return line => {
    process.stderr.write(`${elapsed(performance.now() - startedMs)}  ${line}\n`)
  }
}

/** Milliseconds as minutes, seconds and tenths. */
export function elapsed(durationMs: number): string {
  const tenths = Math.floor(durationMs / 100)
  const minutes = String(Math.floor(tenths / 600)).padStart(2, '0')
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0')
  return `${minutes}:${seconds}.${tenths % 10}`
}
