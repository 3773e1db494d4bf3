import { createHmac, randomBytes } from 'node:crypto'
import t from 'tap'
import { hmacKey, hmacKeyOf, hmacSha256, wipeHmacKey } from '../src/hmac.ts'

t.test('HMAC-SHA-256 is that of node:crypto, whatever the lengths', async t => {
  // Around the hash, the block, and what fits into the memory of a call.
  const lengths = [0, 1, 31, 32, 55, 56, 63, 64, 65, 128, 1_000, 4_095, 4_096, 4_097, 20_000]
  for (const keyLength of lengths) {
    const key = randomBytes(keyLength)
    for (const length of lengths) {
      const data = randomBytes(length)
      const expected = createHmac('sha256', key).update(data).digest()
      t.same(hmacSha256(key, data), expected, `key ${keyLength}, data ${length}`)
      t.same(hmacSha256(hmacKeyOf(key), data.subarray(0, 7), data.subarray(7)), expected, 'parts')
    }
  }
})

t.test('text is taken as UTF-8', async t => {
  const key = randomBytes(32)
  for (const text of ['', 'v1|be-niss|85073003328', 'é€😀'.repeat(700)]) {
    t.same(hmacSha256(key, text), createHmac('sha256', key).update(text).digest())
    t.same(hmacSha256(key, 'x', text), createHmac('sha256', key).update(`x${text}`).digest())
  }
})

t.test('results are their own: a later call changes none', async t => {
  const key = randomBytes(32)
  const first = hmacSha256(key, 'one')
  const copy = Buffer.from(first)
  hmacSha256(key, 'two')
  t.same(first, copy)
})

t.test('a wiped key is another key', async t => {
  const secret = randomBytes(32)
  const key = hmacKey(secret)
  const before = hmacSha256(key, 'one')
  wipeHmacKey(key)
  t.same([key.inner, key.outer], [Buffer.alloc(64), Buffer.alloc(64)])
  t.notSame(hmacSha256(key, 'one'), before)
})
