import { type LawProfile, law } from '@unefois/contracts'
import { judgeLeaves, type LeafEvidence, type Opening } from '@unefois/log-leaves'
import { type Fault, Unproven } from '../fault.ts'

/** All that the hub's database says of its leaves, the leaves themselves aside. */
export type OpeningsEvidence = Omit<LeafEvidence, 'entries'>

const version = 1

/**
 * The lines of a file of openings, one JSON object each: first whose law and which instant, then
 * times of checkpoints, pads and openings. Whoever holds it can read the log: it is made by an
 * administrator for whoever judges it, and destroyed after.
 */
export function* openingLines(evidence: OpeningsEvidence): Generator<string> {
  const { checkpointTimes, laws, now, openings, pads } = evidence
  yield JSON.stringify({ version, laws, now: now.toISOString() })
  for (const { size, at } of checkpointTimes) {
    yield JSON.stringify({ checkpoint: { size, at: at.toISOString() } })
  }
  for (const { seed, ...pad } of pads) {
    yield JSON.stringify({ pads: { ...pad, seed: seed.toString('base64url') } })
  }
  for (const { nonce1, nonce2, erasedAt, ...rest } of openings) {
    const opening = {
      ...rest,
      nonce1: nonce1.toString('base64url'),
      nonce2: nonce2?.toString('base64url') ?? null,
      erasedAt: erasedAt?.toISOString() ?? null,
    }
    yield JSON.stringify({ opening })
  }
}

type Line = Record<string, unknown>

/** @throws Unproven `openings-wrong`, with the line, for what is no such file. */
export function readOpenings(lines: Iterable<string>): OpeningsEvidence {
  const checkpointTimes: OpeningsEvidence['checkpointTimes'][number][] = []
  const pads: OpeningsEvidence['pads'][number][] = []
  const openings: Opening[] = []
  let head: { laws: readonly LawProfile[]; now: Date } | undefined
  let number = 0
  for (const text of lines) {
    number += 1
    const at = String(number)
    const line = objectIn(text, at)
    if (head === undefined) {
      head = headOf(line)
    } else if (isObject(line.checkpoint)) {
      const { size, at: made } = line.checkpoint
      checkpointTimes.push({ size: Number(size), at: new Date(String(made)) })
    } else if (isObject(line.pads)) {
      const { end, count, seed } = line.pads
      const bytes = Buffer.from(String(seed), 'base64url')
      if (!isCount(end) || !isCount(count) || count > end) {
        throw new Unproven('openings-wrong', { at })
      }
      pads.push({ end, count, seed: bytes })
    } else if (isObject(line.opening)) openings.push(openingOf(line.opening, at))
    else throw new Unproven('openings-wrong', { at })
  }
  if (head === undefined) throw new Unproven('openings-wrong', { at: '1' })
  return { ...head, checkpointTimes, pads, openings }
}

function headOf({ laws, now, version: found }: Line) {
  const known = Array.isArray(laws) ? laws.filter(each => Object.hasOwn(law, String(each))) : []
  const isHead = found === version && Array.isArray(laws) && known.length > 0
  if (!isHead || known.length < laws.length) throw new Unproven('openings-wrong', { at: '1' })
  return { laws: known as LawProfile[], now: new Date(String(now)) }
}

function openingOf({ index, source, nonce1, nonce2, erasedAt }: Line, at: string): Opening {
  const isOne = isCount(index) && isObject(source) && isText(source.signal_id) && isText(source.at)
  const judged: unknown = source
  const nonces = [nonce1, nonce2 ?? ''].map(String)
  if (!isOne || nonces.some(({ length }) => length > nonceLengthMax)) {
    throw new Unproven('openings-wrong', { at })
  }
  return {
    index,
    source: judged as Opening['source'],
    nonce1: Buffer.from(String(nonce1), 'base64url'),
    nonce2: typeof nonce2 === 'string' ? Buffer.from(nonce2, 'base64url') : null,
    erasedAt: typeof erasedAt === 'string' ? new Date(erasedAt) : null,
  }
}

function objectIn(text: string, at: string): Line {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Unproven('openings-wrong', { at })
}

/** 32 bytes in base64url. */
const nonceLengthMax = 43

const isText = (value: unknown) => value === null || typeof value === 'string'

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isObject(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a file of openings shows of a tree. */
export interface OpeningsReport {
  readonly faults: readonly Fault[]
  /** Leaves whose opening is in the file, and leaves that are pads. */
  readonly shown: number
  readonly pads: number
  /** Leaves without one: that their term is over is only what the file says of its own times. */
  readonly over: number
}

/**
 * What is edited, deleted without an erasure or put elsewhere, by the index of its leaf.
 * @param nowMs the verifier's own clock: a file from the future would say that any term is over.
 * @throws Unproven `pad-differs` when it has more pads than there are leaves.
 */
export function judgeOpenings(
  evidence: OpeningsEvidence,
  entries: readonly Buffer[],
  nowMs: number,
): OpeningsReport {
  // Leaves that are not published yet have openings, too: they are judged with the next checkpoint.
  const size = entries.length
  const within = {
    ...evidence,
    openings: evidence.openings.filter(({ index }) => index < size),
    pads: evidence.pads.filter(({ end }) => end <= size),
  }
  const pads = within.pads.reduce((sum, { count }) => sum + count, 0)
  // More pads than leaves would be looked at over and over.
  if (pads > size) throw new Unproven('pad-differs')
  const ofLeaves = judgeLeaves({ ...within, entries })
  const faults = ofLeaves.map(({ index, kind }): Fault => ({ code: kind, index }))
  const shown = new Set(within.openings.map(({ index }) => index)).size
  const deleted = faults.filter(({ code }) => code === 'opening-deleted').length
  const over = Math.max(0, size - shown - pads - deleted)
  return { faults: [...judgeTimes(evidence, nowMs), ...faults], shown, pads, over }
}

/** Whether the file is of no time to come, and its checkpoints were made in their order. */
function judgeTimes({ checkpointTimes, now }: OpeningsEvidence, nowMs: number): Fault[] {
  const faults: Fault[] = []
  if (!(now.getTime() <= nowMs)) faults.push({ code: 'openings-later' })
  let before = { size: 0, at: new Date(0) }
  for (const each of checkpointTimes) {
    const rises = each.size > before.size && each.at >= before.at && each.at <= now
    if (!rises) faults.push({ code: 'checkpoint-times-wrong', at: String(each.size) })
    before = each
  }
  return faults
}
