import { type LawProfile, law } from '@unefois/contracts'
import { judgeLeaves, type LeafEvidence, type Opening } from '@unefois/log-leaves'
import { type Fault, Unproven } from '../fault.ts'
import { readJson } from '../json.ts'

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
export function readOpenings(lines: Iterable<Uint8Array>): OpeningsEvidence {
  const checkpointTimes: OpeningsEvidence['checkpointTimes'][number][] = []
  const pads: OpeningsEvidence['pads'][number][] = []
  const openings: Opening[] = []
  let head: { laws: readonly LawProfile[]; now: Date } | undefined
  let number = 0
  for (const bytes of lines) {
    number += 1
    try {
      const line = objectOf(readJson(bytes))
      if (head === undefined) head = headOf(line)
      else if (line.checkpoint !== undefined) {
        const { at, size } = objectOf(line.checkpoint)
        checkpointTimes.push({ size: countOf(size), at: instantOf(at) })
      } else if (line.pads !== undefined) pads.push(padsOf(objectOf(line.pads)))
      else openings.push(openingOf(objectOf(line.opening)))
    } catch (error) {
      if (error instanceof Malformed) throw new Unproven('openings-wrong', error.where(number))
      throw error
    }
  }
  if (head === undefined) throw new Unproven('openings-wrong', { at: '1' })
  return { ...head, checkpointTimes, pads, openings }
}

/** A value that is not what its place asks for; the leaf's index where it is known. */
class Malformed extends Error {
  index: number | undefined

  where(line: number) {
    return { at: String(line), ...(this.index === undefined ? {} : { index: this.index }) }
  }
}

function headOf({ laws, now, version: found }: Line) {
  const named: readonly unknown[] = Array.isArray(laws) ? laws : []
  const known = named.filter(each => typeof each === 'string' && Object.hasOwn(law, each))
  if (found !== version || known.length === 0 || known.length < named.length) throw new Malformed()
  return { laws: known as LawProfile[], now: instantOf(now) }
}

function padsOf({ count, end, seed }: Line) {
  const pads = { end: countOf(end), count: countOf(count) }
  if (pads.count > pads.end) throw new Malformed()
  return ofLeaf(pads.end - pads.count, () => ({ ...pads, seed: nonceOf(seed) }))
}

function openingOf({ erasedAt, index: place, nonce1, nonce2, source: found }: Line): Opening {
  const index = countOf(place)
  return ofLeaf(index, () => {
    const source = objectOf(found)
    const isOne = source.signal_id === null || uuidForm.test(String(source.signal_id))
    if (!isOne || !(source.at === null || typeof source.at === 'string')) throw new Malformed()
    const judged: unknown = source
    return {
      index,
      source: judged as Opening['source'],
      nonce1: nonceOf(nonce1),
      nonce2: nonce2 === null ? null : nonceOf(nonce2),
      erasedAt: erasedAt === null ? null : instantOf(erasedAt),
    }
  })
}

function ofLeaf<Read>(index: number, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    if (error instanceof Malformed) error.index = index
    throw error
  }
}

/** 32 bytes in base64url. */
const nonceForm = /^[A-Za-z0-9_-]{43}$/u
const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

function nonceOf(value: unknown): Buffer {
  if (typeof value !== 'string' || !nonceForm.test(value)) throw new Malformed()
  return Buffer.from(value, 'base64url')
}

/** An instant as `Date` writes it, of a year that has four digits. */
function instantOf(value: unknown): Date {
  const at = new Date(typeof value === 'string' ? value : Number.NaN)
  const isOne = !Number.isNaN(at.getTime()) && at.getUTCFullYear() < 10_000
  if (!isOne || at.toISOString() !== value) throw new Malformed()
  return at
}

function countOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Malformed()
  return value
}

function objectOf(value: unknown): Line {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Malformed()
  return { ...value }
}

/** What a file of openings shows of a tree. */
export interface OpeningsReport {
  readonly faults: readonly Fault[]
  /** Leaves whose opening is in the file, and leaves that are pads. */
  readonly shown: number
  readonly pads: number
  /** Leaves without one: that their term is over is only what the file says of its own times. */
  readonly over: number
  /** Leaves that, by the file's own word, were numbered since: of these it says nothing. */
  readonly later: number
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
  const size = Math.min(entries.length, endOf(evidence) ?? entries.length)
  const within = {
    ...evidence,
    openings: evidence.openings.filter(({ index }) => index < size),
    pads: evidence.pads.filter(({ end }) => end <= size),
  }
  const pads = within.pads.reduce((sum, { count }) => sum + count, 0)
  // More pads than leaves would be looked at over and over.
  if (pads > size) throw new Unproven('pad-differs')
  const ofLeaves = judgeLeaves({ ...within, entries: entries.slice(0, size) })
  const faults = ofLeaves.map(({ index, kind }): Fault => ({ code: kind, index }))
  const shown = new Set(within.openings.map(({ index }) => index)).size
  const deleted = faults.filter(({ code }) => code === 'opening-deleted').length
  const over = Math.max(0, size - shown - pads - deleted)
  return {
    faults: [...judgeTimes(evidence, nowMs), ...faults],
    shown,
    pads,
    over,
    later: entries.length - size,
  }
}

/**
 * Where a file ends: a log goes on, and of leaves past the file's last checkpoint and past all that
 * is in it, it says nothing. Undefined when it names no checkpoint: then it speaks of every leaf.
 */
function endOf({ checkpointTimes, openings, pads }: OpeningsEvidence): number | undefined {
  const told = checkpointTimes.at(-1)?.size
  if (told === undefined) return undefined
  const ends = [...openings.map(({ index }) => index + 1), ...pads.map(({ end }) => end)]
  return ends.reduce((end, each) => Math.max(end, each), told)
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
