import { verifyAccess } from '@unefois/evidence'
import t from 'tap'
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
  const given = await carsat.send('/access', '/access/given', {})
  t.match(given.body, 'given')
  t.notMatch(given.body, signalId)
  t.match((await hub.get('/access')).body, 'given')
})
