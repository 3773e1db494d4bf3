import {
  commitTo,
  createSigner,
  createTree,
  ed25519,
  entryOf,
  formatCheckpoint,
  leafHash,
  signNote,
} from '@unefois/audit-log'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import {
  entryOfPad,
  entryOfSource,
  firstPart,
  judgeLeaves,
  judgeTree,
  type LeafEvidence,
  type LeafSource,
  type Opening,
  secondPart,
} from '../src/index.ts'

const now = new Date('2026-11-21T09:00:00.000Z')
const act = (n: number, change: Partial<LeafSource> = {}): LeafSource => ({
  kind: 'act',
  id: `019ab9a0-5c00-7000-8000-${String(n).padStart(12, '0')}`,
  found: true,
  at: '2026-11-21T09:00:00.000000Z',
  actor: 'caf-13',
  agency: 'caf-13',
  agent: null,
  purpose: 'inform-of-right',
  operation: 'signal-accept',
  agreement_hash: null,
  signal_id: `019ab9a0-5c00-7000-9000-${String(n).padStart(12, '0')}`,
  counterparty: null,
  outcome_class: 'sent',
  detail: { right: 'fr.caf.rsa', n },
  erased: false,
  entry: null,
  ...change,
})
const erasureOf = (signalIds: readonly string[], at: string): LeafSource =>
  act(900, {
    kind: 'erasure',
    at,
    detail: null,
    signal_id: null,
    entry: { class: 'second-opening', reason: 'outcome', signalIds },
  })

/** A small log: its leaves in order, then pads. */
function logOf(sources: readonly LeafSource[], pads = 2) {
  const nonces = sources.map((_, n) => Buffer.alloc(64, n + 1))
  const seed = Buffer.alloc(32, 99)
  const entries = [
    ...sources.map((source, n) => entryOfSource(source, nonces[n] ?? Buffer.alloc(64))),
    ...Array.from({ length: pads }, (_, n) => entryOfPad(seed, sources.length + n)),
  ]
  const openings: Opening[] = sources.map((source, index) => ({
    index,
    source,
    nonce1: Buffer.alloc(32, index + 1),
    nonce2: Buffer.alloc(32, index + 1),
    erasedAt: null,
  }))
  const end = entries.length
  const evidence: LeafEvidence = {
    entries,
    openings,
    pads: [{ end, count: pads, seed }],
    checkpointTimes: [{ size: end, at: now }],
    laws: ['fr'],
    now,
  }
  return { evidence, entries, openings }
}

/** The same with one opening changed. */
function changed(evidence: LeafEvidence, index: number, change: Partial<Opening>): LeafEvidence {
  const openings = evidence.openings.map(each =>
    each.index === index ? { ...each, ...change } : each,
  )
  return { ...evidence, openings }
}

t.test('what a leaf says is canonical, and holds no trace index', async t => {
  t.equal(
    firstPart(act(1)),
    '{"actor":"caf-13","agency":"caf-13","at":"2026-11-21T09:00:00.000000Z",' +
      '"id":"019ab9a0-5c00-7000-8000-000000000001","kind":"act","operation":"signal-accept",' +
      '"outcomeClass":"sent","purpose":"inform-of-right",' +
      '"signalId":"019ab9a0-5c00-7000-9000-000000000001"}',
  )
  const source = act(2, { agent: 'agt_€"\\\u0007', counterparty: 'é\u2028\ud83d\ude00' })
  const { at, id, kind, actor, agency, agent, counterparty, operation, purpose } = source
  const named = { outcomeClass: source.outcome_class, signalId: source.signal_id }
  t.equal(
    firstPart(source),
    jcs({ at, id, kind, actor, agency, agent, counterparty, operation, purpose, ...named }),
    'the library has the same form',
  )
  t.equal(secondPart(act(1)), '{"detail":{"n":1,"right":"fr.caf.rsa"}}')
  t.equal(secondPart({ detail: null }), '{"detail":null}')
  const nonces = Buffer.concat([Buffer.alloc(32, 1), Buffer.alloc(32, 2)])
  t.strictSame(
    entryOfSource(act(1), nonces),
    entryOf(
      commitTo(nonces.subarray(0, 32), firstPart(act(1))),
      commitTo(nonces.subarray(32), secondPart(act(1))),
    ),
  )
})

t.test('whatever is not as it was logged is named by its index', async t => {
  const { evidence } = logOf([act(0), act(1), act(2)])
  t.strictSame(judgeLeaves(evidence), [])
  const faults = (change: Partial<Opening>) => judgeLeaves(changed(evidence, 1, change))
  t.match(faults({ source: act(1, { agent: 'agt_x' }) }), [{ index: 1, kind: 'first-part-edited' }])
  t.match(faults({ source: act(1, { detail: {} }) }), [{ index: 1, kind: 'second-part-edited' }])
  t.match(faults({ nonce2: null }), [{ index: 1, kind: 'second-part-edited' }])
  t.match(faults({ index: 2 }), [
    { index: 1, kind: 'opening-deleted' },
    { index: 2, kind: 'index-doubled' },
  ])
  t.match(faults({ index: 4 }), [{ index: 1, kind: 'opening-deleted' }])
  const bare = { ...evidence, openings: evidence.openings.slice(1) }
  t.match(judgeLeaves(bare), [{ index: 0, kind: 'opening-deleted' }])
  const asPad = { ...bare, pads: [{ end: 5, count: 5, seed: Buffer.alloc(32, 99) }] }
  t.match(judgeLeaves(asPad), [{ index: 0, kind: 'pad-differs' }])
  const later = { ...bare, now: new Date('2029-11-21T09:00:00.000Z') }
  t.strictSame(judgeLeaves(later), [], 'its term is over')
})

t.test('an erasure explains what was there before it, and nothing else', async t => {
  const at = '2026-11-21T10:00:00.000000Z'
  const erasedAt = new Date(at)
  const signalId = act(0).signal_id ?? ''
  const { evidence } = logOf([
    act(0),
    erasureOf([signalId], at),
    act(2, { signal_id: signalId, at }),
  ])
  const gone = (index: number, source: LeafSource, when: Date | null = erasedAt) =>
    judgeLeaves(
      changed(evidence, index, {
        source: { ...source, detail: null },
        nonce2: null,
        erasedAt: when,
      }),
    )
  t.strictSame(gone(0, act(0)), [])
  const named = [{ kind: 'second-opening-deleted' }]
  t.match(gone(0, act(0), new Date(0)), named, 'not at that instant')
  t.match(gone(0, act(0), null), named)
  t.match(gone(2, act(2, { signal_id: signalId, at })), named, 'traced after the erasure')
})

t.test('a tree is that of every checkpoint that was signed', async t => {
  const { entries } = logOf([act(0), act(1), act(2)])
  const signer = createSigner('hub-test/log', ed25519, Buffer.alloc(32, 3), () => 0)
  const signed = [2, 5].map(size => {
    const tree = createTree()
    for (const entry of entries.slice(0, size)) tree.append(leafHash(entry))
    const text = formatCheckpoint({ origin: 'hub-test/log', size, root: tree.root() })
    return { size, root: tree.root(), note: signNote(text, [signer]) }
  })
  const whole = {
    entries,
    hashes: Buffer.concat(entries.map(leafHash)),
    checkpoints: signed,
    log: signer.verifier,
  }
  t.strictSame(judgeTree(whole), [])
  const edited = entries.map((entry, n) => (n === 3 ? Buffer.alloc(64) : entry))
  t.strictSame(judgeTree({ ...whole, entries: edited }), [
    { index: 3, kind: 'entry-edited' },
    { index: 2, kind: 'root-differs' },
  ])
  t.match(judgeTree({ ...whole, entries: edited, hashes: Buffer.concat(edited.map(leafHash)) }), [
    { index: 2, kind: 'root-differs' },
  ])
  t.match(judgeTree({ ...whole, entries: entries.slice(0, 4) }), [{ kind: 'leaves-missing' }])
  const other = signed.map(each => ({ ...each, root: Buffer.alloc(32) }))
  t.equal(judgeTree({ ...whole, checkpoints: other }).length, 4)
})
