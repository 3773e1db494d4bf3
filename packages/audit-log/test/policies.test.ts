import t from 'tap'
import {
  decideCosignature,
  decodeBundle,
  emptyRoot,
  encodeBundle,
  formatAddCheckpoint,
  formatCheckpoint,
  formatLogProof,
  formatTilePath,
  formatVerifierKey,
  openUnderPolicy,
  parseAddCheckpoint,
  parseLogProof,
  parsePolicy,
  parseTilePath,
  proveConsistency,
  proveInclusion,
  rootOf,
  signNote,
  verifyLogProof,
  type Witnessed,
} from '../src/index.ts'
import { bytes, checkpointOf, codeOf, entries, log, tree, w2, w3, w4 } from './log-of-forty.ts'

t.test('a policy: one of two groups is no quorum where both are asked for', async t => {
  const [a, b, c] = [w2, w3, w4].map(each => formatVerifierKey(each.verifier))
  const lines = [
    '# who is believed',
    `log ${formatVerifierKey(log.verifier)} https://hub.example/log`,
    `witness W2 ${a}`,
    `\twitness W3 ${b}  https://w3.example`,
    `witness W4 ${c}`,
    'group left any W2 W3',
    'group right 1 W4',
    'group both all left right',
    'quorum both',
    '',
  ]
  const policy = parsePolicy(bytes(lines.join('\n')))
  const open = (signers: (typeof w2)[]) =>
    codeOf(() => openUnderPolicy(bytes(signNote(checkpointOf(40), [log, ...signers])), policy))
  t.equal(open([w2, w4]), 'accepted')
  t.equal(open([w2, w3]), 'quorum-missing')
  t.equal(open([]), 'quorum-missing')
  const wrong: readonly string[][] = [
    lines.filter(line => !line.startsWith('quorum')),
    [...lines, 'quorum both'],
    lines.map(line => line.replace('any W2', 'any W9')),
    lines.map(line => line.replace('group right 1', 'group right 2')),
    lines.map(line => line.replace('group right 1', 'group right 0')),
    lines.map(line => line.replace('1 W4', '1 W2')),
    lines.map(line => line.replace('group right', 'group none')),
    lines.map(line => line.replace('group right', 'group left')),
    lines.map(line => line.replace(String(c), String(b))),
    lines.map(line => line.replace('quorum both', 'quorum both left')),
    ['anything else', ...lines],
    // A key that signs notes says nothing of a tree that only grew.
    lines.map(line => line.replace(String(c), formatVerifierKey(log.verifier))),
  ]
  for (const each of wrong) {
    t.equal(
      codeOf(() => parsePolicy(bytes(each.join('\n')))),
      'policy-format',
      each.join('|'),
    )
  }
  t.ok(parsePolicy(bytes('quorum none\n')).isQuorum([]))
})

t.test('a proof file is enough, offline; any byte of it changed is not', async t => {
  const policy = parsePolicy(
    bytes(
      `log ${formatVerifierKey(log.verifier)}\n` +
        `witness W ${formatVerifierKey(w2.verifier)}\nquorum W\n`,
    ),
  )
  const proof = {
    index: 17,
    hashes: proveInclusion(tree.read, 17, 40),
    checkpoint: signNote(checkpointOf(40), [log, w2]),
  }
  const file = formatLogProof(proof)
  t.strictSame(parseLogProof(bytes(file)), proof)
  const entry = entries[17] ?? emptyRoot
  t.equal(verifyLogProof(bytes(file), entry, policy).index, 17)
  t.equal(
    codeOf(() => verifyLogProof(bytes(file), bytes('entry 18'), policy)),
    'proof-wrong',
  )
  const extra = formatLogProof({ ...proof, extra: bytes('opaque') })
  t.equal(verifyLogProof(bytes(extra), entry, policy).index, 17)
  for (let at = 0; at < file.length; at += 1) {
    const bent = bytes(file)
    bent[at] = (bent[at] ?? 0) ^ 1
    if (codeOf(() => verifyLogProof(bent, entry, policy)) === 'accepted') t.fail(`byte ${at}`)
  }
})

t.test('a witness adds to what it knows, and rolls nothing back', async t => {
  const ask = (oldSize: number, size: number, text = checkpointOf(size), signer = log) => ({
    oldSize,
    proof: oldSize <= size ? proveConsistency(tree.read, oldSize, size) : [],
    checkpoint: signNote(text, [signer]),
  })
  const known: Witnessed = { size: 20, root: rootOf(tree.read, 20) }
  const decide = (request: ReturnType<typeof ask>, last?: Witnessed) =>
    decideCosignature(parseAddCheckpoint(bytes(formatAddCheckpoint(request))), [log.verifier], last)
  const first = decide(ask(0, 20))
  t.match(first, { status: 200, next: known })
  t.equal(decide(ask(20, 40), known).status, 200)
  t.equal(decide(ask(20, 20), known).status, 200, 'the same again is the same')
  t.strictSame(decide(ask(10, 40), known), { status: 409, size: 20 })
  t.strictSame(decide(ask(0, 10), known), { status: 409, size: 20 }, 'a rollback')
  t.equal(decide(ask(21, 20), known).status, 400)
  t.equal(decide({ ...ask(20, 40), proof: [emptyRoot] }, known).status, 422)
  const fork = formatCheckpoint({ origin: log.verifier.name, size: 20, root: emptyRoot })
  t.strictSame(decide(ask(20, 20, fork), known), { status: 409, size: 20 })
  t.equal(decide(ask(20, 40, checkpointOf(40), w3), known).status, 403)
  const foreign = formatCheckpoint({ origin: 'other.example', size: 40, root: tree.root() })
  t.equal(decide(ask(20, 40, foreign), known).status, 404)
  t.equal(
    codeOf(() => parseAddCheckpoint(bytes('old 01\n\nx'))),
    'decimal',
  )
  t.equal(
    codeOf(() => parseAddCheckpoint(bytes('new 1\n\nx'))),
    'proof-format',
  )
})

t.test('paths and bundles of tiles have one spelling', async t => {
  const paths = [
    'tile/0/000',
    'tile/63/255',
    'tile/0/x001/x234/067',
    'tile/1/x001/000.p/1',
    'tile/entries/999.p/255',
  ]
  for (const path of paths) t.equal(formatTilePath(parseTilePath(path)), path)
  const wrong = [
    'tile/0/0',
    'tile/00/000',
    'tile/64/000',
    'tile/0/001/000',
    'tile/0/x000/001',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000/',
    '/tile/0/000',
    'tile/entries/000.p/1 ',
  ]
  for (const path of wrong)
    t.equal(
      codeOf(() => parseTilePath(path)),
      'tile-path',
      path,
    )
  const none = [{ index: -1 }, { index: 1.25 }, { index: 2 ** 53 }, { width: 0 }, { width: 257 }]
  for (const each of [...none, { level: 64 }]) {
    const tile = { kind: 'hashes', level: 0, index: 0, width: 256, ...each } as const
    t.equal(
      codeOf(() => formatTilePath(tile)),
      'tile-path',
      JSON.stringify(each),
    )
  }
  const bundle = encodeBundle(entries)
  t.strictSame(decodeBundle(bundle), entries)
  t.equal(
    codeOf(() => decodeBundle(bundle.subarray(0, -1))),
    'bundle-length',
  )
  t.equal(
    codeOf(() => decodeBundle(Buffer.from([0]))),
    'bundle-length',
  )
  t.equal(
    codeOf(() => encodeBundle(Array.from({ length: 257 }, () => emptyRoot))),
    'bundle-length',
  )
})
