import { createHash, createHmac, randomBytes } from 'node:crypto'
import t from 'tap'
import { textsOf } from '../src/proofs/unlinkable/cast.ts'
import { keysOf, keyWindowsOf, readingsOf, type Stored } from '../src/proofs/unlinkable/decode.ts'
import { algorithmNames, algorithms, prepareKeyed } from '../src/proofs/unlinkable/digests.ts'
import { searchKeyed, searchUnkeyed } from '../src/proofs/unlinkable/search.ts'
import { linksOf } from '../src/proofs/unlinkable/search-dump.ts'
import { searchPart } from '../src/proofs/unlinkable/search-part.ts'
import { collectKeys, columnsWith, windowsOf } from '../src/proofs/unlinkable/stored-windows.ts'
import { createWindowSet, hasWindow } from '../src/proofs/unlinkable/window-set.ts'

const number = { scheme: 'be-niss', value: '85073003328' } as const
const texts = textsOf(number, { of: '1', main: 'likely', others: 'keyed' })
const key = randomBytes(32)

t.test('A set of windows knows every eight bytes at every offset, and no others', async t => {
  const bytes = randomBytes(4_000)
  const set = createWindowSet(4_000)
  set.add(bytes)
  set.add(bytes)
  t.equal(set.size, 3_993)
  let missed = 0
  for (let at = 0; at + 8 <= bytes.length; at += 1) {
    if (!hasWindow(set.cells, bytes.readInt32BE(at), bytes.readInt32BE(at + 4))) missed += 1
  }
  t.equal(missed, 0)
  const others = randomBytes(80_000)
  let found = 0
  for (let at = 0; at + 8 <= others.length; at += 8) {
    if (hasWindow(set.cells, others.readInt32BE(at), others.readInt32BE(at + 4))) found += 1
  }
  t.equal(found, 0)
  t.notOk(hasWindow(set.cells, 0, 0), 'eight zeros are no digest')
  t.throws(() => createWindowSet(2).add(bytes), /no room/u)
})

t.test(
  'HMAC is that of node:crypto, for short and for long keys, under every algorithm',
  async t => {
    for (const algorithm of algorithmNames) {
      for (const length of [1, 16, 64, 65, 128, 136, 137, 300]) {
        const long = randomBytes(length)
        const keyed = prepareKeyed(algorithm, [Buffer.from('one'), Buffer.from('two')])
        keyed.setKey(randomBytes(200))
        keyed.setKey(long)
        const expected = createHmac(algorithm, long).update('two').digest('hex')
        t.equal(Buffer.from(keyed.hmac(1), 'binary').toString('hex'), expected, algorithm)
      }
      t.ok(algorithms[algorithm] >= 64)
    }
  },
)

t.test('A digest is found in whatever form it lies, cut or inside something', async t => {
  const digests = [
    createHash('sha256').update(number.value).digest(),
    createHash('md5').update(`be-niss:${number.value}`).digest(),
    createHash('sha512').update('85.07.30-033.28').digest(),
    createHash('sha3-256').update(`{"value": "${number.value}", "scheme": "be-niss"}`).digest(),
  ]
  for (const digest of digests) {
    const forms: Stored[] = [
      digest,
      Buffer.concat([randomBytes(3), digest, randomBytes(5)]),
      digest.subarray(0, 8),
      digest.subarray(-8),
      digest.toString('hex'),
      `a${digest.toString('hex').toUpperCase()}`,
      `ref=${digest.toString('base64')};`,
      `x-${digest.toString('base64url')}`,
      JSON.stringify({ a: [digest.subarray(0, 12).toString('base64url')] }),
      Buffer.from(digest.toString('hex')),
      digest.readBigInt64BE(0).toString(),
      digest.readBigUInt64LE(0).toString(),
    ]
    for (const value of forms) {
      const dump = [{ column: 'a', value }]
      const { matches } = searchUnkeyed(windowsOf(dump).cells, texts)
      t.ok(matches.length > 0, typeof value === 'string' ? value : 'bytes')
      t.strictSame(linksOf(dump, matches.slice(0, 1), 'planted')[0]?.columns, ['a'])
      t.strictSame(linksOf(dump, matches, 'a'), [], 'what was planted is no link')
    }
  }
  const nothing = [{ column: 'a', value: randomBytes(5_000).toString('base64') }]
  t.equal(searchUnkeyed(windowsOf(nothing).cells, texts).matched, 0)
  const seven = [{ column: 'a', value: digests[0]?.subarray(0, 7) ?? '' }]
  t.equal(searchUnkeyed(windowsOf(seven).cells, texts).matched, 0)
})

t.test('A digest under a key of the dump is found, wherever the key lies', async t => {
  const hidden: readonly (readonly [string, Stored, Buffer | string])[] = [
    ['bytes', key, key],
    ['its hexadecimal is the key', key, key.toString('hex')],
    ['hexadecimal', key.toString('hex'), key],
    ['base64 in jsonb', JSON.stringify({ a: { b: key.toString('base64') } }), key],
    ['a word', 'from caf-13 to cpam-13', 'caf-13'],
    ['a literal of a function', "BEGIN x := hmac(y, 'salt and pepper'); END", 'salt and pepper'],
    ['a number', '{"n": 123456}', '123456'],
  ]
  for (const [where, value, under] of hidden) {
    const made = createHmac('sha384', under).update(`v1|be-niss|${number.value}`).digest()
    t.ok((await tryAll([value, made])).matched > 0, where)
  }
  const uuid = '019ab000-0000-7000-8000-00000000000f'
  const raw = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  for (const under of [uuid, uuid.replaceAll('-', ''), raw]) {
    const made = createHmac('md5', under).update(number.value).digest()
    t.ok((await tryAll([uuid, made])).matched > 0, 'a uuid')
    const salted = createHash('sha1').update(
      Buffer.concat([Buffer.from(under), Buffer.from(number.value)]),
    )
    t.ok((await tryAll([uuid, salted.digest('hex')])).matched > 0, 'a uuid as salt')
  }
  const inside = Buffer.concat([randomBytes(9), key, randomBytes(60)])
  const made = createHmac('sha256', key).update(number.value).digest('base64')
  t.ok((await tryAll([inside, made])).matched > 0, 'a part of a value')
  const far = Buffer.concat([randomBytes(66 * 9 + 2), key, randomBytes(900)])
  t.ok((await tryAll([far, made])).matched > 0, 'a part of a bundle')
  t.equal((await tryAll([randomBytes(32), made])).matched, 0, 'another key')
})

t.test('Only what HMAC-SHA-256 makes is tried where nothing else was used', async t => {
  const made = createHmac('sha1', key).update(number.value).digest()
  const cells = windowsOf([{ column: 'a', value: made }]).cells
  const part = { cells, texts, keys: [key], keyWindows: [] }
  t.ok(searchPart(part, 10).matched > 0)
  t.equal(searchPart({ ...part, onlySha256: true }, 10).matched, 0)
})

t.test('Readings, keys and parts of a value', async t => {
  const value = key.toString('base64url')
  t.ok(readingsOf(`a.${value}`).some(reading => reading.includes(key.subarray(0, 24))))
  t.ok(keysOf(value).some(each => each.equals(key)))
  t.ok(keyWindowsOf(Buffer.concat([key, key])).some(each => each.equals(key)))
  t.strictSame(columnsWith([{ column: 'a', value }], key.toString('binary')), ['a'])
  t.strictSame(columnsWith([{ column: 'a', value: 'nothing' }], key.toString('binary')), [])
})

function tryAll(values: readonly Stored[]) {
  const dump = { values: values.map(value => ({ column: 'a', value })), ...counted }
  return searchKeyed({ cells: windowsOf(dump.values).cells, texts, ...collectKeys(dump) })
}

const counted = { databases: 1, tables: 1, columns: 1, rows: 1, bytes: 1 }
