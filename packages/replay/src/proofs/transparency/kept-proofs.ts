import {
  formatLogProof,
  formatTilePath,
  openUnderPolicy,
  type Policy,
  parsePolicy,
  proveConsistency,
  proveInclusion,
  type ReadSubtree,
  readFromTiles,
  verifyConsistency,
  verifyLogProof,
} from '@unefois/audit-log'
import type { PublicLog } from './log-of-hub.ts'

/** What somebody kept of the log while it stood at a size: nothing of it is asked again later. */
export interface KeptProofs {
  readonly size: number
  readonly policy: Policy
  readonly checkpoint: string
  readonly proofs: readonly { readonly entry: Buffer; readonly file: string }[]
}

/** Keeps a proof of each leaf at these indexes, made of nothing but what the hub publishes. */
export async function keepProofs(
  log: PublicLog,
  entries: readonly Buffer[],
  indexes: readonly number[],
): Promise<KeptProofs> {
  const policy = parsePolicy(Buffer.from(await log.policy()))
  const checkpoint = (await log.checkpoint()) ?? ''
  const { size } = openUnderPolicy(Buffer.from(checkpoint), policy).checkpoint
  const read = await readPublished(log, size)
  const proofs = indexes
    .filter(index => index < size)
    .map(index => ({
      entry: entries[index] ?? Buffer.alloc(0),
      file: formatLogProof({ index, hashes: proveInclusion(read, index, size), checkpoint }),
    }))
  return { size, policy, checkpoint, proofs }
}

/** How many of the kept proofs still verify, offline. */
export function countValid({ policy, proofs }: KeptProofs): number {
  return proofs.filter(({ entry, file }) => isValid(file, entry, policy)).length
}

function isValid(file: string, entry: Buffer, policy: Policy): boolean {
  try {
    verifyLogProof(Buffer.from(file), entry, policy)
    return true
  } catch {
    return false
  }
}

/** Whether what is published now only adds to what was kept. */
export async function hasOnlyGrown(log: PublicLog, kept: KeptProofs): Promise<boolean> {
  const { policy } = kept
  const from = openUnderPolicy(Buffer.from(kept.checkpoint), policy).checkpoint
  const to = openUnderPolicy(Buffer.from((await log.checkpoint()) ?? ''), policy).checkpoint
  const proof = proveConsistency(await readPublished(log, to.size), from.size, to.size)
  const claim = { from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof }
  return to.size > from.size && verifyConsistency(claim)
}

/** Every tile of hashes of a published tree. */
async function readPublished(log: PublicLog, size: number): Promise<ReadSubtree> {
  const tiles = new Map<string, Buffer>()
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / 256)) {
    for (let index = 0; index * 256 < hashes; index += 1) {
      const width = Math.min(256, hashes - index * 256)
      const path = formatTilePath({ kind: 'hashes', level, index, width })
      tiles.set(path, await log.tile(path))
    }
  }
  return readFromTiles(size, tile => tiles.get(formatTilePath({ kind: 'hashes', ...tile })))
}
