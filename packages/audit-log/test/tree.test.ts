import { createHash, createHmac } from 'node:crypto'
import { seededRandom } from '@unefois/identifiers'
import t from 'tap'
import {
  commitTo,
  createTree,
  emptyEdge,
  emptyRoot,
  entryOf,
  growEdge,
  leafHash,
  newTiles,
  nodeHash,
  partsOfEntry,
  proveConsistency,
  proveInclusion,
  readFromTiles,
  rootOf,
  rootOfEdge,
  type TileId,
  tileBytes,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts'

const sizeMax = 72
const leaves = Array.from({ length: 70_100 }, (_, index) => leafHash(Buffer.from(`${index}`)))

function treeOf(size: number) {
  const tree = createTree()
  for (const leaf of leaves.slice(0, size)) tree.append(leaf)
  return tree
}

/** MTH of RFC 6962 §2.1 word for word, with no cleverness to share a mistake with. */
function plainRoot(of: readonly Buffer[]): Buffer {
  const [only] = of
  if (only === undefined) return createHash('sha256').digest()
  if (of.length === 1) return only
  let split = 1
  while (split * 2 < of.length) split *= 2
  return nodeHash(plainRoot(of.slice(0, split)), plainRoot(of.slice(split)))
}

t.test('roots are those of RFC 6962, at every size', async t => {
  t.strictSame(createTree().root(), emptyRoot)
  const tree = createTree()
  for (let size = 1; size <= sizeMax; size += 1) {
    t.equal(tree.append(leaves[size - 1] ?? emptyRoot), size - 1)
    t.strictSame(tree.root(), plainRoot(leaves.slice(0, size)), `size ${size}`)
  }
  for (let size = 0; size <= sizeMax; size += 1) {
    if (!rootOf(tree.read, size).equals(plainRoot(leaves.slice(0, size)))) t.fail(`root at ${size}`)
  }
})

t.test('every inclusion is proven, and no other leaf, place, size or root is', async t => {
  const tree = treeOf(sizeMax)
  let proofs = 0
  for (let size = 1; size <= sizeMax; size += 1) {
    const root = rootOf(tree.read, size)
    for (let index = 0; index < size; index += 1) {
      const proof = proveInclusion(tree.read, index, size)
      const leaf = leaves[index] ?? emptyRoot
      const claim = { leaf, index, size, proof, root }
      if (!verifyInclusion(claim)) t.fail(`${index} of ${size}`)
      const wrong = [
        { ...claim, index: index + 1 },
        { ...claim, leaf: leaves[index + 1] ?? emptyRoot },
        { ...claim, root: leaf.equals(root) ? emptyRoot : leaf },
        { ...claim, proof: [...proof, root] },
        ...(proof.length > 0 ? [{ ...claim, proof: proof.slice(1) }] : []),
        { ...claim, proof: proof.map(hash => hash.subarray(1)), root: root.subarray(1) },
      ]
      if (wrong.some(verifyInclusion)) t.fail(`${index} of ${size} proves something else`)
      proofs += 1
    }
  }
  t.equal(proofs, (sizeMax * (sizeMax + 1)) / 2)
  t.throws(() => proveInclusion(tree.read, 3, 3), { code: 'range' })
  t.notOk(verifyInclusion({ leaf: emptyRoot, index: 0, size: 0, proof: [], root: emptyRoot }))
})

t.test('every consistency is proven, and a flipped bit of anything is not', async t => {
  const random = seededRandom(1)
  const tree = treeOf(sizeMax)
  for (let to = 1; to <= sizeMax; to += 1) {
    for (let from = 0; from <= to; from += 1) {
      const proof = proveConsistency(tree.read, from, to)
      const roots = { fromRoot: rootOf(tree.read, from), toRoot: rootOf(tree.read, to) }
      const claim = { from, to, proof, ...roots }
      if (!verifyConsistency(claim)) t.fail(`${from} to ${to}`)
      for (const at of proof.keys()) {
        const bent = proof.map((hash, place) => (place === at ? flip(hash, random) : hash))
        if (verifyConsistency({ ...claim, proof: bent })) t.fail(`${from} to ${to}, hash ${at}`)
      }
      if (verifyConsistency({ ...claim, fromRoot: flip(roots.fromRoot, random) })) t.fail('from')
      // A tree of no leaves leads to every other: nothing of the second root is shown.
      if (from > 0 && verifyConsistency({ ...claim, toRoot: flip(roots.toRoot, random) })) {
        t.fail('to')
      }
    }
  }
  t.throws(() => proveConsistency(tree.read, 4, 3), { code: 'range' })
})

t.test('tiles hold the tree: partial ones, full ones, and proofs read from them', async t => {
  const size = 70_000
  const tree = treeOf(size)
  const store = new Map<string, Buffer>()
  const nameOf = ({ level, index }: TileId) => `${level}/${index}`
  for (let done = 0; done < size; ) {
    const next = Math.min(size, done + 9_999)
    for (const tile of newTiles(done, next)) store.set(nameOf(tile), tileBytes(tile, tree.read))
    done = next
  }
  const widths = (level: number) =>
    [...store]
      .filter(([name]) => name.startsWith(`${level}/`))
      .map(([, bytes]) => bytes.length / 32)
  // The example of the specification: a tree of 70,000 leaves.
  t.equal(widths(0).filter(width => width === 256).length, 273)
  t.strictSame(
    [0, 1, 2].map(level => widths(level).filter(width => width < 256)),
    [[112], [17], [1]],
  )
  const read = readFromTiles(size, tile => store.get(nameOf(tile)))
  t.strictSame(rootOf(read, size), tree.root())
  for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
    const proof = proveInclusion(read, index, size)
    const leaf = leaves[index] ?? emptyRoot
    t.ok(verifyInclusion({ leaf, index, size, proof, root: tree.root() }))
  }
  for (const from of [1, 256, 300, 65_536, 65_537]) {
    const proof = proveConsistency(read, from, size)
    const roots = { fromRoot: rootOf(tree.read, from), toRoot: tree.root() }
    t.ok(verifyConsistency({ from, to: size, proof, ...roots }))
  }
  t.throws(() => readFromTiles(size, () => undefined)(0, 0), { code: 'tile-missing' })
  t.throws(() => readFromTiles(size, () => Buffer.alloc(31))(0, 0), { code: 'tile-length' })
  t.throws(() => read(0, size), { code: 'range' })
})

function flip(hash: Buffer, random: () => number): Buffer {
  const bent = Buffer.from(hash)
  const bit = Math.floor(random() * hash.length * 8)
  bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bent
}

t.test('an edge grows by any steps into the tree and into its tiles', async t => {
  for (const steps of [[1], [255, 1, 256], [3, 700, 257, 1_000], [65_535, 1, 2, 4_000]]) {
    const tiles = new Map<string, Buffer>()
    let edge = emptyEdge
    for (const step of steps) {
      const grown = growEdge(edge, leaves.slice(edge.size, edge.size + step))
      for (const { level, index, hashes } of grown.tiles) tiles.set(`${level}/${index}`, hashes)
      edge = grown.edge
      t.strictSame(rootOfEdge(edge), treeOf(edge.size).root(), `root at ${edge.size}`)
    }
    const { read } = treeOf(edge.size)
    const expected = newTiles(0, edge.size)
    t.equal(tiles.size, expected.length)
    for (const tile of expected) {
      t.strictSame(tiles.get(`${tile.level}/${tile.index}`), tileBytes(tile, read))
    }
  }
  t.strictSame(rootOfEdge(emptyEdge), emptyRoot)
  t.strictSame(growEdge(emptyEdge, []).tiles, [])
})

t.test('an entry binds both of its parts, each by its own nonce', async t => {
  const [n1, n2] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const entry = entryOf(commitTo(n1, '{"a":1}'), commitTo(n2, 'null'))
  const [first, second] = partsOfEntry(entry)
  t.strictSame(first, commitTo(n1, '{"a":1}'))
  t.strictSame(second, commitTo(n2, 'null'))
  t.notSame(first, commitTo(n2, '{"a":1}'))
  t.notSame(first, commitTo(n1, '{"a":2}'))
  t.throws(() => partsOfEntry(entry.subarray(1)), { code: 'hash-length' })
  // RFC 4231 §4.3: a short key is a key all the same.
  t.equal(
    commitTo(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  for (const length of [0, 1, 63, 64, 1_364, 1_365, 1_366, 9_000]) {
    const text = '€'.repeat(length)
    const expected = createHmac('sha256', n1).update(text).digest()
    t.strictSame(commitTo(n1, text), expected, `${length} signs of three bytes`)
  }
  t.throws(() => commitTo(Buffer.alloc(65), ''), { code: 'hash-length' })
})
