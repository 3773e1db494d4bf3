import {
  cosignatureV1,
  createSigner,
  ed25519,
  formatSignature,
  formatVerifierKey,
  parseNote,
} from '@unefois/audit-log'
import type { AccessAnswerV2 } from '@unefois/contracts'
import {
  samplePolicy as policy,
  sampleAnswer,
  sampleLog,
  sampleLogKey,
  sampleZip,
} from '@unefois/testing'
import { readZip, writeZip } from '@unefois/zip'
import t from 'tap'
import { packAccess, Unproven, verifyAccess } from '../src/index.ts'

const given = Buffer.from(policy)
const log = sampleLog(300)
const textOf = (note: string) => parseNote(Buffer.from(note)).text

/** What does not hold of these bytes; nothing when all does. */
function faultsOf(bytes: Uint8Array, trusted: Uint8Array | undefined = given): readonly string[] {
  try {
    return verifyAccess(bytes, { policy: trusted }).faults.map(({ code }) => code)
  } catch (error) {
    if (error instanceof Unproven) return [error.fault.code]
    throw error
  }
}

/** The same answer, otherwise said, and signed by the hub all the same. */
const lie = (change: (event: AccessAnswerV2['events'][number]) => object, place = 0) => {
  const parts = sampleAnswer(log, [3, 280], 300)
  const events = parts.answer.events.map((event, at) =>
    at === place ? (change(event) as typeof event) : event,
  )
  return faultsOf(sampleZip({ ...parts, answer: { ...parts.answer, events } }))
}

t.test('an answer that is true holds, by the verifier’s policy or by the hub’s word', t => {
  const zip = sampleZip(sampleAnswer(log, [3, 280], 300))
  const report = verifyAccess(zip, { policy: given })
  t.match(report, { faults: [], trust: 'given', events: 2, proven: 2, pending: 0 })
  t.match(report.checkpoint, {
    size: 300,
    witnesses: ['hub-test/witness/a2', 'hub-test/witness/a3'],
  })
  t.match(verifyAccess(zip, {}), { faults: [], trust: 'own' })
  t.strictSame(faultsOf(sampleZip(sampleAnswer(log, [], 300))), [])
  t.end()
})

t.test('it fails after any byte is changed, whoever’s policy is believed', t => {
  const zip = sampleZip(sampleAnswer(sampleLog(2), [1], 2))
  t.strictSame(faultsOf(zip), [])
  for (const trusted of [given, undefined]) {
    let held = 0
    for (let at = 0; at < zip.length; at += 1) {
      const changed = Buffer.from(zip)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      if (faultsOf(changed, trusted).length === 0) held += 1
    }
    t.equal(held, 0, `${zip.length} bytes`)
  }
  t.end()
})

t.test('what the hub itself would say otherwise than it logged is named', t => {
  const text = (value: object) => JSON.stringify(value)
  t.strictSame(
    lie(event => ({ ...event, first: text({ agency: 'caf-75' }) })),
    ['first-part-edited'],
  )
  t.strictSame(
    lie(event => ({ ...event, second: text({ detail: null }) })),
    ['second-part-edited'],
  )
  t.strictSame(
    lie(({ second: _, nonce2: __, ...event }) => event),
    ['second-opening-deleted'],
  )
  t.strictSame(
    lie(({ nonce1: _, ...event }) => event),
    ['opening-missing'],
  )
  t.strictSame(
    lie(({ second: _, nonce2: __, ...event }) => ({
      ...event,
      secondErasedAt: '2026-11-21T08:00:00.000Z',
    })),
    [],
    'erased as the law says',
  )
  t.strictSame(
    lie(({ proof: _, ...event }) => event),
    ['opening-missing', 'files-differ'],
  )
  const swapped = sampleAnswer(log, [3, 280], 300)
  const [a, b] = swapped.answer.events.map(({ proof }) => proof)
  const events = swapped.answer.events.map((event, at) => ({ ...event, proof: String([b, a][at]) }))
  t.strictSame(faultsOf(sampleZip({ ...swapped, answer: { ...swapped.answer, events } })), [
    'first-part-edited',
    'first-part-edited',
  ])
  t.end()
})

t.test('what has no proof yet is published soon after the answer, and is overdue then', t => {
  const by = (publishedBy: string) => (event: AccessAnswerV2['events'][number]) => {
    const { proof: _, ...rest } = event
    return { ...rest, publishedBy }
  }
  const parts = sampleAnswer(log, [3, 280], 300)
  const pending = (publishedBy: string) => {
    const [first, second] = parts.answer.events
    const events =
      first === undefined || second === undefined ? [] : [first, by(publishedBy)(second)]
    return sampleZip({
      ...parts,
      proofs: parts.proofs.slice(0, 1),
      answer: { ...parts.answer, events: events as typeof parts.answer.events },
    })
  }
  const soon = '2026-11-21T08:20:00.000Z'
  t.strictSame(faultsOf(pending(soon)), [])
  for (const at of ['9999-01-01T00:00:00.000Z', '2026-11-21T08:20:00.001Z', parts.answer.madeAt]) {
    t.strictSame(faultsOf(pending(at)), ['publication-wrong'], at)
  }
  const overdue = (nowMs: number) => verifyAccess(pending(soon), { policy: given, nowMs }).overdue
  t.equal(overdue(Date.parse(soon)), 0)
  t.equal(overdue(Date.parse(soon) + 1), 1)
  t.strictSame(
    lie(({ id }) => ({ id, kind: 'act', own: '{}' })),
    ['opening-missing', 'files-differ'],
    'only an erasure is told without its opening',
  )
  t.end()
})

t.test('a witness counts once, however often it has cosigned', t => {
  const again = createSigner('hub-test/witness/a2', cosignatureV1, Buffer.alloc(32, 2), () => 9)
  const twice = {
    ...log,
    checkpointAt: (size: number) =>
      `${log.checkpointAt(size)}${formatSignature(again.sign(textOf(log.checkpointAt(size))))}`,
  }
  const report = verifyAccess(sampleZip(sampleAnswer(twice, [3], 300)), { policy: given })
  t.strictSame(report.faults, [])
  t.strictSame(report.checkpoint?.witnesses, ['hub-test/witness/a2', 'hub-test/witness/a3'])
  t.end()
})

t.test('of several logs of a policy, only the one that the answer names speaks for it', t => {
  const parts = sampleAnswer(log, [3], 300)
  const other = createSigner('other/log', ed25519, Buffer.alloc(32, 9), () => 0)
  const both = Buffer.from(`log ${formatVerifierKey(other.verifier)}\n${policy}`)
  t.strictSame(faultsOf(sampleZip(parts), both), [])
  t.strictSame(faultsOf(packAccess({ ...parts, policy, signer: other }), both), ['not-signed'])
  const as = (answer: object) => ({ ...parts, answer: { ...parts.answer, ...answer } })
  const named = packAccess({ ...as({ log: 'other/log' }), policy, signer: other })
  t.strictSame(faultsOf(named, both), ['not-signed'], 'nor does a log speak for another’s hub')
  t.strictSame(faultsOf(sampleZip(as({ hub: 'other' })), both), ['not-signed'])
  t.match(verifyAccess(sampleZip(parts), { policy: both }), {
    hub: 'hub-test',
    log: 'hub-test/log',
  })
  t.end()
})

t.test('another’s signature, another tree and a missing quorum are refused', t => {
  const parts = sampleAnswer(log, [3], 300)
  const other = createSigner('hub-test/log', ed25519, Buffer.alloc(32, 9), () => 0)
  t.strictSame(faultsOf(packAccess({ ...parts, policy, signer: other })), ['not-signed'])
  const alone = sampleLog(300)
  const unwitnessed = {
    ...alone,
    checkpointAt: (size: number) => alone.checkpointAt(size, [sampleLogKey]),
  }
  t.strictSame(faultsOf(sampleZip(sampleAnswer(unwitnessed, [3], 300))), ['quorum-missing'])
  const mixed = sampleAnswer(log, [3, 280], 300)
  const [proof] = sampleAnswer(log, [280], 299).proofs
  const proofs = mixed.proofs.map((each, at) => (at === 1 && proof !== undefined ? proof : each))
  t.strictSame(faultsOf(sampleZip({ ...mixed, proofs })), ['proof-wrong'])
  const files = readZip(sampleZip(parts))
  t.strictSame(faultsOf(writeZip(files.toReversed())), ['files-differ'])
  t.strictSame(faultsOf(writeZip(files.slice(1))), ['files-differ'])
  const more = [...files, { name: 'more.txt', bytes: Buffer.alloc(1) }]
  t.strictSame(faultsOf(writeZip(more)), ['files-differ'])
  t.strictSame(faultsOf(Buffer.from('PK')), ['zip-not-canonical'])
  t.strictSame(faultsOf(sampleZip(parts), Buffer.from('log x')), ['policy-wrong'])
  t.end()
})
