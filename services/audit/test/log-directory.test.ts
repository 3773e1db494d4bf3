import { commitTo, entryOf, leafHash, verifyInclusion } from '@unefois/audit-log'
import type { LogDirectory } from '@unefois/contracts'
import { readEvidence } from '@unefois/local'
import { judgeLeaves, judgeTree } from '@unefois/log-leaves'
import { jcs } from '@unefois/sealing'
import type { Bearer } from '@unefois/testing'
import t, { type Test } from 'tap'
import { readLogHealth } from '../src/use-cases/read-log-health.ts'
import { appendSamples, openAudit, signalOf, start, type TraceSample } from './open-audit.ts'

type Opened = Awaited<ReturnType<typeof openAudit>>

const periodMs = 600_000
const desk = (agency: string): Bearer => ({ agency, roles: ['service'], scopes: ['receive'] })

function directoryOf(opened: Opened, agency: string, query: string) {
  const url = `/v1/log/directory?${query}`
  return opened.call<LogDirectory>('GET', url, { bearer: desk(agency) })
}

const keyAct = (change: Partial<TraceSample> = {}): TraceSample => ({
  at: start.toISOString(),
  agency: 'hub',
  purpose: 'directory-keeping',
  operation: 'key-register',
  outcomeClass: undefined,
  counterparty: 'caf-13',
  detail: { keyId: `rk_${'0a'.repeat(16)}`, use: 'seal' },
  ...change,
})
const sides = { agreement: `agr_${'0'.repeat(32)}`, version: 1, sender: 'cpam-13' }
const agreementAct = (operation: string): TraceSample => ({
  ...keyAct({ operation, counterparty: 'cpam-13', detail: { ...sides, receiver: 'caf-13' } }),
  purpose: 'agreement-keeping',
  agreementHash: '0b'.repeat(32),
})
const signals = (count: number) =>
  Array.from({ length: count }, () => ({
    at: start.toISOString(),
    agency: 'caf-13',
    signalId: signalOf(start.toISOString()),
  }))

async function isWhole(t: Test, { sql, deps }: Opened): Promise<void> {
  const evidence = await readEvidence(sql.admin)
  t.equal(evidence.unnumbered, 0)
  t.strictSame(judgeTree({ ...evidence, log: deps.logKey.verifier }), [])
  t.strictSame(judgeLeaves({ ...evidence, laws: ['fr'], now: new Date(deps.nowMs()) }), [])
}

t.test('an agency opens what the log says of its own, and nothing else', async t => {
  const opened = await openAudit(t)
  await appendSamples(opened.sql.admin, signals(300))
  await appendSamples(opened.sql.admin, [
    keyAct(),
    keyAct({ counterparty: 'carsat-sud-est' }),
    agreementAct('agreement-activate'),
    agreementAct('agreement-draft'),
    keyAct({ operation: 'witness-register', agency: 'caf-13', detail: {} }),
  ])
  const query = 'size=768'
  t.equal((await directoryOf(opened, 'caf-13', query)).status, 404, 'nothing is published')
  await opened.sequence()
  const { body } = await directoryOf(opened, 'caf-13', query)
  t.strictSame(
    body.entries.map(({ first, index }) => [first.operation, index]),
    [
      ['key-register', 512],
      ['agreement-activate', 514],
    ],
  )
  const checkpoint = (await opened.raw('/v1/log/checkpoint')).bytes.toString().split('\n')[2] ?? ''
  const root = Buffer.from(checkpoint, 'base64')
  for (const { first, detail, nonces, index, proof } of body.entries) {
    const [one, two] = nonces.map(nonce => Buffer.from(nonce, 'base64'))
    if (one === undefined || two === undefined) throw new Error('two nonces')
    const leaf = leafHash(entryOf(commitTo(one, jcs(first)), commitTo(two, jcs({ detail }))))
    const hashes = proof.map(hash => Buffer.from(hash, 'base64'))
    t.ok(verifyInclusion({ leaf, index, size: body.size, proof: hashes, root }))
  }
  t.strictSame((await directoryOf(opened, 'caf-13', `${query}&after=514`)).body.entries, [])
  t.equal((await directoryOf(opened, 'cpam-13', query)).body.entries.length, 1)
  t.equal((await directoryOf(opened, 'mission-locale-13', query)).body.entries.length, 0)
  t.equal((await opened.call('GET', `/v1/log/directory?${query}`)).status, 403)
  await isWhole(t, opened)
})

/** A sender suspends and resumes its agreement around so many leaves, period after period. */
async function countBetween(t: Test, between: readonly number[]) {
  const opened = await openAudit(t)
  const { admin } = opened.sql
  await appendSamples(admin, signals(7))
  await opened.sequence()
  for (const [period, count] of between.entries()) {
    await appendSamples(admin, [agreementAct('agreement-suspend')])
    await opened.sequence()
    await appendSamples(admin, signals(count))
    await opened.sequence()
    await appendSamples(admin, [agreementAct('agreement-resume')])
    await opened.sequence()
    await opened.clock.set(start.getTime() + period * periodMs + 20_000)
    const { alarms } = await readLogHealth(opened.deps)()
    t.notOk(alarms.includes('not-signed'), 'what waits for a publication is not late')
    await opened.clock.set(start.getTime() + (period + 1) * periodMs)
    await opened.sequence()
  }
  const published = await admin<{ size: number }[]>`
    SELECT size::float8 AS size FROM audit.log_checkpoint
    WHERE published_at IS NOT NULL ORDER BY size`
  const sizes = published.map(({ size }) => size)
  const { body } = await directoryOf(opened, 'cpam-13', `size=${sizes.at(-1)}`)
  await isWhole(t, opened)
  return { sizes, places: body.entries.map(({ index }) => index) }
}

t.test('a place follows from what was published, and tells of nothing beside it', async t => {
  const few = await countBetween(t, [3, 1, 3])
  const more = await countBetween(t, [5, 90, 7])
  t.strictSame(few, more, 'nothing that the agency is told differs')
  for (const { places, sizes } of [few, await countBetween(t, [0, 300, 0])]) {
    t.equal(places.length, 6)
    for (const [n, place] of places.entries()) {
      const since = sizes.findLast(size => size <= place) ?? -1
      t.equal(place - since, n % 2, 'the first acts after a published size, in their order')
    }
  }
})

t.test('what waits for a publication is published, also when nothing else happens', async t => {
  const opened = await openAudit(t)
  const { admin } = opened.sql
  await appendSamples(admin, [keyAct()])
  await opened.sequence()
  t.equal((await directoryOf(opened, 'caf-13', 'size=256')).body.entries[0]?.index, 0)
  await appendSamples(admin, [keyAct({ operation: 'key-retire' })])
  await opened.sequence()
  t.strictSame((await readEvidence(admin)).entries.length, 256, 'it waits')
  await opened.clock.set(start.getTime() + 3 * periodMs)
  t.match((await readLogHealth(opened.deps)()).alarms, ['not-published'])
  await opened.restart()()
  t.equal((await directoryOf(opened, 'caf-13', 'size=768')).body.entries[1]?.index, 512)
  await isWhole(t, opened)
})
