import t from 'tap'
import {
  cosignatureV1,
  createSigner,
  createTree,
  createVerifier,
  decideCosignature,
  decodeBundle,
  ed25519,
  emptyRoot,
  encodeBundle,
  formatAddCheckpoint,
  formatCheckpoint,
  formatLogProof,
  formatTilePath,
  formatVerifierKey,
  LogError,
  leafHash,
  openCheckpoint,
  openNote,
  openUnderPolicy,
  parseAddCheckpoint,
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parsePolicy,
  parseTilePath,
  parseVerifierKey,
  proveConsistency,
  proveInclusion,
  rootOf,
  signNote,
  timeOf,
  verifyLogProof,
  type Witnessed,
} from '../src/index.ts'

const nowSeconds = () => 1_795_000_000
const seedOf = (byte: number) => Buffer.alloc(32, byte)
const log = createSigner('hub.example/log', ed25519, seedOf(1), nowSeconds)
const witnesses = [2, 3, 4].map(byte =>
  createSigner(`desk-${byte}.example`, cosignatureV1, seedOf(byte), nowSeconds),
)
const [w2, w3, w4] = witnesses
if (w2 === undefined || w3 === undefined || w4 === undefined) throw new Error('three witnesses')

const tree = createTree()
const entries = Array.from({ length: 40 }, (_, index) => Buffer.from(`entry ${index}`))
for (const entry of entries) tree.append(leafHash(entry))
const checkpointOf = (size: number) =>
  formatCheckpoint({ origin: log.verifier.name, size, root: rootOf(tree.read, size) })
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    if (error instanceof LogError) return error.code
    throw error
  }
}
const bytes = (text: string) => Buffer.from(text)

t.test('a note says who signed it, and one wrong signature of a known key spoils it', async t => {
  const text = 'a line\n\nanother, after an empty one\n'
  const note = signNote(text, [log, w2])
  const parsed = parseNote(bytes(note))
  t.equal(parsed.text, text)
  t.strictSame(
    openNote(parsed, [log.verifier, w2.verifier, w3.verifier]).map(each => each.name),
    [log.verifier.name, w2.verifier.name],
  )
  t.equal(
    codeOf(() => openNote(parsed, [w3.verifier])),
    'note-unsigned',
  )
  const same = createVerifier(log.verifier.name, ed25519, Buffer.alloc(32, 9))
  t.equal(
    codeOf(() => openNote(parsed, [same])),
    'note-unsigned',
    'a name alone is no key',
  )
  const bent = parseNote(bytes(note.replace('a line', 'a lime')))
  t.equal(
    codeOf(() => openNote(bent, [log.verifier])),
    'note-signature-wrong',
  )
  t.equal(timeOf(openNote(parsed, [w2.verifier])[0]?.signature ?? Buffer.alloc(0)), nowSeconds())
})

t.test('texts that are no notes are refused, each for its reason', async t => {
  const good = signNote('text\n', [log])
  const refused: readonly (readonly [string, string | Buffer])[] = [
    ['note-format', ''],
    ['note-format', 'text\n'],
    ['note-format', good.slice(0, -1)],
    ['note-format', good.replace('— ', '- ')],
    ['note-format', good.replace(`${log.verifier.name} `, 'a+b ')],
    ['note-format', `${good}\n`],
    ['note-control-character', good.replace('text', 'te\txt')],
    ['note-control-character', good.replace('text', 'te\u0000xt')],
    ['note-control-character', good.replace('text\n', 'text\r\n')],
    ['note-format', Buffer.concat([Buffer.from([0xff]), bytes(good)])],
    ['note-too-long', `${'x'.repeat(70_000)}\n${good}`],
    ['base64', good.replace(/=\n$/u, '\n')],
    ['note-too-long', `text\n\n${`${good.split('\n')[2]}\n`.repeat(65)}`],
  ]
  for (const [code, text] of refused) {
    t.equal(
      codeOf(() => parseNote(Buffer.from(text))),
      code,
      JSON.stringify(String(text).slice(0, 30)),
    )
  }
  t.equal(
    codeOf(() => signNote('no newline', [log])),
    'note-format',
  )
})

t.test('the example of the specification is read, and its key names its type', async t => {
  // c2sp.org/signed-note, "Format".
  const note = parseNote(
    bytes(
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
        '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMou' +
        'FSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n',
    ),
  )
  t.match(note.text, /^Ognuno[\s\S]*sera\.\n$/u)
  t.match(note.signatures, [{ name: 'quasimodo.example/salvatore', keyId: '367ba04b' }])
  const key = formatVerifierKey(log.verifier)
  t.match(parseVerifierKey(key), { name: log.verifier.name, keyId: log.verifier.keyId })
  const wrongId = key.replace(log.verifier.keyId, '00000000')
  t.equal(
    codeOf(() => parseVerifierKey(wrongId)),
    'key-format',
  )
  t.equal(
    codeOf(() => parseVerifierKey('name+zz+AA==')),
    'key-format',
  )
  t.equal(
    codeOf(() => parseVerifierKey('name+00000000+BgA=')),
    'key-type-unknown',
  )
})

t.test('checkpoints: sizes in their one spelling, the origin that of the key', async t => {
  const text = checkpointOf(40)
  t.strictSame(parseCheckpoint(text), {
    origin: log.verifier.name,
    size: 40,
    root: tree.root(),
  })
  for (const size of ['040', '+40', ' 40', '40 ', '0x28', '4e1', '', '9007199254740993', '-1']) {
    const code = codeOf(() => parseCheckpoint(text.replace('\n40\n', `\n${size}\n`)))
    t.ok(['decimal', 'checkpoint-format'].includes(code), `${size}: ${code}`)
  }
  t.equal(
    codeOf(() => parseCheckpoint(text.slice(0, -3))),
    'checkpoint-format',
  )
  t.equal(
    codeOf(() => parseCheckpoint(`${text}\n`)),
    'checkpoint-format',
  )
  t.equal(parseCheckpoint(`${text}an extension\n`).size, 40)
  const other = formatCheckpoint({ origin: 'other.example', size: 1, root: tree.root() })
  const signed = bytes(signNote(other, [log]))
  t.equal(
    codeOf(() => openCheckpoint(signed, log.verifier)),
    'checkpoint-origin',
  )
  const byWitness = bytes(signNote(text, [w2]))
  t.equal(
    codeOf(() => openCheckpoint(byWitness, log.verifier, [w2.verifier])),
    'note-unsigned',
  )
})

t.test('a policy: one of two groups is no quorum where both are asked for', async t => {
  const [a, b, c] = witnesses.map(each => formatVerifierKey(each.verifier))
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
  const open = (signers: typeof witnesses) =>
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
      `log ${formatVerifierKey(log.verifier)}\nwitness W ${formatVerifierKey(w2.verifier)}\nquorum W\n`,
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
