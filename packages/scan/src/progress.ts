import { barEveryMs, progressLineEveryMs } from './limits.ts'

/** Says how far the scan has come, on standard error. */
export interface Progress {
  reach(done: number, total: number): void
  end(): void
}

const cells = 24

/** A bar that moves where a person watches, else a line every ten seconds; nothing when `quiet`. */
export function openProgress(quiet: boolean): Progress {
  if (quiet) return { reach() {}, end() {} }
  const isInteractive = process.stderr.isTTY
  let [done, total] = [0, 0]
  const startedMs = performance.now()
  const sentence = () => {
    const seconds = Math.max(0.001, (performance.now() - startedMs) / 1_000)
    const share = total === 0 ? 0 : Math.floor((100 * done) / total)
    return `${share} % · ${mebibytes(done)} of ${mebibytes(total)} · ${mebibytes(done / seconds)}/s`
  }
  const draw = () => {
    const filled = total === 0 ? 0 : Math.round((cells * done) / total)
    process.stderr.write(
      `\r\u001b[2K${'█'.repeat(filled)}${'░'.repeat(cells - filled)} ${sentence()}`,
    )
  }
  const tell = isInteractive ? draw : () => process.stderr.write(`${sentence()}\n`)
  const timer = setInterval(tell, isInteractive ? barEveryMs : progressLineEveryMs)
  timer.unref()
  return {
    reach(to, of) {
      done = to
      total = of
    },
    end() {
      clearInterval(timer)
      if (isInteractive) process.stderr.write('\r\u001b[2K')
    },
  }
}

/** `12.3 MiB`. */
export function mebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`
}
