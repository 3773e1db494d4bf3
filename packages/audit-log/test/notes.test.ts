import t from 'tap'
import {
  createVerifier,
  ed25519,
  formatCheckpoint,
  formatVerifierKey,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signNote,
  timeOf,
} from '../src/index.ts'
import { bytes, checkpointOf, codeOf, log, nowSeconds, tree, w2, w3 } from './log-of-forty.ts'

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
  t.equal(timeOf(openNote(parsed, [w2.verifier])[0]?.signature ?? Buffer.alloc(0)), nowSeconds)
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
    ['note-too-long', `${'x'.repeat(525_000)}\n${good}`],
    ['base64', good.replace(/=\n$/u, '\n')],
    ['note-too-long', `text\n\n${`${good.split('\n')[2]}\n`.repeat(1_025)}`],
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
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\n' +
        'ed è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5' +
        'ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n',
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

t.test('nothing is written that nobody would read back', async t => {
  const root = tree.root()
  const origin = log.verifier.name
  const refused = [
    { origin: '', size: 1, root },
    { origin: `${origin}\n40\n${root.toString('base64')}`, size: 1, root },
    { origin: `${origin}\r`, size: 1, root },
    { origin, size: -1, root },
    { origin, size: 1.5, root },
    { origin, size: 2 ** 53, root },
    { origin, size: 1, root: root.subarray(1) },
  ]
  for (const each of refused) {
    t.not(
      codeOf(() => formatCheckpoint(each)),
      'accepted',
      JSON.stringify(each.origin) + each.size,
    )
  }
  for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u0001b', 'a\u0085b', 'a\u2003b']) {
    t.equal(
      codeOf(() => createVerifier(name, ed25519, log.verifier.publicKey)),
      'key-format',
      JSON.stringify(name),
    )
  }
})
