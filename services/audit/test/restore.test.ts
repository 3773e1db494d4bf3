import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Certificate, CertificateList, DeletionsV2 } from '@unefois/contracts'
import { type Database, openDatabase } from '@unefois/database'
import { seededRandom, syntheticNir } from '@unefois/identifiers'
import { type Hub, loadSample, sampleParticipants, startHub } from '@unefois/local'
import { type Api, createApi, createTokenSource } from '@unefois/sdk'
import { hubAudience } from '@unefois/service'
import { startTestPostgres, waitUntil } from '@unefois/testing'
import t from 'tap'

const hourMs = 3_600_000
const { value, scheme } = syntheticNir(seededRandom(20_261_121))

function apiOf(hub: Hub, clientId: string, baseUrl: string): Api {
  const { privateKeyPem } = hub.client(clientId)
  const issuer = hub.urls.identity
  const tokens = createTokenSource({
    issuer,
    clientId,
    privateKey: privateKeyPem,
    audience: hubAudience,
  })
  return createApi({ baseUrl, tokens })
}

/** Sends a signal that nobody receives. */
async function send(hub: Hub): Promise<string> {
  const { id } = await apiOf(hub, 'caf-13', hub.urls.gateway).ok<{ id: string }>({
    method: 'POST',
    path: '/v1/signals',
    idempotencyKey: randomUUID(),
    body: {
      subject: { scheme, value },
      right: 'fr.carsat.aspa',
      observedOn: new Date(hub.nowMs()).toISOString().slice(0, 10),
      territory: 'fr-13',
    },
  })
  return id
}

async function withdraw(hub: Hub, id: string): Promise<void> {
  await apiOf(hub, 'caf-13', hub.urls.gateway).ok({
    method: 'POST',
    path: `/v1/signals/${id}/withdrawal`,
    idempotencyKey: randomUUID(),
  })
}

async function keysOf(sql: Database, id: string): Promise<number> {
  const rows = await sql`SELECT FROM exchange.data_key WHERE signal_id = ${id}`
  return rows.count
}

/** The certificate of a signal's data; a gateway may just be destroying their keys. */
function certificateOf(officer: Api, id: string): Promise<Certificate> {
  return waitUntil('the erasure is certified', async () => {
    const list = await officer.ok<CertificateList>({ method: 'GET', path: '/v1/certificates' })
    const certificates = list.items.map(({ certificate }) => certificate)
    return certificates.find(
      ({ class: what, signalIds }) => what === 'signal-data' && signalIds.includes(id),
    )
  })
}

/** Runs statements on the server with nobody else in the hub's database. */
async function administer(adminUrl: string, statements: readonly string[]): Promise<void> {
  const sql = openDatabase({ url: adminUrl, name: 't', connectionsMax: 1 })
  try {
    for (const statement of statements) await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

t.test('a hub restored from before an erasure erases again before it opens', async t => {
  const server = await startTestPostgres()
  const dataDir = mkdtempSync(join(tmpdir(), 'unefois-restore-'))
  const said: string[] = []
  const start = () =>
    startHub({
      dataDir,
      participants: sampleParticipants,
      desks: [],
      databaseUrl: server.adminUrl,
      say: line => void said.push(line),
    })
  let hub = await start()
  t.teardown(async () => {
    await hub.stop()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  await loadSample(hub)
  const [kept, withdrawn] = [await send(hub), await send(hub)]
  await hub.stop()
  await administer(server.adminUrl, ['CREATE DATABASE hub_before TEMPLATE hub'])

  hub = await start()
  await withdraw(hub, withdrawn)
  const officer = apiOf(hub, 'hub-dpo', hub.urls.audit)
  const deletions = () => officer.ok<DeletionsV2>({ method: 'GET', path: '/v1/deletions' })
  const [done] = (await deletions()).done.filter(line => line.class === 'signal-data')
  t.match(done, { owner: 'exchange', reason: 'withdrawal', entries: 1, count: 1 })
  await hub.moveClock(new Date(hub.nowMs() + 26 * hourMs))
  await hub.moveClock(new Date(hub.nowMs() + 24 * hourMs))
  const certified = await certificateOf(officer, withdrawn)
  t.match(certified, { class: 'signal-data', outOfReach: { by: 'keys-destroyed' } })
  await hub.stop()

  await administer(server.adminUrl, [
    'DROP DATABASE hub WITH (FORCE)',
    'ALTER DATABASE hub_before RENAME TO hub',
  ])
  said.length = 0
  hub = await start()
  t.match(said.join('\n'), /hub: an older database; \d+ erasures done again/u)
  const sql = openDatabase({ url: hub.databaseUrl('hub'), name: 't', connectionsMax: 1 })
  t.teardown(() => sql.end())
  t.strictSame([await keysOf(sql, kept), await keysOf(sql, withdrawn)], [1, 0])

  const unknown = { id: randomUUID(), at: new Date(hub.nowMs()).toISOString(), owner: 'exchange' }
  const month = unknown.at.slice(0, 7)
  const line = {
    ...unknown,
    class: 'signal-data',
    reason: 'withdrawal',
    signalIds: [kept],
    count: 1,
  }
  appendFileSync(join(hub.journalDir('hub'), `journal-${month}.jsonl`), `${JSON.stringify(line)}\n`)
  const audit = hub.processes.audit
  if (audit === undefined) throw new Error('no audit service runs')
  await t.rejects(audit.restart(), /audit has ended/u, 'it does not open on an older database')
  const written = () => readFileSync(audit.logFile, 'utf8')
  await waitUntil('it says why', () => written().includes('database-behind-journal'))
})
