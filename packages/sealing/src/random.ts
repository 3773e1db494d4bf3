import { randomFillSync } from 'node:crypto'

const poolBytes = 16_384

const pool = Buffer.alloc(poolBytes)
let usedBytes = poolBytes

/**
 * Random bytes of the system's generator, fetched 16 KiB at a time: asking it for each key and
 * nonce took a tenth of the accept path. Bytes are handed out once and wiped from the pool.
 *
 * @throws RangeError for more bytes than the pool holds.
 */
export function randomOnce(length: number): Buffer {
  if (length > poolBytes) throw new RangeError('more random bytes than the pool holds')
  if (usedBytes + length > poolBytes) {
    randomFillSync(pool)
    usedBytes = 0
  }
  const bytes = Buffer.allocUnsafe(length)
  pool.copy(bytes, 0, usedBytes, usedBytes + length)
  pool.fill(0, usedBytes, usedBytes + length)
  usedBytes += length
  return bytes
}
