import { randomUUID } from 'node:crypto'
import t from 'tap'
import { describeRoutes } from '../src/describe.ts'
import { openConsole } from './support/console.ts'
import { openDesk, signalMessage } from './support/desk.ts'

const cases = [{ id: randomUUID(), version: 1 }]
const contact = {
  channel: 'post',
  result: 'absent',
  at: '2026-11-23T09:00:00.000Z',
  leavesContent: false,
}
const notice = {
  informedAt: '2026-11-23T09:00:00.000Z',
  channel: 'post',
  template: 'first-contact-1',
  language: 'fr',
}

const bodies: Readonly<Record<string, object>> = {
  assign: { agent: 'agt_adviser2' },
  contacts: contact,
  notice,
  hold: { reason: 'awaiting-person', resumeOn: '2026-12-10' },
  close: { outcomes: ['unreachable'] },
  decline: { reason: 'deceased' },
  restrict: { ground: 'unlawful' },
  unrestrict: { toldAt: '2026-11-23T09:00:00.000Z' },
  'case-claims': { cases },
  'case-contacts': { contact, cases },
  'case-notices': { notice, cases },
  'legal-holds': {
    signalIds: [randomUUID()],
    basis: 'court-order',
    provision: 'FICTITIOUS: 26/1',
    endsOn: '2027-01-01',
  },
  'erasure-request': { requestedAt: '2026-11-23T09:00:00.000Z' },
}

t.test('every call refuses whoever is not an adviser of this agency', async t => {
  const desk = await openDesk(t)
  const { app, callAs } = await openConsole(t, desk)
  const { signal, id } = desk.seal(desk.person())
  await desk.take([signalMessage(signal)])
  const agent = 'agt_adviser1'
  const strangers = {
    'another agency': callAs({ agency: 'caf-13', agent }),
    'the hub': callAs({ agency: 'hub', agent, roles: ['operator'] }),
    'a system without a person': callAs({ agency: 'cpam-13' }),
    'an integrator': callAs({ agency: 'cpam-13', agent, roles: ['integrator'] }),
    'a sender’s scope': callAs({ agency: 'cpam-13', agent, scope: 'signals receive' }),
  }
  const misdirected = callAs({ agency: 'cpam-13', agent, audience: 'urn:unefois:hub' })
  const { routes } = describeRoutes()
  const queries: Readonly<Record<string, string>> = {
    '/v1/cases': '?queue=mine',
    '/v1/statistics/territories': '?quarter=2025-Q1',
    '/v1/notices/:template': `?case=${id}&language=fr`,
  }
  t.equal(routes.length, 30)
  for (const { method, url } of routes) {
    const query = queries[url] ?? ''
    const address = url.replace(':id', id).replace(':template', 'first-contact-1') + query
    const body = bodies[url.split('/').at(-1) ?? ''] ?? {}
    const given = { body, version: 1, key: randomUUID() }
    for (const [who, call] of Object.entries(strangers)) {
      t.equal((await call(method, address, given)).status, 403, `${method} ${url}: ${who}`)
    }
    t.equal((await misdirected(method, address, given)).status, 401, `${method} ${url}: audience`)
    const nobody = await app.inject({ method, url: address })
    t.equal(nobody.statusCode, 401, `${method} ${url}: without a token`)
  }
  const [row] = await desk.admin`SELECT version, state FROM desk.cases WHERE id = ${id}`
  t.match(row, { version: 1, state: 'to-take-up' }, 'nothing was touched')
})

t.test('who erased how much is for the team leader and the officer', async t => {
  const desk = await openDesk(t)
  const { callAs, asAdviser, asLead } = await openConsole(t, desk)
  const officer = { agency: 'cpam-13', agent: 'agt_dpo00001', roles: ['dpo'], scope: 'figures' }
  const address = '/v1/statistics/erasures'
  t.equal((await asAdviser('GET', address)).status, 403)
  t.equal((await callAs({ ...officer, agency: 'caf-13' })('GET', address)).status, 403)
  t.equal((await asLead('GET', address)).status, 200)
  t.equal((await callAs(officer)('GET', address)).status, 200)
  t.equal((await callAs(officer)('GET', '/v1/cases?queue=closed')).status, 403, 'and no case')
  for (const own of ['/v1/deletions', '/v1/certificates', '/v1/legal-holds']) {
    t.equal((await callAs(officer)('GET', own)).status, 200, own)
    t.equal((await asLead('GET', own)).status, 403, `${own} is the officer’s alone`)
    t.equal((await callAs({ ...officer, agency: 'caf-13' })('GET', own)).status, 403)
  }
})

t.test(
  'the desk’s database role owns nothing and changes only what its use-cases change',
  async t => {
    const desk = await openDesk(t)
    const { signal } = desk.seal(desk.person())
    await desk.take([signalMessage(signal)])
    for (const statement of [
      'DELETE FROM desk.cases',
      'UPDATE desk.tombstone SET at = at',
      'UPDATE desk.outbox SET event = event',
      'SELECT * FROM audit.event',
      'DROP TABLE desk.cases',
      'ALTER TABLE desk.cases ADD note text',
    ]) {
      await t.rejects(desk.sql.unsafe(statement), { code: '42501' }, statement)
    }
  },
)
