import type { BreachRecord, EventPage } from '@unefois/contracts'
import type { Bearer } from '@unefois/testing'
import t from 'tap'
import { entriesOf } from '../src/domain/breach-scope.ts'
import { instantOf } from '../src/domain/paris-time.ts'
import { countWaitingForOfficer } from '../src/use-cases/count-waiting-for-officer.ts'
import { sampleAgreementVersions, signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'
import { appendActs, somebody } from './person-samples.ts'

const at = start.toISOString()
const hourMs = 3_600_000
const officer: Bearer = {
  agency: 'hub',
  agent: 'agt_hub01',
  roles: ['dpo'],
  scopes: ['oversight'],
}
const time = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }
const breach = {
  reference: 'Incident 2026-17',
  natures: ['confidentiality'],
  knownAt: '2026-11-20T08:00:00.000Z',
  scope: { agency: 'caf-13', ...time },
}
const form = {
  reference: 'Incident 2026-18',
  natures: 'integrity',
  'known-day': '2026-11-20',
  'known-time': '09:00',
  from: '2026-11-01',
  until: '2026-11-21',
}

t.test('a breach is recorded, its signals counted, its 72 hours seen', async t => {
  const opened = await openConsole(t)
  const { sql, store, call, clock } = opened
  const sent = { at, operation: 'signal-accept', outcomeClass: 'sent' } as const
  const ids = Array.from({ length: 5 }, () => signalOf(at))
  await appendActs({ admin: sql.admin, store }, [
    ...ids.map(signalId => ({
      ...sent,
      signalId,
      agency: 'caf-13',
      counterparty: 'carsat-sud-est',
    })),
    { ...sent, signalId: ids[0] ?? '', agency: 'caf-13', counterparty: 'carsat-sud-est' },
    { ...sent, outcomeClass: 'objected', signalId: signalOf(at), counterparty: 'cpam-13' },
    { ...sent, signalId: signalOf(at), agency: 'onss', counterparty: 'mutualite-horizon' },
    {
      at,
      operation: 'signal-release',
      signalId: signalOf(at),
      agency: 'caf-13',
      counterparty: 'onss',
    },
    { at: '2026-10-01T08:00:00.000Z', operation: 'signal-accept', signalId: signalOf(at) },
  ])
  const answer = await call<BreachRecord>('POST', '/v1/breaches', { bearer: officer, body: breach })
  t.equal(answer.status, 201)
  t.match(answer.body, {
    noticeDueAt: '2026-11-23T08:00:00.000Z',
    affected: { signals: 7, receivers: ['caf-13', 'carsat-sud-est', 'cpam-13'] },
  })
  const hub = await opened.as('hub-dpo')
  const list = await hub.get('/breaches?lang=en')
  t.match(list.body, '48 h 0 min left')
  const waiting = countWaitingForOfficer(opened.deps)
  t.strictSame(await waiting('agt_hub01'), { searches: 0, untold: 1, late: 0, long: 0 })
  await clock.set(start.getTime() + 30 * hourMs)
  t.match((await hub.get('/breaches')).body, /class="tag warn">18 h 0 min left/u)
  await clock.set(start.getTime() + 49 * hourMs)
  const page = `/breaches/${answer.body.id}`
  t.match((await hub.get(page)).body, /class="tag bad">1 h 0 min overdue/u)

  const csv = await hub.get(`${page}/signals`)
  t.match(csv.headers.get('content-disposition'), 'signals.csv')
  const [head, ...lines] = csv.body.trimEnd().split('\r\n')
  t.equal(head, 'signal')
  t.equal(lines.length, 7)
  t.ok(ids.every(id => lines.includes(id)))
  const [told] = await sql.admin<{ n: number }[]>`
    SELECT count(DISTINCT signal_id)::int AS n FROM audit.event WHERE operation = 'breach-measure'`
  t.equal(told?.n, 7, 'whoever a listed signal is about sees that it was listed')

  const notice = {
    authority: 'fr-cnil',
    'notified-day': '2026-11-23',
    'notified-time': '09:30',
  }
  const late = await hub.send(page, `${page}/notice`, notice)
  t.equal(late.status, 422)
  t.match(late.body, 'The notice is late: say why.')
  const early = await hub.send(page, `${page}/notice`, { ...notice, 'notified-day': '2026-11-19' })
  t.equal(early.status, 422, 'not before it was known')
  const done = await hub.send(page, `${page}/notice`, { ...notice, late: 'scope-unclear' })
  t.match(done.body, 'notified late')
  t.match(done.body, 'The scope was not clear')
  t.notMatch(done.body, '/notice"', 'once')
  const closed = await hub.send(page, `${page}/closing`, {})
  t.match(closed.body, 'Closed on')
  const operations = await sql.admin<{ operation: string }[]>`
    SELECT DISTINCT operation FROM audit.event WHERE operation ~ '^breach' ORDER BY 1`
  t.strictSame(
    operations.map(({ operation }) => operation),
    ['breach-close', 'breach-measure', 'breach-notify', 'breach-open', 'breach-read'],
  )
})

t.test('what is touched: by agent, agreement, key, or all of a time', async t => {
  const { call, sql, store, deps } = await openConsole(t)
  const { hash = '', text } =
    sampleAgreementVersions.find(each => each.text.sender === 'caf-13') ?? {}
  const act = { at, operation: 'signal-accept', agency: 'caf-13' } as const
  const ids = Array.from({ length: 6 }, () => signalOf(at))
  await appendActs(
    { admin: sql.admin, store },
    ids.map(signalId => ({ ...act, signalId })),
  )
  await sql.admin`UPDATE audit.event
    SET agreement_hash = ${hash}, counterparty = ${text?.receiver ?? ''}
    WHERE signal_id = ANY (${ids.slice(0, 4)}::uuid[])`
  await sql.admin`UPDATE audit.event SET agent = 'agt_caf1301' WHERE signal_id = ${ids[0] ?? ''}`
  const affected = async (scope: object) => {
    const body = { ...breach, scope: { ...scope, ...time } }
    const answer = await call<BreachRecord>('POST', '/v1/breaches', { bearer: officer, body })
    return answer.status === 201 ? answer.body.affected.signals : answer.body
  }
  t.equal(await affected({}), 6)
  t.equal(await affected({ agency: 'caf-13' }), 6)
  t.equal(await affected({ agreement: hash }), 4)
  t.equal(await affected({ agency: 'caf-13', agent: 'agt_caf1301' }), 1)
  t.match(await affected({ agent: 'agt_caf1301' }), { code: 'agent-without-agency' })
  t.match(await affected({ agreement: 'e'.repeat(64) }), { code: 'breach-scope-unknown' })
  t.match(await affected({ key: `rk_${'0'.repeat(32)}` }), { code: 'breach-scope-unknown' })
  const directory = { ...deps.directory(), keys: new Map([['rk_1', text?.receiver ?? '']]) }
  const ofKey = { agency: null, agent: null, keyId: 'rk_1', agreement: null }
  const entries = entriesOf(ofKey, directory) ?? []
  t.ok(entries.some(each => each.agency === 'caf-13' && each.agreement === hash))
  t.ok(
    entries.every(each => each.agency !== text?.receiver),
    'whoever sends to the key’s holder',
  )
  const holder = text?.receiver ?? ''
  t.strictSame(entriesOf({ ...ofKey, agency: holder }, directory), entries, 'the holder’s, too')
  const byAgent = entriesOf({ ...ofKey, agency: holder, agent: 'agt_1234' }, directory) ?? []
  t.ok(byAgent.length > 0 && byAgent.every(each => each.agency === holder))
})

t.test('only the hub’s officer, by name; nothing to come; no number anywhere', async t => {
  const opened = await openConsole(t)
  const { call, lines } = opened
  const post = (bearer: Bearer, body: object) => call('POST', '/v1/breaches', { bearer, body })
  t.equal((await post({ ...officer, agency: 'caf-13' }, breach)).status, 403)
  t.equal((await post({ ...officer, roles: ['operator'] }, breach)).status, 403)
  t.equal((await post({ ...officer, scopes: ['retention'] }, breach)).status, 403)
  const { agent: _, ...nameless } = officer
  t.match((await post(nameless, breach)).body, { code: 'officer-unnamed' })
  t.equal((await post(officer, { ...breach, knownAt: '2027-01-01T00:00:00.000Z' })).status, 422)
  const { value } = somebody()
  const numbered = await post(officer, { ...breach, reference: `Incident ${value}` })
  t.match(numbered.body, { code: 'reference-unfit' })
  t.notMatch(numbered.text + lines.join(), value)
  const caf = await opened.as('caf-13-dpo')
  for (const path of ['/breaches', '/breaches/new']) t.equal((await caf.get(path)).status, 403)
  const hub = await opened.as('hub-dpo')
  const wrong = await hub.send('/breaches/new?lang=en', '/breaches', { ...form, agent: value })
  t.equal(wrong.status, 422)
  t.notMatch(wrong.body, value)
  const none = await hub.send('/breaches/new', '/breaches', {})
  for (const text of ['Give a reference', 'Tick what was breached', 'Say when the breach']) {
    t.match(none.body, text)
  }
  const made = await hub.send('/breaches/new', '/breaches', form)
  t.match(made.body, 'Breach Incident 2026-18')
  t.match(made.body, 'Integrity')
})

t.test('a form that is sent twice opens one file', async t => {
  const { as, sql } = await openConsole(t)
  const hub = await as('hub-dpo')
  const shown = await hub.get('/breaches/new?lang=en')
  const send = (fields = form) => hub.submit(shown, fields, { action: '/breaches' })
  const [first, second] = [await send(), await send()]
  t.match(first.url.pathname, /^\/breaches\/[0-9a-f-]{36}$/u)
  t.equal(second.url.pathname, first.url.pathname)
  t.equal((await send({ ...form, reference: 'Incident 2026-19' })).status, 409, 'another breach')
  const spoilt = { ...shown, body: shown.body.replace(/(name="once" value=")[^"]+/u, '$1again') }
  t.equal((await hub.submit(spoilt, form, { action: '/breaches' })).status, 400)
  const [kept] = await sql.admin<{ n: number }[]>`SELECT count(*)::int AS n FROM audit.breach`
  t.equal(kept?.n, 1)
  const other = await hub.send('/breaches/new', '/breaches', form)
  t.not(other.url.pathname, first.url.pathname, 'a form that is shown anew is another file')
})

t.test('the search call is the search page’s', async t => {
  const { call, sql, store, as } = await openConsole(t)
  const person = somebody()
  const signalId = signalOf(at)
  const detail = { right: 'fr.carsat.aspa', trigger: 'age-threshold' }
  await appendActs({ admin: sql.admin, store }, [
    { at, operation: 'signal-accept', signalId, outcomeClass: 'objected', about: person, detail },
  ])
  const search = (bearer: Bearer, body: object) =>
    call<EventPage>('POST', '/v1/event-searches', { bearer, body })
  const found = await search(officer, { agency: 'caf-13', ...time })
  t.match(found.body.items, [{ signal: signalId, ...detail }])
  t.equal(found.body.items[0]?.outcomeClass, undefined)
  const own = await search({ ...officer, agency: 'caf-13', agent: 'agt_caf1303' }, time)
  const [act] = own.body.items.filter(({ operation }) => operation === 'signal-accept')
  t.match(act, { signal: signalId })
  t.equal(act?.right, undefined, 'an agency reads no detail')
  const { scheme, value } = person
  const subject = { scheme, value }
  t.match((await search(officer, { subject })).body, { code: 'search-unfit' })
  const hub = await as('hub-dpo')
  const file = await hub.send('/files/new', '/files', { reason: 'authority', reference: 'CNIL 1' })
  const id = file.url.pathname.replace('/files/', '')
  t.match((await search(officer, { subject, file: id })).body, { code: 'search-not-approved' })
  const fields = { 'ask-scheme': scheme, 'ask-value': value }
  await hub.send(`/files/${id}`, `/files/${id}/searches`, fields)
  const two = await as('hub-dpo-2')
  const path = /action="([^"]+\/approval)"/u.exec((await two.get(`/files/${id}`)).body)?.[1] ?? ''
  await two.send(`/files/${id}`, path, {})
  const approved = await search(officer, { subject, file: id })
  t.ok(approved.body.items.some(({ signal }) => signal === signalId))
  t.ok(
    approved.body.items.some(each => each.outcomeClass === 'objected'),
    'for the person’s file',
  )
  t.equal((await search(nobody(), { subject, file: id })).status, 403)
})

const nobody = (): Bearer => ({ ...officer, agency: 'caf-13', agent: 'agt_caf1303' })

t.test('an hour of Paris is that hour in summer, winter and on the days between', t => {
  const cases = [
    ['2026-11-20', '09:00', '2026-11-20T08:00:00.000Z'],
    ['2026-07-01', '09:00', '2026-07-01T07:00:00.000Z'],
    ['2026-03-29', '04:00', '2026-03-29T02:00:00.000Z'],
    ['2026-10-25', '23:30', '2026-10-25T22:30:00.000Z'],
  ] as const
  for (const [day, hour, expected] of cases) {
    t.equal(instantOf(day, hour)?.toISOString(), expected, `${day} ${hour}`)
  }
  for (const hour of ['24:00', '9:00', '']) t.equal(instantOf('2026-11-20', hour), undefined)
  t.end()
})
