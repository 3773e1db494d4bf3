import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@unefois/database'
import { createLog } from '@unefois/events'
import { seededRandom, syntheticNir } from '@unefois/identifiers'
import { openKeyStore } from '@unefois/sealing'
import { createManualClock } from '@unefois/service'
import { templateDatabase, testIssuer } from '@unefois/testing'
import t from 'tap'
import { buildConsent } from '../src/app.ts'
import { events } from '../src/events.ts'
import { startPulse } from '../src/pulse.ts'

const now = new Date('2026-11-20T10:00:00.000Z')
const collector = { agency: 'mission-locale-marseille', scopes: ['person-agreements'] }

t.test('a person’s agreement', async t => {
  const database = await templateDatabase(t, 'hub')
  const sql = openDatabase({ url: database.roleUrl('consent_app'), name: 't', connectionsMax: 3 })
  const admin = openDatabase({ url: database.adminUrl, name: 't', connectionsMax: 1 })
  const folder = mkdtempSync(join(tmpdir(), 'consent-test-'))
  const lines: string[] = []
  await admin`SELECT audit.ensure_partitions(${now}, 1)`
  const { issuer, tokenOf } = await testIssuer(t)
  const app = buildConsent({
    issuer,
    clock: createManualClock(now.getTime()),
    log: createLog({ service: 'consent', events, destination: { write: l => void lines.push(l) } }),
    keys: openKeyStore(join(folder, 'keys')),
    sql,
    ready: async () => ({ ok: true, reasons: [] }),
  })
  t.teardown(async () => {
    await app.close()
    await Promise.all([sql.end(), admin.end()])
    rmSync(folder, { recursive: true })
  })
  const person = syntheticNir(seededRandom(3))
  const body = {
    subject: { scheme: person.scheme, value: person.value },
    rights: ['fr.cpam.c2s'],
    recipients: ['cpam-13'],
    obtainedOn: '2026-11-20',
    channel: 'in-person',
    agent: 'agt_0001',
  }
  const post = (
    payload: object,
    key: string = randomUUID(),
    bearer: typeof collector = collector,
  ) =>
    app.inject({
      method: 'POST',
      url: '/v1/person-agreements',
      headers: { authorization: `Bearer ${tokenOf(bearer)}`, 'idempotency-key': key },
      payload,
    })

  const key = randomUUID()
  const first = await post(body, key)
  t.equal(first.statusCode, 201)
  t.match(first.json(), { id: /^pag_[0-9a-f]{32}$/u, validUntil: '2027-11-20T10:00:00.000Z' })
  t.strictSame((await post(body, key)).json(), first.json(), 'the same key, the same answer')
  const other = await post({ ...body, rights: ['fr.caf.prime-activite'] }, key)
  t.equal(other.statusCode, 409)

  const swapped = `${person.value.slice(0, -2)}${person.value.endsWith('00') ? '98' : '00'}`
  const wrong = await post({ ...body, subject: { scheme: 'fr-nir', value: swapped } })
  t.match(wrong.json(), { status: 422, errors: [{ pointer: '/subject/value' }] })
  t.notOk(wrong.body.includes(swapped), 'the value is not repeated')
  const sender = { ...collector, scopes: ['signals'] }
  t.equal((await post(body, randomUUID(), sender)).statusCode, 403)

  const [left] = await admin`SELECT
    (SELECT count(*)::int FROM consent.person_agreement) AS agreements,
    (SELECT count(*)::int FROM audit.event WHERE operation = 'person-agreement-record') AS traces`
  t.strictSame({ ...left }, { agreements: 1, traces: 1 }, 'one act, one trace')
  const stored = JSON.stringify([
    await admin`SELECT * FROM consent.person_agreement`,
    await admin`SELECT * FROM audit.event`,
    lines,
  ])
  t.notOk(stored.includes(person.value), 'no identifier in rows or log')
})

t.test('the pulse is written on system time, and its absence shows', async t => {
  const database = await templateDatabase(t, 'hub')
  const sql = openDatabase({ url: database.roleUrl('consent_app'), name: 't', connectionsMax: 1 })
  t.teardown(() => sql.end())
  let missed = 0
  const pulse = startPulse(sql, () => {
    missed += 1
  })
  while (pulse.ageMs() > 10_000) await new Promise(resolve => setTimeout(resolve, 5))
  const [row] = await sql<{ at: Date }[]>`SELECT at FROM consent.pulse`
  t.ok(Math.abs(Date.now() - (row?.at.getTime() ?? 0)) < 5_000)
  t.equal(missed, 0)
  pulse.close()
})
