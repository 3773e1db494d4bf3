import {
  type Edge,
  encodeBundle,
  type GrownTile,
  growEdge,
  leafHash,
  rootOfEdge,
  tileWidth,
} from '@unefois/audit-log'

/** Where the tree ends, with what its last bundle holds. */
export interface Tip {
  readonly edge: Edge
  readonly root: Buffer
  readonly bundle: Buffer
}

/** A bundle as it stands after growth: full, or the last. */
export interface GrownBundle {
  readonly index: number
  readonly entries: Buffer
}

/** What a batch changes of a tree; `tiles` and `bundles` are all that is to be written. */
export interface Growth {
  readonly tip: Tip
  readonly tiles: readonly GrownTile[]
  readonly bundles: readonly GrownBundle[]
}

/** Adds entries to a tree. */
export function growTip({ edge, root, bundle }: Tip, entries: readonly Buffer[]): Growth {
  if (entries.length === 0) return { tip: { edge, root, bundle }, tiles: [], bundles: [] }
  const grown = growEdge(edge, entries.map(leafHash))
  const bundles = growBundles(edge.size, bundle, entries)
  const isWhole = grown.edge.size % tileWidth === 0
  return {
    tip: {
      edge: grown.edge,
      root: rootOfEdge(grown.edge),
      bundle: isWhole ? Buffer.alloc(0) : (bundles.at(-1)?.entries ?? bundle),
    },
    tiles: grown.tiles,
    bundles,
  }
}

/** The bundles that these entries fill or begin; the first goes on where the last one ended. */
function growBundles(size: number, begun: Buffer, entries: readonly Buffer[]): GrownBundle[] {
  const bundles: GrownBundle[] = []
  let index = Math.floor(size / tileWidth)
  let room = tileWidth - (size % tileWidth)
  for (let at = 0, head = begun; at < entries.length; index += 1) {
    const part = encodeBundle(entries.slice(at, at + room))
    bundles.push({ index, entries: Buffer.concat([head, part]) })
    at += room
    head = Buffer.alloc(0)
    room = tileWidth
  }
  return bundles
}
