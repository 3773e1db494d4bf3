import type { Bearer } from '@unefois/testing'
import t from 'tap'
import { isSearchable } from '../src/domain/days.ts'
import { directoryOf } from '../src/domain/directory.ts'
import { instantOf, spanOf } from '../src/domain/paris-time.ts'
import { openAudit, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'
import { somebody } from './person-samples.ts'

const officer: Bearer = { agency: 'hub', agent: 'agt_hub01', roles: ['dpo'], scopes: ['oversight'] }
const { value: number } = somebody()
const right = { from: '2026-11-01', until: '2026-11-20' }
const breach = {
  ...right,
  reference: 'Incident 2026-17',
  natures: 'integrity',
  'known-day': '2026-11-20',
  'known-time': '09:00',
}
/** Days that no calendar has, and years in which nobody exchanged anything. */
const noDays = ['2026-02-30', '2026-13-01', '0000-01-02', '0001-01-01', '9999-12-31', number]

/** Sends forms as whoever made a page of their own might: with any value in any field. */
async function openForms(t: Parameters<typeof openConsole>[0]) {
  const opened = await openConsole(t)
  const hub = await opened.as('hub-dpo')
  const send = async (path: string, fields: Record<string, string>) => {
    const shown = await hub.get(path === '/breaches' ? '/breaches/new' : path)
    return hub.submit(shown, fields, { action: path, stopBefore: opened.origin })
  }
  return { ...opened, hub, send }
}

t.test('a day that is none is said to be none, wherever a day is asked for', async t => {
  const { hub, send, sql, call, as } = await openForms(t)
  const caf = await as('caf-13-dpo')
  for (const day of noDays) {
    const query = new URLSearchParams({ from: day, until: day })
    for (const visitor of [hub, caf]) {
      const { status } = await visitor.get(`/search?${query}`)
      t.ok([400, 422].includes(status), `${day} ${status}`)
    }
    for (const changed of [{ from: day }, { until: day }, { 'known-day': day }]) {
      const { status, body } = await send('/breaches', { ...breach, ...changed })
      t.equal(status, 422, JSON.stringify(changed))
      t.notMatch(body, number)
    }
  }
  t.equal((await sql.admin`SELECT FROM audit.breach`).count, 0)
  for (const from of ['0000-01-02T00:00:00.000Z', '0001-01-01T00:00:00.000Z']) {
    const to = from.replace('-01-', '-02-')
    const answer = await call('POST', '/v1/event-searches', { bearer: officer, body: { from, to } })
    t.match(answer, { status: 422, body: { code: 'search-time-unfit' } })
  }
})

t.test('a number in a wrong field reaches no page, no address and no row', async t => {
  const { send, sql, lines } = await openForms(t)
  for (const name of ['agency', 'agreement', 'agent', 'from', 'until', 'looks']) {
    const { body, url } = await send('/search', { ...right, [name]: number })
    t.notMatch(`${body} ${url}`, number, `search by ${name}`)
  }
  for (const name of [...Object.keys(breach), 'agency', 'agreement', 'agent', 'key']) {
    const { body, url } = await send('/breaches', { ...breach, [name]: number })
    t.notMatch(`${body} ${url}`, number, `breach by ${name}`)
  }
  const kept = await sql.admin`SELECT row_to_json(b)::text AS row FROM audit.breach AS b`
  t.notMatch(JSON.stringify(kept), number)
  t.notMatch(lines.join(''), /request-failed/u, 'nothing broke')
})

t.test(
  'a breach of an agency that nobody knows is refused, not counted as touching none',
  async t => {
    const { call, deps } = await openAudit(t)
    const time = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }
    const body = { reference: 'Incident 1', natures: ['integrity'], knownAt: start.toISOString() }
    const open = (scope: object) =>
      call('POST', '/v1/breaches', {
        bearer: officer,
        body: { ...body, scope: { ...time, ...scope } },
      })
    t.match(await open({ agency: 'caf-31' }), {
      status: 422,
      body: { code: 'breach-scope-unknown' },
    })
    t.equal((await open({ agency: 'caf-13' })).status, 201)
    t.ok(deps.directory().names.size > 0)
    const deaf = await openAudit(t, undefined, {
      directory: () => directoryOf({ participants: [] }),
    })
    const answer = await deaf.call('POST', '/v1/breaches', {
      bearer: officer,
      body: { ...body, scope: time },
    })
    t.match(
      answer,
      { status: 503, body: { code: 'participants-unknown' } },
      'nobody was heard of yet',
    )
  },
)

t.test('an hour that comes twice is the first, one that is left out is none', t => {
  t.equal(instantOf('2026-03-29', '02:30'), undefined)
  t.equal(instantOf('2026-10-25', '02:30')?.toISOString(), '2026-10-25T00:30:00.000Z')
  t.equal(instantOf('2026-10-25', '03:00')?.toISOString(), '2026-10-25T02:00:00.000Z')
  t.equal(instantOf('2026-02-30', '09:00'), undefined)
  t.end()
})

t.test('a year and a day are searched, whatever hours its autumns have; no day more', t => {
  const isYear = (from: string, until: string) => {
    const span = spanOf(from, until)
    return isSearchable(span.from, span.to)
  }
  t.ok(isYear('2025-10-26', '2026-10-26'), 'two autumns, one spring')
  t.notOk(isYear('2025-10-26', '2026-10-27'))
  t.ok(isYear('2025-01-01', '2026-01-01'))
  t.notOk(isYear('2025-01-01', '2026-01-02'))
  t.end()
})
