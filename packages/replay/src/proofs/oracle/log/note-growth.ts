import type { Notes } from '../stats/table.ts'
import type { LogReading } from './read-log.ts'

/** Something that was sent, and what is noted of it. */
export interface Sent {
  readonly notes: Notes
  readonly fromMs: number
}

/** The published tree was seen to be larger than at the look before. */
export interface Growth {
  readonly atMs: number
  readonly leaves: number
  readonly signatures: number
  readonly around: LogReading['around']
}

/** Growths that a sender looks at after each thing sent. */
const followed = 3

/**
 * Every growth that these looks show, in order; the first look shows where the tree stood. What it
 * counts is the published leaves, unless `countOf` a size says another number.
 */
export function findGrowths(
  readings: readonly LogReading[],
  countOf: (size: number) => number = size => size,
): Growth[] {
  return readings.flatMap(({ size, ...reading }, place) => {
    const before = readings[place - 1]?.size ?? size
    return size > before ? [{ ...reading, leaves: countOf(size) - countOf(before) }] : []
  })
}

/**
 * Notes of each thing sent, in the order of sending, by how much the published tree grew at the
 * next publications that its sender saw, how long that took, and what the last before had shown.
 */
export function noteGrowth(sent: readonly Sent[], growths: readonly Growth[]): void {
  let next = 0
  for (const { notes, fromMs } of sent) {
    while (next < growths.length && (growths[next]?.atMs ?? 0) < fromMs) next += 1
    let sum = 0
    for (const [n, growth] of growths.slice(next, next + followed).entries()) {
      sum += growth.leaves
      notes.set(`log: growth ${n + 1}`, growth.leaves)
      notes.set(`log: growth up to ${n + 1}`, sum)
      notes.set(`log: signatures ${n + 1}`, growth.signatures)
      notes.set(`log: wait ${n + 1}`, growth.atMs - fromMs)
    }
    notes.set('log: growth before', growths[next - 1]?.leaves ?? 0)
    for (const [name, value] of growths[next]?.around ?? []) notes.set(`log: ${name}`, value)
  }
}
