import { verifyAccess } from '@unefois/evidence'
import t from 'tap'
import { limits } from '../src/limits.ts'
import { signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'
import { appendActs, somebody } from './person-samples.ts'
import { recordRequest } from './recorded-request.ts'

t.test('the hub’s officer answers a person; an agency’s officer gives its part', async t => {
  const opened = await openConsole(t)
  const { sql, store } = opened
  const about = somebody()
  const at = start.toISOString()
  const signalId = signalOf(at)
  const agency = 'carsat-sud-est'
  await appendActs({ admin: sql.admin, store }, [
    { at, operation: 'signal-accept', signalId, about, counterparty: agency, outcomeClass: 'sent' },
    { at, operation: 'case-received', signalId, agency },
  ])
  await opened.sequence()
  const request = await recordRequest({ admin: sql.admin, store }, about)

  const hub = await opened.as('hub-dpo')
  t.match((await hub.get('/access?lang=en')).body, 'No part is asked for.')
  const form = { request, scheme: 'fr-nir', number: about.value }
  const wrong = await hub.send('/access', '/access', {
    ...form,
    number: '253072B07300471',
    part: '3',
  })
  t.match(wrong, { status: 422, body: 'not a valid number' })
  t.notMatch(wrong.body, '253072B07300471', 'it is not repeated')
  t.match(wrong.body, 'type="text" value="3"', 'which part was asked for is')
  const unknown = await hub.send('/access', '/access', { ...form, request: signalOf(at) })
  t.match(unknown, { status: 422, body: 'No open request' })
  t.notMatch(unknown.body, about.value)
  const zip = await hub.send('/access', '/access', form)
  t.equal(zip.status, 200)
  t.match(verifyAccess(zip.bytes, {}), { faults: [], events: 4, proven: 2 })
  const shown = await hub.get('/access')
  t.match(shown.body, /Carsat/u)
  t.notMatch(shown.body, signalId)

  const carsat = await opened.as('carsat-sud-est-dpo')
  const asked = await carsat.get('/access?lang=en')
  t.match(asked.body, `/exchanges/${signalId}`)
  t.notMatch(asked.body, 'name="number"', 'an agency answers nobody here')
  t.equal((await (await opened.as('caf-13-dpo')).get('/access')).body.includes(signalId), false)
  await opened.sql.admin`UPDATE audit.access_part SET signal_ids = '{}'`
  const emptied = await carsat.get('/access?lang=en')
  t.match(emptied.body, 'Erased since')
  t.notMatch(emptied.body, signalId)
  const given = await carsat.send('/access', '/access/given', {})
  t.match(given.body, 'given')
  t.notMatch(given.body, signalId)
  t.match((await hub.get('/access')).body, 'given')
})

t.test('of a part with more signals than a page holds, only those shown are traced', async t => {
  const opened = await openConsole(t)
  const { admin } = opened.sql
  const beyond = 3
  const ids = Array.from({ length: limits.partSignalsPerPage + beyond }, () =>
    signalOf(start.toISOString()),
  )
  const part = signalOf(start.toISOString())
  const dueAt = new Date(start.getTime() + 30 * 86_400_000)
  await admin`
    INSERT INTO audit.access_part (id, request, agency, signal_ids, asked_at, due_at, lapses_at)
    VALUES (${part}, ${part}, 'caf-13', ${ids}::uuid[], ${start}, ${dueAt}, ${dueAt})`
  const caf = await opened.as('caf-13-dpo')
  const traced = async () => {
    const rows = await admin<{ id: string }[]>`
      SELECT DISTINCT signal_id AS id FROM audit.event WHERE operation = 'access-part-read'`
    return rows.map(({ id }) => id).sort()
  }
  const { body } = await caf.get('/access?lang=en')
  const shown = [...body.matchAll(/href="\/exchanges\/([^"]+)"/gu)].map(([, id]) => id)
  t.equal(shown.length, limits.partSignalsPerPage)
  t.strictSame(await traced(), shown.toSorted())
  t.match(body, `And ${beyond} others, by the call GET /v1/access-parts;`)
  t.notMatch(body, '/access/given', 'nobody says here that all of it was given')
  for (const lang of ['fr', 'nl', 'de']) {
    const other = (await caf.get(`/access?lang=${lang}`)).body
    t.match(other, /<p>(?:Et|En nog|Und) 3 [^<]+ GET \/v1\/access-parts/u, lang)
  }
  await admin`UPDATE audit.access_part SET signal_ids = ${ids.slice(beyond)}::uuid[]`
  t.match((await caf.get('/access')).body, '/access/given', 'a page holds all of it')
  t.strictSame(await traced(), ids.toSorted())
})
