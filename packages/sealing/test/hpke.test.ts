import { CipherSuite, DhkemX25519HkdfSha256, ExportOnly, HkdfSha256 } from '@hpke/core'
import t, { type Test } from 'tap'
import { hmacKey } from '../src/hmac.ts'
import {
  exportSecret,
  extractAndExpand,
  type HpkeContext,
  keySchedule,
  setupReceiver,
  setupSender,
} from '../src/hpke.ts'
import { generateReceiverKeys, receiverPair } from '../src/receiver-keys.ts'
import { x25519, x25519FromPrivate } from '../src/x25519.ts'
import { aes128Gcm, exportOnly, type HpkeVector } from './rfc-9180-vectors.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

for (const vector of [exportOnly, aes128Gcm]) {
  t.test(`RFC 9180 ${vector.section}: every published value`, async t => {
    const ephemeral = x25519FromPrivate(hex(vector.skEm))
    const receiver = x25519FromPrivate(hex(vector.skRm))
    t.equal(ephemeral.publicKey.toString('hex'), vector.enc)
    t.equal(receiver.publicKey.toString('hex'), vector.pkRm)
    const kemContext = hex(vector.enc + vector.pkRm)
    const sender = extractAndExpand(x25519(ephemeral.privateKey, receiver.publicKey), kemContext)
    const taker = extractAndExpand(x25519(receiver.privateKey, ephemeral.publicKey), kemContext)
    t.equal(sender.toString('hex'), vector.sharedSecret)
    t.equal(taker.toString('hex'), vector.sharedSecret)
    const schedule = keySchedule(sender, hex(vector.info), vector.aeadId)
    t.equal(schedule.exporterSecret.toString('hex'), vector.exporterSecret)
    const exporter = hmacKey(schedule.exporterSecret)
    checkExports(t, vector, { suiteId: schedule.suiteId, exporter })
  })
}

t.test('RFC 9180 A.7.1: both setups lead to the published exports', async t => {
  const receiver = x25519FromPrivate(hex(exportOnly.skRm))
  const ephemeral = x25519FromPrivate(hex(exportOnly.skEm))
  const info = hex(exportOnly.info)
  const sender = setupSender(receiver.publicKey, info, ephemeral)
  t.equal(sender.enc.toString('hex'), exportOnly.enc)
  checkExports(t, exportOnly, sender)
  checkExports(t, exportOnly, setupReceiver(receiver, hex(exportOnly.enc), info))
})

function checkExports(
  t: Test,
  vector: HpkeVector,
  schedule: Pick<HpkeContext, 'suiteId' | 'exporter'>,
): void {
  const context = { enc: hex(vector.enc), ...schedule }
  for (const [exporterContext, value] of vector.exports) {
    t.equal(exportSecret(context, hex(exporterContext), 32).toString('hex'), value)
  }
}

t.test('@hpke/core and this room understand one another, in both directions', async t => {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new ExportOnly(),
  })
  for (let round = 0; round < 20; round += 1) {
    const keys = generateReceiverKeys()
    const info = Buffer.from(`hub|from|to|${round}|${keys.keyId}`)
    const publicKey = await suite.kem.deserializePublicKey(bytes(keys.publicKey))
    const privateKey = await suite.kem.deserializePrivateKey(bytes(keys.privateKey))
    const label = Buffer.from(`unefois/seal/v1${round}`)

    const ourSender = setupSender(keys.publicKey, info)
    const theirReceiver = await suite.createRecipientContext({
      recipientKey: privateKey,
      enc: bytes(ourSender.enc),
      info: bytes(info),
    })
    for (const length of [32, 64, 100]) {
      const theirs = Buffer.from(await theirReceiver.export(bytes(label), length))
      t.same(exportSecret(ourSender, label, length), theirs, 'sealed here, opened there')
    }

    const theirSender = await suite.createSenderContext({
      recipientPublicKey: publicKey,
      info: bytes(info),
    })
    const enc = Buffer.from(theirSender.enc)
    const ourReceiver = setupReceiver(receiverPair(keys.privateKey), enc, info)
    const theirs = Buffer.from(await theirSender.export(bytes(label), 64))
    t.same(exportSecret(ourReceiver, label, 64), theirs, 'sealed there, opened here')
  }
})

/** A view of its own memory, as WebCrypto's types ask. */
function bytes(buffer: Buffer): ArrayBuffer {
  return Uint8Array.from(buffer).buffer
}

t.test('keys that are no points of full order are refused', async t => {
  const info = Buffer.from('info')
  const receiver = receiverPair(generateReceiverKeys().privateKey)
  const one = Buffer.alloc(32)
  one[0] = 1
  for (const bad of [Buffer.alloc(32), one, Buffer.alloc(31), Buffer.alloc(33), Buffer.alloc(0)]) {
    t.throws(() => setupSender(bad, info), { code: 'receiver-key-invalid' })
    t.throws(() => setupReceiver(receiver, bad, info), { code: 'receiver-key-invalid' })
  }
  t.throws(() => x25519FromPrivate(Buffer.alloc(31)), { code: 'receiver-key-invalid' })
})

t.test('each setup has an ephemeral key of its own', async t => {
  const keys = generateReceiverKeys()
  const info = Buffer.from('info')
  const encs = Array.from({ length: 50 }, () =>
    setupSender(keys.publicKey, info).enc.toString('hex'),
  )
  t.equal(new Set(encs).size, 50)
})
