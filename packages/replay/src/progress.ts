import type { Say } from '@unefois/local'
import { progressEveryMs } from './limits.ts'

/** Says how far a long piece of work has come, now and then. */
export interface Progress {
  /** So much is done in all. */
  reach(done: number): void
}

/** Says nothing about work that is over before the first word would be due. */
export function openProgress(say: Say, what: string, all: number): Progress {
  const begunMs = performance.now()
  let saidMs = begunMs
  return {
    reach(done) {
      const nowMs = performance.now()
      if (nowMs - saidMs < progressEveryMs || done >= all) return
      saidMs = nowMs
      const perSec = (done * 1_000) / (nowMs - begunMs)
      const left = perSec > 0 ? `, about ${inWords((all - done) / perSec)} left` : ''
      say(`${what}: ${inFigures(done)} of ${inFigures(all)} (${Math.round(perSec)}/s${left}).`)
    },
  }
}

/** A whole number for people: `12,224`. */
export function inFigures(value: number): string {
  return value.toLocaleString('en')
}

function inWords(sec: number): string {
  return sec < 90 ? `${Math.ceil(sec)} s` : `${Math.ceil(sec / 60)} min`
}
