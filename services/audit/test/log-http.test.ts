import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  decideCosignature,
  decodeBundle,
  formatTilePath,
  leafHash,
  openUnderPolicy,
  parseAddCheckpoint,
  parsePolicy,
  readFromTiles,
  rootOf,
  signNote,
  type TileId,
  type Witnessed,
} from '@unefois/audit-log'
import { openWitnessKey, verifierKeyOf } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import type { Bearer } from '@unefois/testing'
import t, { type Test } from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

type Opened = Awaited<ReturnType<typeof openAudit>>

const desk = (agency: string): Bearer => ({ agency, roles: ['service'], scopes: ['receive'] })
const nowSeconds = () => start.getTime() / 1_000

async function append(opened: Opened, count: number): Promise<void> {
  const samples = Array.from({ length: count }, () => ({
    at: start.toISOString(),
    agency: 'caf-13',
    signalId: signalOf(start.toISOString()),
  }))
  await appendSamples(opened.sql.admin, samples)
}

/** One agency's witness, as a desk plays it. */
function witnessOf(t: Test, opened: Opened, agency: string, hub = 'hub-test') {
  const folder = mkdtempSync(join(tmpdir(), 'witness-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const signer = openWitnessKey(openKeyStore(folder), { hub, agency, nowSeconds })
  let last: Witnessed | undefined
  return {
    async ask(old = last?.size ?? 0) {
      const asked = await opened.raw(`/v1/log/add-checkpoint?old=${old}`, desk(agency))
      if (asked.status !== 200) return { status: asked.status }
      const { verifier } = opened.deps.logKey
      return decideCosignature(parseAddCheckpoint(asked.bytes), [verifier], last)
    },
    async cosign(change: object = {}) {
      const decision = await this.ask()
      if (decision.status !== 200 || !('next' in decision)) return decision
      last = decision.next
      const line = signer.sign(decision.text)
      const signature = Buffer.concat([Buffer.from(line.keyId, 'hex'), line.signature])
      const body = {
        size: decision.next.size,
        verifierKey: verifierKeyOf(signer),
        signature: signature.toString('base64'),
        ...change,
      }
      return opened.call('POST', '/v1/cosignatures', { bearer: desk(agency), body })
    },
    signer,
  }
}

t.test('the published tree is rebuilt from its tiles, by anybody', async t => {
  const opened = await openAudit(t)
  t.equal((await opened.raw('/v1/log/checkpoint')).status, 404, 'before the first')
  t.equal((await opened.raw('/v1/log/policy')).bytes.toString().split('\n')[1], 'quorum none')
  await append(opened, 1_000)
  await opened.sequence()
  await append(opened, 500)
  await opened.sequence()
  const policy = parsePolicy((await opened.raw('/v1/log/policy')).bytes)
  const checkpoint = await opened.raw('/v1/log/checkpoint')
  t.match(checkpoint.headers, { 'content-type': /^text\/plain/u, 'cache-control': 'no-store' })
  const { size, root } = openUnderPolicy(checkpoint.bytes, policy).checkpoint
  t.equal(size, 1_024, 'what came since is not shown')

  const tiles = new Map<string, Buffer>()
  const fetchTile = async (path: string) => {
    const answer = await opened.raw(`/v1/log/${path}`)
    if (answer.status === 200) tiles.set(path, answer.bytes)
    return answer
  }
  for (const index of [0, 1, 2, 3]) {
    const answer = await fetchTile(`tile/0/00${index}`)
    t.match(answer.headers, {
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const bundle = await opened.raw(`/v1/log/tile/entries/00${index}`)
    const entries = decodeBundle(bundle.bytes)
    t.strictSame(Buffer.concat(entries.map(leafHash)), answer.bytes)
  }
  await fetchTile('tile/1/000.p/4')
  const read = readFromTiles(size, (tile: TileId) =>
    tiles.get(formatTilePath({ kind: 'hashes', ...tile })),
  )
  t.strictSame(rootOf(read, size), root)

  for (const path of [
    '0/004',
    'entries/004',
    '1/000.p/5',
    '1/000',
    '2/000.p/1',
    '0/x000/000',
    '0/00',
    '8/000',
    '0/000.p/256',
    'entries/../000',
    '0/000.p/0',
  ]) {
    t.equal((await opened.raw(`/v1/log/tile/${path}`)).status, 404, path)
  }
})

t.test('witnesses cosign what only adds, and a quorum is of two agencies', async t => {
  const opened = await openAudit(t)
  await append(opened, 10)
  await opened.sequence()
  const caf = witnessOf(t, opened, 'caf-13')
  const cpam = witnessOf(t, opened, 'cpam-13')
  t.match(await caf.cosign(), { status: 204 })
  t.match(await caf.ask(), { status: 204 }, 'nothing more to say')
  const policyText = async () => (await opened.raw('/v1/log/policy')).bytes
  t.match((await policyText()).toString(), /^group agencies 1 caf-13$/mu)
  t.match(await cpam.cosign(), { status: 204 })
  const policy = parsePolicy(await policyText())
  const opened256 = openUnderPolicy((await opened.raw('/v1/log/checkpoint')).bytes, policy)
  t.equal(opened256.signatures.length, 3)

  await append(opened, 300)
  await opened.clock.set(start.getTime() + 600_000)
  await opened.sequence()
  t.match(await caf.cosign(), { status: 204 })
  const served = () => opened.raw('/v1/log/checkpoint').then(({ bytes }) => bytes)
  t.equal(openUnderPolicy(await served(), policy).checkpoint.size, 256, 'one is no quorum')
  t.match(await cpam.cosign(), { status: 204 })
  t.equal(openUnderPolicy(await served(), policy).checkpoint.size, 768)
  const traces = await opened.sql.admin<{ agency: string }[]>`
    SELECT agency FROM audit.event WHERE operation = 'witness-register' ORDER BY agency`
  t.strictSame(
    traces.map(({ agency }) => agency),
    ['caf-13', 'cpam-13'],
  )
})

t.test('a cosignature is of its agency, its key and its checkpoint', async t => {
  const opened = await openAudit(t)
  await append(opened, 10)
  await opened.sequence()
  const sized = (size: number) => witnessOf(t, opened, 'caf-13').cosign({ size })
  t.match(await sized(255), { status: 404 })
  t.match(await sized(10), { status: 404 }, 'internal ones are none of theirs')
  const wrong = witnessOf(t, opened, 'cpam-13').cosign({ signature: `${'A'.repeat(102)}==` })
  t.match(await wrong, { status: 422 })
  const elsewhere = await witnessOf(t, opened, 'cpam-13', 'another-hub').cosign()
  t.match(elsewhere, { status: 422 }, 'the token says whose witness it is')
  t.match(await witnessOf(t, opened, 'caf-13').cosign(), { status: 204 })
  await append(opened, 10)
  await opened.clock.set(start.getTime() + 600_000)
  await opened.sequence()
  // A folder of its own: another key.
  t.match(await witnessOf(t, opened, 'caf-13').cosign(), { status: 409 })
  const bearer: Bearer = { ...desk('caf-13'), scopes: ['signals'] }
  t.match(await opened.raw('/v1/log/add-checkpoint?old=0', bearer), { status: 403 })
})

t.test('a log that is rolled back gets no cosignature', async t => {
  const opened = await openAudit(t)
  await append(opened, 10)
  await opened.sequence()
  const caf = witnessOf(t, opened, 'caf-13')
  await caf.cosign()
  await opened.sql.admin`DELETE FROM audit.cosignature`
  // Another tree of the same size, signed by the same key.
  const root = Buffer.alloc(32, 7)
  const text = `hub-test/log\n256\n${root.toString('base64')}\n`
  const note = signNote(text, [opened.deps.logKey])
  await opened.sql.admin`UPDATE audit.log_checkpoint SET root = ${root}, note = ${note}`
  t.match(await caf.ask(), { status: 409, size: 256 })
})
