import { limits } from '../limits.ts'
import type { Terminal } from '../terminal.ts'
import { countOf } from '../text.ts'

/** Says how far long work has come: a line that moves in a terminal, else one every ten seconds. */
export function followWork(terminal: Terminal, total: number): (done: number) => void {
  const everyMs = terminal.isInteractive ? limits.barEveryMs : limits.progressLineEveryMs
  let saidMs = performance.now()
  return done => {
    if (terminal.json) return
    const isEnd = done >= total
    if (performance.now() - saidMs < everyMs && !(isEnd && terminal.isInteractive)) return
    saidMs = performance.now()
    const words = terminal.message('verifying', { done: countOf(done), total: countOf(total) })
    if (!terminal.isInteractive) terminal.raw(`${words}\n`)
    else terminal.raw(isEnd ? '\r\u001b[2K' : `\r\u001b[2K${words}`)
  }
}
