import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { commitTo, createTree, entryOf, leafHash, proveInclusion } from '@unefois/audit-log'
import type { AgreementText, LogDirectory, Snapshot } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import type { DirectoryEntry } from '../src/domain/open-entry.ts'
import { readSignKeys } from '../src/domain/own-entries.ts'
import { listWatched } from '../src/repositories/watched-entries.ts'
import { replaceWitnessed } from '../src/repositories/witnessed.ts'
import { watchLog } from '../src/use-cases/watch-log.ts'
import { agreementText } from './support/agreement.ts'
import { openDesk, type TestDesk } from './support/desk.ts'

const origin = 'hub-test/log'
const agency = 'cpam-13'

/** A signing key as its agency and as the registry know it. */
function signingKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const parts = [jwk.x ?? '', jwk.y ?? ''].map(part => Buffer.from(part, 'base64url'))
  const point = Buffer.concat([Buffer.from([4]), ...parts])
  const keyId = `sk_${createHash('sha256').update(point).digest('hex').slice(0, 32)}`
  const signed = (text: AgreementText) =>
    sign('sha256', Buffer.from(jcs(text)), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return { keyId, setting: point.toString('base64url'), signed }
}

type Told = Pick<DirectoryEntry, 'detail'> & { first: Partial<DirectoryEntry['first']> }

/** A log of other acts and of these, and what it tells of them. */
function logOf(told: readonly Told[]) {
  const tree = createTree()
  const noise = () => tree.append(leafHash(randomBytes(64)))
  const opened = told.map(({ first, detail }, n) => {
    noise()
    const whole: DirectoryEntry['first'] = {
      kind: 'act',
      id: `019ab9a0-5c00-7000-8000-${String(n).padStart(12, '0')}`,
      at: `2026-11-21T09:00:${String(n).padStart(2, '0')}.000000Z`,
      actor: 'hub-operator',
      agency: 'hub',
      purpose: 'directory-keeping',
      operation: 'key-register',
      counterparty: agency,
      ...first,
    }
    const nonces = [randomBytes(32), randomBytes(32)] as const
    const leaf = entryOf(commitTo(nonces[0], jcs(whole)), commitTo(nonces[1], jcs({ detail })))
    const index = tree.size
    tree.append(leafHash(leaf))
    return { index, first: whole, detail, nonces }
  })
  noise()
  const root = tree.root()
  const size = tree.size
  const entries = opened.map(({ nonces, ...entry }): DirectoryEntry => {
    const proof = proveInclusion(tree.read, entry.index, size).map(hash => hash.toString('base64'))
    return { ...entry, nonces: [nonces[0].toString('base64'), nonces[1].toString('base64')], proof }
  })
  return { witnessed: { size, root }, entries }
}

function openWatch(desk: TestDesk, signKeys: string | undefined) {
  const said = { entries: [] as DirectoryEntry[], size: 0, asked: [] as number[] }
  const shown = { keys: [] as string[], texts: [agreementText] }
  const watch = watchLog({
    sql: desk.sql,
    agency,
    origin,
    own: {
      hasReceiverKey: keyId => desk.keys.findReceiverKey(keyId) !== undefined,
      signKeys: signKeys === undefined ? undefined : readSignKeys(signKeys),
    },
    async readDirectory(size, after): Promise<LogDirectory> {
      said.asked.push(after)
      const entries = said.entries.filter(({ index }) => index > after && index < size)
      return { size: said.size, entries: entries.slice(0, 2) }
    },
    readSnapshot: async () => snapshotOf(shown.keys, shown.texts),
  })
  async function show(log: ReturnType<typeof logOf>) {
    const last = await desk.sql<{ size: string; root: Buffer }[]>`
      SELECT size, root FROM audit.witnessed WHERE origin = ${origin}`
    const before = last[0] && { size: Number(last[0].size), root: last[0].root }
    await replaceWitnessed(desk.sql, origin, {
      last: before,
      next: log.witnessed,
      at: new Date(),
    })
    said.entries = log.entries
    said.size = log.witnessed.size
  }
  return { said, shown, watch, show }
}

function snapshotOf(keys: readonly string[], texts: readonly AgreementText[]): Snapshot {
  return {
    version: 1,
    participants: [
      {
        id: agency,
        name: 'CPAM',
        type: 'cpam',
        country: 'fr',
        keys: keys.map(keyId => ({
          keyId,
          publicKey: 'A'.repeat(43),
          use: 'seal',
          state: 'active',
        })),
      },
    ],
    rights: [],
    agreements: texts.map((text, n) => ({
      id: `agr_${String(n).padStart(32, '0')}`,
      hash: hashOf(text),
      state: 'active',
      text,
    })),
    competence: [],
  }
}

const hashOf = (text: AgreementText) => createHash('sha256').update(jcs(text)).digest('hex')
const sealKey = (keyId: string): Told => ({ first: {}, detail: { keyId, use: 'seal' } })
const strange = `rk_${'0a'.repeat(16)}`

function activation(text: AgreementText, key: ReturnType<typeof signingKey>): Told {
  const { sender, receiver } = text
  return {
    first: {
      purpose: 'agreement-keeping',
      operation: 'agreement-activate',
      agreementHash: hashOf(text),
      counterparty: sender,
    },
    detail: {
      agreement: `agr_${'0'.repeat(32)}`,
      version: 1,
      sender,
      receiver,
      receiverKeyId: key.keyId,
      receiverSignature: key.signed(text).toString('base64url'),
    },
  }
}

t.test('an agency finds its keys and agreements in the log, and what is not its own', async t => {
  const desk = await openDesk(t)
  const [own, other] = [signingKey(), signingKey()]
  const { said, shown, watch, show } = openWatch(desk, own.setting)
  t.equal(await watch(), undefined, 'nothing is cosigned yet')
  const known = desk.store.list('receiver')[0]?.id ?? ''
  shown.keys = [known]
  const log = [
    sealKey(known),
    { first: {}, detail: { keyId: own.keyId, use: 'sign' } } as const,
    activation(agreementText, own),
  ]
  await show(logOf(log))
  t.strictSame(await watch(), { found: 3, isProven: true, unknown: 0, unlogged: 0 })
  t.strictSame(said.asked, [-1, 3, 5], 'page by page')
  t.strictSame(await watch(), { found: 0, isProven: true, unknown: 0, unlogged: 0 })
  t.match(await listWatched(desk.sql, 10), [
    { operation: 'key-register', name: known, isKnown: true },
    { operation: 'key-register', name: own.keyId, isKnown: true },
    { operation: 'agreement-activate', name: hashOf(agreementText), isKnown: true },
  ])

  const forged = { ...agreementText, purpose: 'award-right' } as AgreementText
  shown.texts = [agreementText, forged]
  await desk.admin`DELETE FROM audit.watched_entry`
  const strangers = [
    sealKey(strange),
    { first: {}, detail: { keyId: other.keyId, use: 'sign' } } as const,
    activation(forged, other),
  ]
  await show(logOf([...log, ...strangers]))
  t.match(await watch(), { found: 6, isProven: true, unknown: 3 })
  await desk.admin`DELETE FROM audit.watched_entry`
  const retire = { operation: 'key-retire' } as const
  await show(logOf([...log, ...strangers, { ...sealKey(strange), first: retire }]))
  t.match(await watch(), { found: 7, unknown: 2 }, 'a key that was retired harms no more')
})

t.test(
  'an entry is believed under the checkpoint that this agency cosigned, and only whole',
  async t => {
    const desk = await openDesk(t)
    const { said, shown, watch, show } = openWatch(desk, undefined)
    shown.texts = []
    const known = desk.store.list('receiver')[0]?.id ?? ''
    const log = logOf([sealKey(known)])
    await show(log)
    const [entry] = log.entries
    if (entry === undefined) throw new Error('an entry')
    const wrong: DirectoryEntry[] = [
      { ...entry, detail: { ...entry.detail, use: 'sign' } },
      { ...entry, first: { ...entry.first, operation: 'key-retire' } },
      { ...entry, index: entry.index + 1 },
      { ...entry, nonces: [entry.nonces[1] ?? '', entry.nonces[0] ?? ''] },
      { ...entry, proof: entry.proof.slice(1) },
    ]
    for (const told of wrong) {
      said.entries = [told]
      t.match(await watch(), { found: 0, isProven: false })
    }
    said.entries = [entry, entry]
    t.match(await watch(), { isProven: false }, 'told twice')
    said.entries = [entry]
    said.size += 1
    t.match(await watch(), { isProven: false }, 'another checkpoint')
    said.size -= 1
    t.match(await watch(), { found: 1, isProven: true, unknown: 0 })
  },
)

t.test('what the registry shows and the log does not is an alarm at the second look', async t => {
  const desk = await openDesk(t)
  const { shown, watch, show } = openWatch(desk, undefined)
  const known = desk.store.list('receiver')[0]?.id ?? ''
  shown.keys = [known]
  await show(logOf([]))
  t.match(await watch(), { unlogged: 0 })
  t.match(await watch(), { unlogged: 0 }, 'the same checkpoint again')
  // A former log told of the key: its successor, which lost that, must tell it again.
  await desk.admin`
    INSERT INTO audit.watched_entry (origin, log_index, at, operation, name, is_known)
    VALUES ('hub-test/log/0', 1, now(), 'key-register', ${known}, true)`
  await show(logOf([sealKey(strange), sealKey(strange)]))
  t.match(await watch(), { unlogged: 2 }, 'the key and the agreement')
})
