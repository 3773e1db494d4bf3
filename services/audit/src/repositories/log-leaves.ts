import type { Transaction } from '@unefois/database'
import type { LeafSource } from '@unefois/log-leaves'

/** What waited for its number, and acts whose second opening was erased meanwhile. */
export interface TakenLeaves {
  readonly sources: readonly LeafSource[]
  readonly cleared: readonly string[]
}

interface TakenRow extends Omit<LeafSource, 'kind'> {
  readonly kind: LeafSource['kind'] | 'cleared'
}

/**
 * Takes what waits, in order: some `leavesMax`, more where one transaction left more. With
 * `ofDirectory` what only a publication numbers, otherwise the rest.
 */
export async function takeLeaves(
  transaction: Transaction,
  { leavesMax, ofDirectory }: { leavesMax: number; ofDirectory: boolean },
): Promise<TakenLeaves> {
  const rows = await transaction<TakenRow[]>`
    SELECT * FROM audit.take_leaves(${leavesMax}, ${ofDirectory})`
  const sources: LeafSource[] = []
  const cleared: string[] = []
  for (const { kind, ...row } of rows) {
    if (kind === 'cleared') cleared.push(row.id)
    else sources.push({ kind, ...row })
  }
  return { sources, cleared }
}

/** The nonces of one leaf, at its index. */
export interface NewOpening {
  readonly source: LeafSource
  readonly index: number
  readonly nonces: Buffer
}

/** Keeps the openings of a batch; clears the second nonces of what was erased meanwhile. */
export async function keepOpenings(
  transaction: Transaction,
  openings: readonly NewOpening[],
  cleared: readonly string[],
): Promise<void> {
  if (openings.length + cleared.length === 0) return
  const kept = openings.filter(({ source }) => source.found)
  const acts = kept.filter(({ source }) => source.kind === 'act')
  const entries = kept.filter(({ source }) => source.kind === 'erasure')
  const isErased = ({ source }: NewOpening) => source.erased && source.detail === null
  const erased = acts.map(each => (isErased(each) ? 'true' : 'false'))
  await transaction`SELECT audit.keep_openings(${idsOf(acts)}::uuid[], ${indexesOf(acts)}::bigint[],
    ${noncesOf(acts)}, ${erased}::boolean[], ${idsOf(entries)}::uuid[],
    ${indexesOf(entries)}::bigint[], ${noncesOf(entries)}, ${[...cleared]}::uuid[])`
}

const idsOf = (openings: readonly NewOpening[]) => openings.map(({ source }) => source.id)
const indexesOf = (openings: readonly NewOpening[]) => openings.map(({ index }) => index)
const noncesOf = (openings: readonly NewOpening[]) =>
  Buffer.concat(openings.map(({ nonces }) => nonces))
