import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { createSealer, openSeal } from '../src/index.ts'
import { contextSignalsMax, contextsMax } from '../src/limits.ts'
import { sealable } from './fixtures.ts'

const encOf = (sealed: Buffer): string => sealed.toString('hex', 0, 32)

t.test('one setup serves at most a thousand signals', async t => {
  const { seal } = sealable()
  const sealer = createSealer({ nowMs: () => 0 })
  const counts = new Map<string, number>()
  for (let n = 0; n < contextSignalsMax * 2 + 1; n += 1) {
    const enc = encOf(sealer.seal({ ...seal, signalId: randomUUID() }))
    counts.set(enc, (counts.get(enc) ?? 0) + 1)
  }
  t.same([...counts.values()], [contextSignalsMax, contextSignalsMax, 1])
})

t.test('one setup serves at most a second, also when the clock is set back', async t => {
  const { seal } = sealable()
  let nowMs = 5_000
  const sealer = createSealer({ nowMs: () => nowMs })
  const encAt = (ms: number): string => {
    nowMs = ms
    return encOf(sealer.seal(seal))
  }
  const first = encAt(5_000)
  t.equal(encAt(5_999), first)
  const second = encAt(6_000)
  t.not(second, first)
  t.not(encAt(5_500), second, 'a clock set back starts anew')
})

t.test('no setup is shared between receivers, agreements, senders or hubs', async t => {
  const { seal } = sealable()
  const sealer = createSealer({ nowMs: () => 0 })
  const contexts = [
    seal.context,
    { ...seal.context, hub: 'other.example' },
    { ...seal.context, from: 'caf-14' },
    { ...seal.context, to: 'cpam-14' },
    { ...seal.context, agreementHash: 'ba'.repeat(32) },
  ]
  const encs = contexts.map(context => encOf(sealer.seal({ ...seal, context })))
  encs.push(encOf(sealer.seal(sealable().seal)))
  t.equal(new Set(encs).size, 6)
  t.equal(sealer.contextCount(), 6)
})

t.test('setups in memory are bounded: the oldest makes room', async t => {
  const { keys, seal } = sealable()
  const sealer = createSealer({ nowMs: () => 0, contextsMax: 3 })
  const sealFrom = (from: string): Buffer =>
    sealer.seal({ ...seal, context: { ...seal.context, from } })
  const first = sealFrom('agency-0')
  for (let n = 1; n < 10; n += 1) {
    sealFrom(`agency-${n}`)
    t.ok(sealer.contextCount() <= 3)
  }
  t.not(encOf(sealFrom('agency-0')), encOf(first), 'the first was forgotten')
  const context = { ...seal.context, from: 'agency-0' }
  const opened = openSeal({ ...seal, context, receiverPrivateKey: keys.privateKey, sealed: first })
  t.equal(opened.ok, true, 'what it sealed still opens')
  t.ok(contextsMax >= 200, 'the default holds the agreements of a large hub')
})

t.test(
  'expired setups leave memory with the next one, and without any when all is quiet',
  async t => {
    const { seal } = sealable()
    let nowMs = 0
    const sealer = createSealer({ nowMs: () => nowMs, contextAgeMsMax: 5 })
    for (const from of ['a', 'b', 'c']) sealer.seal({ ...seal, context: { ...seal.context, from } })
    nowMs = 5
    sealer.seal(seal)
    t.equal(sealer.contextCount(), 1, 'three expired, one made')
    nowMs = 10
    const giveUpAt = performance.now() + 5_000
    while (sealer.contextCount() > 0 && performance.now() < giveUpAt) await setImmediate()
    t.equal(sealer.contextCount(), 0, 'nobody sealed, yet nothing is left')
  },
)

t.test('close forgets everything at once, and sealing again starts anew', async t => {
  const { keys, seal } = sealable()
  const sealer = createSealer({ nowMs: () => 0 })
  const before = sealer.seal(seal)
  sealer.close()
  t.equal(sealer.contextCount(), 0)
  const after = sealer.seal(seal)
  t.not(encOf(after), encOf(before))
  for (const sealed of [before, after]) {
    t.equal(openSeal({ ...seal, receiverPrivateKey: keys.privateKey, sealed }).ok, true)
  }
})
