import type { Notes } from '../stats/table.ts'
import type { Answer } from './wire.ts'

/** Notes answers whole: whatever a sender could look at, whether we thought of it or not. */
export interface Recorder {
  /**
   * @param kind names the call within the sample’s life, `post`, `closed.get`; the same for all.
   * @param askedAtMs by the hub’s clock: instants in the answer are noted as distances to it.
   */
  answer(notes: Notes, kind: string, answer: Answer, askedAtMs: number): void
  /** Notes any value of a parsed answer, leaf by leaf. */
  value(notes: Notes, name: string, value: unknown, askedAtMs: number): void
}

const digitRunsMax = 6
const uuidPattern = /^([0-9a-f]{8})-([0-9a-f]{4})-7([0-9a-f]{3})-([0-9a-f]{4})-([0-9a-f]{12})$/u

/** A recorder with a memory: each number is noted, and what it has moved since the one before. */
export function createRecorder(): Recorder {
  const before = new Map<string, number>()

  function number(notes: Notes, name: string, value: number): void {
    notes.set(name, value)
    const last = before.get(name)
    if (last !== undefined) notes.set(`${name} Δ`, value - last)
    before.set(name, value)
  }
  function text(notes: Notes, name: string, value: string, askedAtMs: number): void {
    number(notes, `${name} length`, value.length)
    notes.set(`${name} shape`, shapeOf(value))
    notes.set(name, value.slice(0, 120))
    const uuid = uuidPattern.exec(value)
    if (uuid !== null) {
      const [, high = '', low = '', ...random] = uuid
      number(notes, `${name} ms`, Number.parseInt(high + low, 16) - askedAtMs)
      for (const [n, part] of random.entries()) {
        number(notes, `${name} random ${n}`, Number.parseInt(part, 16))
      }
      return
    }
    const instant = /^20[0-9-]{8}T/u.test(value) ? Date.parse(value) : Date.parse('')
    if (!Number.isNaN(instant)) {
      number(notes, `${name} ms`, instant - askedAtMs)
      return
    }
    const runs = value.match(/[0-9]+/gu)?.slice(0, digitRunsMax) ?? []
    for (const [n, run] of runs.entries()) number(notes, `${name} number ${n}`, Number(run))
  }
  function value(notes: Notes, name: string, it: unknown, askedAtMs: number): void {
    if (typeof it === 'number') number(notes, name, it)
    else if (typeof it === 'string') text(notes, name, it, askedAtMs)
    else if (typeof it !== 'object' || it === null) notes.set(name, String(it))
    else if (Array.isArray(it)) {
      number(notes, `${name} items`, it.length)
      for (const [n, each] of it.entries()) value(notes, `${name}[${n}]`, each, askedAtMs)
    } else {
      notes.set(`${name} keys`, Object.keys(it).join(' '))
      for (const [key, each] of Object.entries(it)) value(notes, `${name}.${key}`, each, askedAtMs)
    }
  }
  return {
    value,
    answer(notes, kind, answer, askedAtMs) {
      const { sentMs, firstByteMs, lastByteMs, headers } = answer
      notes.set(`${kind} time to first byte`, firstByteMs - sentMs)
      notes.set(`${kind} time to last byte`, lastByteMs - sentMs)
      notes.set(`${kind} time of body`, lastByteMs - firstByteMs)
      notes.set(`${kind} status`, String(answer.status))
      number(notes, `${kind} bytes of head`, answer.headBytes)
      number(notes, `${kind} bytes of body`, answer.bodyBytes)
      notes.set(`${kind} headers`, headers.map(([name]) => name).join(' '))
      for (const [name, it] of headers) text(notes, `${kind} ${name}`, it, askedAtMs)
      value(notes, `${kind} body`, parsed(answer.body), askedAtMs)
    },
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

/** Letters and digits by their kind, runs of one kind together: `a0-0a`. */
function shapeOf(value: string): string {
  const kinds = value.replace(/[0-9]/gu, '0').replace(/[a-z]/gu, 'a').replace(/[A-Z]/gu, 'A')
  return kinds.replace(/(.)\1+/gu, '$1').slice(0, 120)
}
