import { limits } from '../limits.ts'
import type { Terminal } from '../terminal.ts'
import { countOf, durationOf } from '../text.ts'

/** Says how far a batch has come: a bar that moves in a terminal, else a line every ten seconds. */
export interface Progress {
  advance(done: number): void
  /** Takes the bar away, so that something else may be said. */
  clear(): void
  end(): void
}

const barCellsMin = 6
const barCellsMax = 24
// Some terminals say 0.
const columnsDefault = 80
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** Starts saying it. `lines` is what is to be sent in all. */
export function startProgress(terminal: Terminal, lines: number): Progress {
  if (terminal.json) return { advance() {}, clear() {}, end() {} }
  const startedMs = performance.now()
  let samples: { ms: number; done: number }[] = []
  let done = 0

  // Between the lines that are in, not until now: it would fall while the next ones are under way.
  const rate = (): number => {
    const [first] = samples
    const last = samples.at(-1)
    if (first === undefined || last === undefined || last.ms - first.ms < 1) return 0
    return ((last.done - first.done) * 1_000) / (last.ms - first.ms)
  }
  const sentence = (): string => {
    const perSec = rate()
    const percent = Math.floor((done / lines) * 100)
    const counts = { done: countOf(done), lines: countOf(lines), percent }
    const silentMs = performance.now() - (samples.at(-1)?.ms ?? startedMs)
    if (silentMs > limits.standingMs) return terminal.message('standing', counts)
    if (perSec < 1) return terminal.message('beginning', counts)
    const left = durationOf(((lines - done) / perSec) * 1_000)
    return terminal.message('moving', { ...counts, rate: countOf(perSec), left })
  }
  const draw = (): void => {
    const words = sentence()
    // A line that breaks could not be drawn over.
    const room = (process.stderr.columns || columnsDefault) - [...words].length - 2
    const cells = Math.min(barCellsMax, room)
    const bar = cells < barCellsMin ? '' : `${barOf(done / lines, cells)} `
    terminal.raw(`\r\u001b[2K${bar}${words}`)
  }
  const clear = (): void => {
    if (terminal.isInteractive) terminal.raw('\r\u001b[2K')
  }
  const tell = terminal.isInteractive ? draw : () => terminal.raw(`${sentence()}\n`)
  const everyMs = terminal.isInteractive ? limits.barEveryMs : limits.progressLineEveryMs
  const timer = setInterval(tell, everyMs)
  timer.unref()
  return {
    advance(to) {
      done = to
      const nowMs = performance.now()
      if (samples.length === 0) samples.push({ ms: startedMs, done: to })
      samples.push({ ms: nowMs, done: to })
      // Two stay at least, however slow the hub: a rate needs two.
      while (samples.length > 2 && nowMs - (samples[1]?.ms ?? nowMs) > limits.rateWindowMs) {
        samples = samples.slice(1)
      }
      if (terminal.isInteractive) draw()
    },
    clear,
    end() {
      clearInterval(timer)
      clear()
    },
  }
}

function barOf(share: number, cells: number): string {
  const filled = Math.min(1, Math.max(0, share)) * cells
  const whole = Math.floor(filled)
  const part = eighths[Math.floor((filled - whole) * 8)] ?? ''
  return `${'█'.repeat(whole)}${part}`.padEnd(cells, '░')
}
