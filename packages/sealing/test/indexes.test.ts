import { createHash, createHmac, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import canonicalize from 'canonicalize'
import t from 'tap'
import {
  blindIndex,
  blindIndexLength,
  bucketCount,
  bucketOf,
  envelopeDigest,
  fingerprint,
  jcs,
  openAtRest,
  randomOnce,
  sealAtRest,
} from '../src/index.ts'

t.test('a blind index is HMAC-SHA-256 over "v1|scheme|canonical id"', async t => {
  const key = randomBytes(32)
  for (const person of [syntheticNir(seededRandom(1)), syntheticNiss(seededRandom(1))]) {
    const text = `v1|${person.scheme}|${person.value}`
    const expected = createHmac('sha256', key).update(text).digest()
    t.same(blindIndex(key, person), expected)
    t.equal(expected.length, blindIndexLength)
    t.notSame(blindIndex(randomBytes(32), person), expected)
  }
})

t.test('buckets fill evenly and stay the same for a person', async t => {
  const key = randomBytes(32)
  const random = seededRandom(3)
  const counts = new Array<number>(bucketCount).fill(0)
  for (let n = 0; n < bucketCount * 100; n += 1) {
    const person = syntheticNir(random)
    const bucket = bucketOf(key, person)
    if (!Number.isInteger(bucket) || bucket < 0 || bucket >= bucketCount) t.fail('out of range')
    if (n % 1_000 === 0) t.equal(bucketOf(key, person), bucket)
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  t.ok(Math.min(...counts) > 40 && Math.max(...counts) < 180, 'about 100 each')
})

t.test('a fingerprint depends on its key: without it, it says nothing of the body', async t => {
  const key = randomBytes(32)
  const body = '{"a":1}'
  t.same(fingerprint(key, body), createHmac('sha256', key).update(body).digest())
  t.same(fingerprint(key, Buffer.from(body)), fingerprint(key, body))
  t.notSame(fingerprint(randomBytes(32), body), fingerprint(key, body))
  t.notSame(fingerprint(key, body), createHash('sha256').update(body).digest())
})

t.test('pooled random bytes are given out once', async t => {
  const given = Array.from({ length: 5_000 }, (_, n) => randomOnce(n % 2 === 0 ? 32 : 12))
  const texts = given.map(bytes => bytes.toString('hex'))
  t.equal(new Set(texts).size, given.length, 'over many refills of the pool')
  t.equal(new Set(texts.map(text => text.slice(0, 24))).size, given.length, 'none overlap')
  t.same(given.map(bytes => bytes.length).slice(0, 2), [32, 12])
  t.notOk(
    given.some(bytes => bytes.every(byte => byte === 0)),
    'none is wiped after it was given',
  )
  t.throws(() => randomOnce(1_000_000), RangeError)
})

t.test('at rest, a row opens with its key and as itself only', async t => {
  const key = randomBytes(32)
  const plaintext = Buffer.from('fr-nir|synthetic')
  const sealed = sealAtRest(key, plaintext, 'case|1')
  t.same(openAtRest(key, sealed, 'case|1'), plaintext)
  t.notSame(sealAtRest(key, plaintext, 'case|1'), sealed)
  t.notOk(sealed.includes(plaintext))
  const shut = { code: 'open-failed' }
  t.throws(() => openAtRest(key, sealed, 'case|2'), shut)
  t.throws(() => openAtRest(randomBytes(32), sealed, 'case|1'), shut)
  t.throws(() => openAtRest(key, sealed.subarray(0, 11), 'case|1'), shut)
  t.throws(() => openAtRest(key, sealed.subarray(0, 20), 'case|1'), shut)
  t.throws(() => openAtRest(randomBytes(16), sealed, 'case|1'), { code: 'length-invalid' })
})

/** Vectors that stand beside a checkout and are read there, not copied. */
const besideCheckout = join(import.meta.dirname, '../../../..')
const vectors = join(besideCheckout, 'shared/vectors/jcs')

t.test(
  'canonical JSON: the published vectors, byte for byte',
  { skip: !existsSync(vectors) && 'the vectors are not on this machine' },
  async t => {
    const inputs = readdirSync(vectors).filter(name => name.endsWith('.input.json'))
    t.ok(inputs.length > 0)
    for (const name of inputs) {
      const input: unknown = JSON.parse(readFileSync(join(vectors, name), 'utf8'))
      const output = readFileSync(join(vectors, name.replace('.input.', '.output.')))
      t.same(Buffer.from(jcs(input)), output, name)
    }
  },
)

t.test('canonical JSON: examples of RFC 8785 and of our own', async t => {
  const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0]
  t.equal(jcs({ numbers }), '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0]}')
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 }
  const sorted = ['\r', '1', '\u0080', 'ö', '\u20ac', '\u{1f600}', '\ufb33']
  t.same(
    [...jcs(names).matchAll(/:(\d)/g)].map(match => Number(match[1])),
    sorted.map(name => names[name as keyof typeof names]),
  )
  t.equal(
    jcs({ b: [true, null], a: { d: 'é\u0007', c: '' } }),
    '{"a":{"c":"","d":"é\\u0007"},"b":[true,null]}',
  )
  t.equal(jcs({ b: 1, a: 2 }), jcs({ a: 2, b: 1 }))
})

t.test('canonical JSON: what JSON cannot say is refused, without naming it', async t => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  for (const value of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '\ud800',
    undefined,
    { deep: [Number.NaN] },
    circle,
    1n,
  ]) {
    t.throws(() => jcs(value), { code: 'not-canonical' })
  }
})

t.test('an envelope digest is SHA-256 of the canonical bytes and sees every change', async t => {
  const envelope = { id: 'x', right: 'fr.cpam.c2s', sender: 'caf-13' }
  const expected = createHash('sha256').update('{"id":"x","right":"fr.cpam.c2s","sender":"caf-13"}')
  const digest = envelopeDigest(envelope)
  t.same(digest, expected.digest())
  t.same(envelopeDigest({ sender: 'caf-13', right: 'fr.cpam.c2s', id: 'x' }), digest)
  t.notSame(envelopeDigest({ ...envelope, right: 'fr.cpam.css' }), digest)
  t.notSame(envelopeDigest({ ...envelope, language: 'nl' }), digest)
})

t.test('the short way to canonical JSON says what the library says', async t => {
  const signal = { subject: { value: '1', scheme: 'be-niss' }, right: 'x', language: undefined }
  const names = [{ 10: 'a', 9: 'b' }, { A: '1', a: '2', Z: '3', a1: '4', é: '5' }, { toJSON: 'a' }]
  const odd = [JSON.parse('{"__proto__":"x","a":"b"}'), { a: { b: { c: { d: 'deep' } } } }, {}]
  const texts = [{ quote: '"\\\u000f', accent: 'é€' }, 'alone', [{ b: '1', a: '2' }], { n: 1 }]
  for (const each of [signal, ...names, ...odd, ...texts]) t.equal(jcs(each), canonicalize(each))
  for (const each of [{ a: '\ud800' }, { '\ud800': 'a' }]) {
    t.throws(() => jcs(each), { code: 'not-canonical' })
  }
})
