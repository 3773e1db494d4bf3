import { readFileSync, statSync } from 'node:fs'
import { limits } from './limits.ts'

/** The time of business rules. Tokens, TLS, NATS and telemetry use the system's time instead. */
export interface Clock {
  now(): Date
  nowMs(): number
  /** Milliseconds ahead of the system; shows a new value once every handler has finished. */
  readonly offsetMs: number
  /** Called after each move, in order of registration, awaited; one that fails is called again. */
  onChange(handler: (offsetMs: number) => void | Promise<void>): void
  close(): void
}

export interface ClockOptions {
  /** JSON `{"offsetMs": n}`, written whole (rename) by whoever moves the clock; absent means 0. */
  readonly file?: string | undefined
  readonly pollMs?: number
  /** Production has one time, the system's, and refuses a file. */
  readonly profile?: string | undefined
  readonly onError?: (error: unknown) => void
}

/**
 * System time plus the offset of a file, re-read when the file changes (architecture.md).
 * @throws when a file is given in production.
 */
export function createClock(options: ClockOptions = {}): Clock {
  const { file } = options
  if (file !== undefined && options.profile === 'production') {
    throw new Error('a clock file is refused in production')
  }
  const handlers: ((offsetMs: number) => void | Promise<void>)[] = []
  let stamp = ''
  let actualMs = file === undefined ? 0 : (readOffset(file) ?? 0)
  let shownMs = actualMs
  let moving = false

  async function poll(path: string): Promise<void> {
    if (moving) return
    const seen = stampOf(path)
    if (seen !== stamp) {
      const offsetMs = seen === '' ? 0 : readOffset(path)
      if (offsetMs === undefined) return
      stamp = seen
      actualMs = offsetMs
    }
    if (actualMs === shownMs) return
    moving = true
    try {
      const target = actualMs
      for (const handler of handlers) await handler(target)
      shownMs = target
    } catch (error) {
      options.onError?.(error)
    } finally {
      moving = false
    }
  }

  const timer =
    file === undefined
      ? undefined
      : setInterval(() => void poll(file), options.pollMs ?? limits.clockPollMs)
  timer?.unref()
  return {
    now: () => new Date(Date.now() + actualMs),
    nowMs: () => Date.now() + actualMs,
    get offsetMs() {
      return shownMs
    },
    onChange: handler => void handlers.push(handler),
    close: () => clearInterval(timer),
  }
}

/** A clock for tests that stands still until it is set or advanced; handlers are awaited. */
export function createManualClock(
  startMs: number,
): Clock & { set(ms: number): Promise<void>; advance(ms: number): Promise<void> } {
  const handlers: ((offsetMs: number) => void | Promise<void>)[] = []
  let nowMs = startMs
  const set = async (ms: number): Promise<void> => {
    nowMs = ms
    for (const handler of handlers) await handler(nowMs - startMs)
  }
  return {
    now: () => new Date(nowMs),
    nowMs: () => nowMs,
    get offsetMs() {
      return nowMs - startMs
    },
    onChange: handler => void handlers.push(handler),
    close: () => undefined,
    set,
    advance: ms => set(nowMs + ms),
  }
}

/** The file's identity; two moves within one tick of its mtime still differ by inode or size. */
function stampOf(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.ino}:${stat.mtimeNs}:${stat.size}`
}

/** A file that is half written or not ours reads as undefined and is tried again next time. */
function readOffset(file: string): number | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('offsetMs' in value)) return undefined
    return Number.isSafeInteger(value.offsetMs) ? Number(value.offsetMs) : undefined
  } catch {
    return undefined
  }
}
