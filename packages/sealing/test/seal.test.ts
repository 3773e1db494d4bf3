import { createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { CipherSuite, DhkemX25519HkdfSha256, ExportOnly, HkdfSha256 } from '@hpke/core'
import { seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import t from 'tap'
import {
  closeOuter,
  createDataKey,
  generateReceiverKeys,
  openOuter,
  openSeal,
  outerLength,
  publicKeyOf,
  SealingError,
  sealedLength,
  unwrapDataKey,
  wrapDataKey,
  wrappedKeyLength,
} from '../src/index.ts'
import { fixedSealer, sealable } from './fixtures.ts'

t.test('a seal opens for its receiver and gives the identifier back', async t => {
  const random = seededRandom(1)
  for (let n = 0; n < 200; n += 1) {
    const { keys, seal } = sealable()
    const identifier = n % 2 === 0 ? syntheticNir(random) : syntheticNiss(random)
    const sealed = fixedSealer().seal({ ...seal, identifier })
    const opened = openSeal({ ...seal, receiverPrivateKey: keys.privateKey, sealed })
    t.same(opened, { ok: true, identifier })
  }
})

t.test('all lengths are constant, whatever the scheme', async t => {
  const { seal } = sealable()
  const random = seededRandom(2)
  const kek = { id: 'kek_1', key: createDataKey() }
  const people = (['nir', 'nia', 'corsica'] as const)
    .map(kind => syntheticNir(random, { kind }))
    .concat((['nn', 'bis'] as const).map(kind => syntheticNiss(random, { kind })))
  for (const identifier of people) {
    const sealed = fixedSealer().seal({ ...seal, identifier })
    const dataKey = createDataKey()
    t.equal(sealed.length, sealedLength)
    t.equal(closeOuter({ dataKey, signalId: seal.signalId, sealed }).length, outerLength)
    t.equal(wrapDataKey({ kek, dataKey, signalId: seal.signalId }).length, wrappedKeyLength)
  }
  t.same(
    { sealedLength, outerLength, wrappedKeyLength },
    { sealedLength: 112, outerLength: 140, wrappedKeyLength: 60 },
  )
})

t.test('another hub, pair, agreement, receiver key or signal does not open it', async t => {
  const { keys, seal } = sealable()
  const sealed = fixedSealer().seal(seal)
  const open = { ...seal, receiverPrivateKey: keys.privateKey, sealed }
  const others = {
    hub: 'other.example',
    from: 'caf-14',
    to: 'cpam-14',
    agreementHash: 'ba'.repeat(32),
    receiverKeyId: generateReceiverKeys().keyId,
  }
  const refused = { ok: false, reason: 'commitment' }
  for (const [part, value] of Object.entries(others)) {
    const context = { ...seal.context, [part]: value }
    t.same(openSeal({ ...open, context }), refused, part)
  }
  const stranger = generateReceiverKeys().privateKey
  t.same(openSeal({ ...open, receiverPrivateKey: stranger }), refused, 'private key')
  t.same(openSeal({ ...open, signalId: randomUUID() }), refused, 'signal id')
  const altered = openSeal({ ...open, envelopeDigest: randomBytes(32) })
  t.same(altered, { ok: false, reason: 'seal' }, 'altered envelope')
})

t.test('every flipped bit is refused, and the commitment is compared first', async t => {
  const { keys, seal } = sealable()
  const sealed = fixedSealer().seal(seal)
  const reasonOf = (...flipped: number[]): string => {
    const bytes = Buffer.from(sealed)
    for (const at of flipped) bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    const opened = openSeal({ ...seal, receiverPrivateKey: keys.privateKey, sealed: bytes })
    return opened.ok ? 'opened' : opened.reason
  }
  for (let at = 0; at < sealedLength; at += 1) {
    t.equal(reasonOf(at), at < 64 ? 'commitment' : 'seal', `byte ${at}`)
  }
  t.equal(reasonOf(40), 'commitment', 'a true ciphertext under a false commitment stays shut')
  t.equal(reasonOf(40, 90), 'commitment', 'both false: the commitment speaks')
})

t.test('what is no seal is refused without throwing', async t => {
  const { keys, seal } = sealable()
  const open = { ...seal, receiverPrivateKey: keys.privateKey }
  for (const length of [0, 1, sealedLength - 1, sealedLength + 1, outerLength]) {
    t.same(openSeal({ ...open, sealed: randomBytes(length) }), { ok: false, reason: 'length' })
  }
  for (const sealed of [Buffer.alloc(sealedLength), randomBytes(sealedLength)]) {
    t.same(openSeal({ ...open, sealed }), { ok: false, reason: 'commitment' })
  }
})

t.test('the same identifier twice gives bytes that have nothing in common', async t => {
  const { seal } = sealable()
  const sealer = fixedSealer()
  const first = sealer.seal(seal)
  const second = sealer.seal({ ...seal, signalId: randomUUID() })
  t.same(first.subarray(0, 32), second.subarray(0, 32), 'one setup serves both')
  t.notSame(first.subarray(32, 64), second.subarray(32, 64))
  t.notSame(first.subarray(64), second.subarray(64))
  t.notSame(fixedSealer().seal(seal), first, 'another setup, the same signal')
  t.notOk(first.includes(seal.identifier.value), 'no clear text')
})

t.test('a caller whose own side is broken is told by an error', async t => {
  const { keys, seal } = sealable()
  const sealer = fixedSealer()
  const stranger = generateReceiverKeys().publicKey
  t.throws(() => sealer.seal({ ...seal, receiverPublicKey: stranger }), {
    code: 'receiver-key-invalid',
  })
  for (const from of ['', 'caf|13', 'caf 13', 'é']) {
    const context = { ...seal.context, from }
    t.throws(() => sealer.seal({ ...seal, context }), { code: 'context-invalid' })
  }
  t.throws(() => sealer.seal({ ...seal, envelopeDigest: Buffer.alloc(31) }), {
    code: 'length-invalid',
  })
  t.same(publicKeyOf(keys.privateKey), keys.publicKey)
  t.match(keys.keyId, /^rk_[0-9a-f]{32}$/)
})

t.test('@hpke/core and AES-GCM alone open a seal: a receiver needs nothing of ours', async t => {
  const { keys, seal } = sealable()
  const sealed = fixedSealer().seal(seal)
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new ExportOnly(),
  })
  const { hub, from, to, agreementHash, receiverKeyId } = seal.context
  const recipient = await suite.createRecipientContext({
    recipientKey: await suite.kem.deserializePrivateKey(Uint8Array.from(keys.privateKey).buffer),
    enc: Uint8Array.from(sealed.subarray(0, 32)).buffer,
    info: new TextEncoder().encode([hub, from, to, agreementHash, receiverKeyId].join('|')),
  })
  const label = new TextEncoder().encode(`unefois/seal/v1${seal.signalId}`)
  const exported = Buffer.from(await recipient.export(label, 64))
  t.same(exported.subarray(32), sealed.subarray(32, 64), 'the commitment')
  const decipher = createDecipheriv('aes-256-gcm', exported.subarray(0, 32), Buffer.alloc(12))
  decipher.setAAD(seal.envelopeDigest).setAuthTag(sealed.subarray(96))
  const plain = Buffer.concat([decipher.update(sealed.subarray(64, 96)), decipher.final()])
  const expected = `fr-nir|${seal.identifier.value}`
  t.equal(plain.toString('latin1'), expected.padEnd(32, '\0'))
})

t.test('the outer lock opens with its data key, for its signal, and only so', async t => {
  const { seal } = sealable()
  const sealed = fixedSealer().seal(seal)
  const { signalId } = seal
  const dataKey = createDataKey()
  const outer = closeOuter({ dataKey, signalId, sealed })
  t.same(openOuter({ dataKey, signalId, outer }), sealed)
  t.notSame(closeOuter({ dataKey, signalId, sealed }), outer, 'a fresh nonce each time')
  const shut = { code: 'open-failed' }
  t.throws(() => openOuter({ dataKey: createDataKey(), signalId, outer }), shut)
  t.throws(() => openOuter({ dataKey, signalId: randomUUID(), outer }), shut)
  for (const at of [0, 20, outerLength - 1]) {
    const bad = Buffer.from(outer)
    bad.writeUInt8(bad.readUInt8(at) ^ 1, at)
    t.throws(() => openOuter({ dataKey, signalId, outer: bad }), shut)
  }
  t.throws(() => openOuter({ dataKey, signalId, outer: sealed }), { code: 'length-invalid' })
  t.throws(() => closeOuter({ dataKey, signalId, sealed: outer }), { code: 'length-invalid' })
  t.throws(() => closeOuter({ dataKey: Buffer.alloc(16), signalId, sealed }), SealingError)
})

t.test('a wrapped data key is bound to its signal and to the id of its KEK', async t => {
  const kek = { id: 'kek_1', key: createDataKey() }
  const signalId = randomUUID()
  const dataKey = createDataKey()
  const wrapped = wrapDataKey({ kek, dataKey, signalId })
  t.same(unwrapDataKey({ kek, wrapped, signalId }), dataKey)
  const shut = { code: 'open-failed' }
  t.throws(() => unwrapDataKey({ kek: { ...kek, id: 'kek_2' }, wrapped, signalId }), shut)
  t.throws(() => unwrapDataKey({ kek: { ...kek, key: createDataKey() }, wrapped, signalId }), shut)
  t.throws(() => unwrapDataKey({ kek, wrapped, signalId: randomUUID() }), shut)
  t.throws(() => unwrapDataKey({ kek, wrapped: randomBytes(wrappedKeyLength), signalId }), shut)
  const short = { code: 'length-invalid' }
  t.throws(() => unwrapDataKey({ kek, wrapped: randomBytes(59), signalId }), short)
  t.throws(() => wrapDataKey({ kek, dataKey: Buffer.alloc(31), signalId }), short)
})
