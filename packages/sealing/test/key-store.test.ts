import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { generateReceiverKeys, openKeyStore, openSeal } from '../src/index.ts'
import { fixedSealer, sealable } from './fixtures.ts'

const folderOf = (t: Test): string => join(t.testdir(), 'keys')

t.test('a key is created once, kept in a file for its owner alone, and read back', async t => {
  const folder = folderOf(t)
  const store = openKeyStore(folder)
  const made = store.getOrCreate('kek', '2026-11-20T10:00:00.000Z')
  t.equal(made.key.length, 32)
  store.refresh()
  t.equal(store.getOrCreate('kek', made.label), made, 'the same object, also after a refresh')
  t.equal(statSync(folder).mode & 0o777, 0o700)
  const names = readdirSync(folder)
  t.same(names, ['kek-2026-11-20T10:00:00.000Z.key'], 'no temporary file is left')
  for (const name of names) t.equal(statSync(join(folder, name)).mode & 0o777, 0o600)
  const again = openKeyStore(folder)
  t.same(again.find('kek', made.label), made)
  t.same(again.findById(made.id), made)
  t.equal(again.find('kek', '2026-11-21T10:00:00.000Z'), undefined)
  t.equal(again.findById('kek_unknown'), undefined)
})

t.test('eight processes that ask at once get the same keys', async t => {
  const folder = folderOf(t)
  const labels = Array.from(
    { length: 12 },
    (_, month) => `2026-${String(month + 1).padStart(2, '0')}`,
  )
  const script = join(import.meta.dirname, 'key-race-child.ts')
  const children = Array.from({ length: 8 }, () => fork(script, [folder, ...labels]))
  await Promise.all(children.map(child => once(child, 'message')))
  const answers = children.map(child => once(child, 'message'))
  for (const child of children) child.send('go')
  const keys = (await Promise.all(answers)).map(([answer]) => answer)
  for (const answer of keys) t.same(answer, keys[0])
  t.equal(new Set(keys[0]).size, labels.length, 'as many keys as labels')
  t.same(readdirSync(folder).length, labels.length, 'and as many files')
})

t.test(
  'one process finds at once what another created, and after a refresh what it destroyed',
  async t => {
    const folder = folderOf(t)
    const [one, other] = [openKeyStore(folder), openKeyStore(folder)]
    const made = one.getOrCreate('trace-index', '2026-11')
    t.same(other.find('trace-index', '2026-11'), made)
    t.same(other.findById(made.id), made)
    t.equal(one.destroy('trace-index', '2026-11'), true)
    other.refresh()
    t.equal(other.find('trace-index', '2026-11'), undefined)
    const next = one.getOrCreate('trace-index', '2026-11')
    t.not(next.id, made.id, 'a label used again has another id')
    t.notSame(next.key, made.key)
    other.refresh()
    t.same(other.find('trace-index', '2026-11'), next)
  },
)

t.test('destroying a key removes its bytes, not only its name', async t => {
  const folder = folderOf(t)
  const store = openKeyStore(folder)
  const made = store.getOrCreate('kek', '2026-11-20T10:00:00.000Z')
  const kept = store.getOrCreate('bucket', 'only')
  const witness = join(t.testdirName, 'witness')
  linkSync(join(folder, readdirSync(folder).find(name => name.startsWith('kek')) ?? ''), witness)
  const spellings = [made.key.toString('base64'), made.key.toString('hex')]
  t.ok(readFileSync(witness, 'latin1').includes(made.key.toString('base64')), 'it was there')
  const size = statSync(witness).size
  t.equal(store.destroy('kek', made.label), true)
  for (const text of spellings) t.notOk(readFileSync(witness, 'latin1').includes(text))
  t.equal(statSync(witness).size, size, 'overwritten in place')
  t.same(readdirSync(folder), ['bucket-only.key'], 'and its file is gone')
  t.equal(store.find('kek', made.label), undefined)
  t.equal(store.findById(made.id), undefined)
  t.equal(store.destroy('kek', made.label), false, 'twice is harmless')
  t.same(store.find('bucket', 'only'), kept)
})

t.test('what a crash left is finished when the store opens', async t => {
  const folder = folderOf(t)
  const made = openKeyStore(folder).getOrCreate('bucket', 'only')
  const at = (name: string): string => join(folder, name)
  const longAgo = new Date(Date.now() - 3_600_000)
  for (const name of ['.dying-aa', '.unfinished-old', '.unfinished-young']) {
    writeFileSync(at(name), randomBytes(80), { mode: 0o600 })
  }
  linkSync(at('bucket-only.key'), at('.unfinished-linked'))
  utimesSync(at('.unfinished-old'), longAgo, longAgo)
  utimesSync(at('.unfinished-linked'), longAgo, longAgo)
  const store = openKeyStore(folder)
  t.same(readdirSync(folder).sort(), ['.unfinished-young', 'bucket-only.key'])
  t.same(store.find('bucket', 'only'), made, 'the living key is unharmed')
})

t.test('keys that others may read, or that are damaged, are refused', async t => {
  const folder = folderOf(t)
  const store = openKeyStore(folder)
  store.getOrCreate('bucket', 'only')
  const path = join(folder, 'bucket-only.key')
  const text = readFileSync(path, 'utf8')
  chmodSync(path, 0o640)
  t.throws(() => openKeyStore(folder), { code: 'key-file-invalid' })
  chmodSync(path, 0o600)
  for (const damage of [
    '',
    '{',
    'null',
    text.replace('only', 'other'),
    text.replace(/"key":"../, '"key":"'),
  ]) {
    writeFileSync(path, damage)
    t.throws(() => openKeyStore(folder), { code: 'key-file-invalid' })
  }
  writeFileSync(path, text)
  chmodSync(folder, 0o750)
  t.throws(() => openKeyStore(folder), { code: 'key-folder-invalid' })
  chmodSync(folder, 0o700)
  t.ok(openKeyStore(folder).find('bucket', 'only'))
})

t.test('no label leads out of the folder', async t => {
  const folder = folderOf(t)
  mkdirSync(join(folder, '..', 'elsewhere'), { recursive: true })
  const store = openKeyStore(folder)
  const labels = [
    '',
    '.',
    '..',
    '../elsewhere/x',
    'a/b',
    'a\\b',
    'a b',
    'a\0',
    '-a',
    'a'.repeat(65),
  ]
  for (const label of labels) {
    const refused = { code: 'key-label-invalid' }
    t.throws(() => store.getOrCreate('kek', label), refused)
    t.throws(() => store.find('kek', label), refused)
    t.throws(() => store.destroy('kek', label), refused)
    t.throws(() => store.put('kek', label, randomBytes(32)), refused)
  }
  t.same(readdirSync(folder), [])
})

t.test('a family is listed in the order of its labels', async t => {
  const store = openKeyStore(folderOf(t))
  for (const label of ['10', '9', '1', '2']) store.getOrCreate('objection-index', label)
  for (const label of ['2026-12', '2027-01', '2026-02']) store.getOrCreate('signal-index', label)
  t.same(
    store.list('objection-index').map(key => key.label),
    ['1', '2', '9', '10'],
  )
  t.same(
    store.list('signal-index').map(key => key.label),
    ['2026-02', '2026-12', '2027-01'],
  )
  t.same(store.list('trace-index'), [])
})

t.test('a receiver keeps its old private keys, and they open old seals', async t => {
  const folder = folderOf(t)
  const generations = [generateReceiverKeys(), generateReceiverKeys(), generateReceiverKeys()]
  const store = openKeyStore(folder)
  const seals = generations.map(keys => {
    t.equal(store.put('receiver', keys.keyId, keys.privateKey).id, keys.keyId)
    const { seal } = sealable(keys)
    return { seal, sealed: fixedSealer().seal(seal) }
  })
  const first = generations[0] ?? generateReceiverKeys()
  t.same(
    store.put('receiver', first.keyId, first.privateKey).key,
    first.privateKey,
    'again is harmless',
  )
  t.throws(() => store.put('receiver', first.keyId, randomBytes(32)), { code: 'key-exists' })
  t.throws(() => store.put('receiver', first.keyId, randomBytes(31)), { code: 'length-invalid' })
  const reopened = openKeyStore(folder)
  t.equal(reopened.list('receiver').length, 3)
  for (const { seal, sealed } of seals) {
    const receiverPrivateKey = reopened.find('receiver', seal.context.receiverKeyId)?.key
    if (receiverPrivateKey === undefined) throw new Error('a key was lost')
    t.equal(openSeal({ ...seal, receiverPrivateKey, sealed }).ok, true)
  }
  t.ok(existsSync(join(folder, `receiver-${first.keyId}.key`)))
})
