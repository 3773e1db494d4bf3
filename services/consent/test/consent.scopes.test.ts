import { randomUUID } from 'node:crypto'
import t from 'tap'
import { describeRoutes } from '../src/describe.ts'
import { adviser, openConsent, person, register } from './open-consent.ts'

t.test('each call takes its own scope and no other', async t => {
  const hub = await openConsent(t)
  const id = randomUUID()
  const everyScope = ['objections', 'person-agreements', 'identifier-successions']
  const { routes } = describeRoutes()
  for (const { method, url, scopes = [] } of routes) {
    const path = url.replace(':id', url.includes('person') ? `pag_${'0'.repeat(32)}` : id)
    const ask = (scope: string) => {
      const bearer = { ...adviser, scopes: [scope, 'signals', 'cases', 'figures', 'receive'] }
      return method === 'GET' ? hub.get(path, bearer) : hub.post(path, {}, bearer)
    }
    t.equal(scopes.length, 1, `${method} ${url}`)
    for (const scope of everyScope) {
      const { status } = await ask(scope)
      if (scopes.some(needed => needed === scope)) t.not(status, 403, `${scope}: ${method} ${url}`)
      else t.equal(status, 403, `${scope}: ${method} ${url}`)
    }
  }
  const posts = routes.filter(({ method }) => method === 'POST')
  t.ok(
    posts.every(({ idempotent }) => idempotent === true),
    'every post needs its key',
  )
})

t.test('only bodies that give numbers may tell of a succession', async t => {
  const hub = await openConsent(t)
  const body = { former: person('nia'), current: person() }
  const entitled = await hub.post('/v1/identifier-successions', body, register)
  t.equal(entitled.status, 201)
  t.match(await hub.post('/v1/identifier-successions', body, adviser), {
    status: 403,
    body: { code: 'scope-missing' },
  })
})

t.test('the database lets each role do its part and no more', async t => {
  const hub = await openConsent(t)
  for (const role of [hub.sql.accept, hub.sql.agency]) {
    for (const statement of [
      'SELECT 1 FROM consent.objection',
      'SELECT 1 FROM consent.lodging_use',
      `SELECT exchange.recall_signals('{}', 'objection', '2026-01-01', '2026-01-01')`,
      `SELECT audit.find_signals(ARRAY['\\x00'::bytea])`,
    ]) {
      await t.rejects(role.unsafe(statement), { code: '42501' }, statement)
    }
  }
  for (const statement of [
    'SELECT 1 FROM audit.event',
    'SELECT 1 FROM exchange.signal',
    'UPDATE consent.objection SET lapses_at = lapses_at',
  ]) {
    await t.rejects(hub.sql.consent.unsafe(statement), { code: '42501' }, statement)
  }
})
