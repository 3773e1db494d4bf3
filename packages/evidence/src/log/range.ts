import {
  hashBytes,
  leafHash,
  type OpenedCheckpoint,
  proveInclusion,
  type ReadSubtree,
  readFromTiles,
  rootOf,
  tileWidth,
  verifyInclusion,
} from '@unefois/audit-log'
import { type Fault, Unproven } from '../fault.ts'
import { bundleAt, type ReadFile, tileAt, tileFaultOf } from './tile-folder.ts'

/** Leaves from `from` on, up to `to`, which is not one of them. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** A tree that is wrong everywhere is told by its first faults. */
const faultsMax = 1_000

/**
 * Rebuilds leaves from their entries and follows them to the checkpoint's root: a tile of hashes
 * that is not its entries', and one that the root is not made of, are named by the first index.
 * Whole bundles are looked at: a range is widened to them. Leaves that the tree has not got are
 * missing. It stops after a thousand faults.
 * @param onLeaves hears how many leaves were looked at.
 */
export function judgeRange(
  { checkpoint: { root, size } }: OpenedCheckpoint,
  { from, to }: Range,
  readFile: ReadFile,
  onLeaves: (done: number) => void = () => {},
): { readonly faults: readonly Fault[]; readonly leaves: number } {
  const tile = tileAt(readFile)
  const read = readFromTiles(size, tile)
  const faults: Fault[] = []
  if (to > size) faults.push({ code: 'leaves-missing', index: size })
  const end = Math.min(to, size)
  let leaves = 0
  for (let index = Math.floor(from / tileWidth); index * tileWidth < end; index += 1) {
    if (faults.length >= faultsMax) break
    const first = index * tileWidth
    try {
      const hashes = bundleAt(readFile, index, size).map(leafHash)
      const width = hashes.length
      const kept = tile({ level: 0, index, width })
      if (kept === undefined) throw new Unproven('tile-missing', { index: first })
      const edited = hashes.findIndex((leaf, place) => !isAt(kept, place, leaf))
      if (edited >= 0) faults.push({ code: 'entry-edited', index: first + edited })
      // The proof of one leaf hashes every other of its tile.
      const leaf = Buffer.from(kept.subarray(0, hashBytes))
      const proof = proveInclusion(read, first, size)
      if (!verifyInclusion({ leaf, index: first, size, proof, root })) {
        faults.push({ code: 'root-differs', index: first })
      }
      leaves += width
    } catch (error) {
      faults.push(faultOf(error, first))
    }
    onLeaves(leaves)
  }
  // A range without a leaf holds only if the tiles make the root.
  if (leaves === 0 && faults.length === 0) faults.push(...judgeRoot(read, size, root))
  return { faults, leaves }
}

function judgeRoot(read: ReadSubtree, size: number, root: Buffer): Fault[] {
  try {
    return rootOf(read, size).equals(root) ? [] : [{ code: 'root-differs', index: 0 }]
  } catch (error) {
    return [faultOf(error, 0)]
  }
}

function isAt(tile: Uint8Array, place: number, leaf: Buffer): boolean {
  return leaf.equals(tile.subarray(place * hashBytes, (place + 1) * hashBytes))
}

/** @throws what is no fault of the log. */
function faultOf(error: unknown, index: number): Fault {
  return error instanceof Unproven ? { index, ...error.fault } : { code: tileFaultOf(error), index }
}

/** Every entry of a tree of this size. @throws Unproven as `bundleAt`. */
export function readEntries(size: number, readFile: ReadFile): Buffer[] {
  const entries: Buffer[] = []
  for (let index = 0; index * tileWidth < size; index += 1) {
    entries.push(...bundleAt(readFile, index, size))
  }
  return entries
}
