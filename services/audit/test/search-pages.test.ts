import t from 'tap'
import { spanOf } from '../src/domain/paris-time.ts'
import { sampleAgreementVersions, signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'
import { appendActs } from './person-samples.ts'

const at = start.toISOString()
const { hash = '' } = sampleAgreementVersions.find(({ text }) => text.sender === 'caf-13') ?? {}

t.test('the search and the story of an exchange, in plain words', async t => {
  const opened = await openConsole(t)
  const signalId = signalOf(at)
  const act = { at, signalId }
  await appendActs({ admin: opened.sql.admin, store: opened.store }, [
    {
      ...act,
      operation: 'signal-accept',
      agency: 'caf-13',
      counterparty: 'carsat-sud-est',
      outcomeClass: 'objected',
      detail: { right: 'fr.carsat.aspa', trigger: 'age-threshold' },
    },
    { ...act, operation: 'objection-lodge', agency: 'caf-13' },
    {
      ...act,
      operation: 'case-closed',
      agency: 'carsat-sud-est',
      counterparty: 'caf-13',
      outcomeClass: 'closed-acted',
    },
  ])
  await opened.sql
    .admin`UPDATE audit.event SET agreement_hash = ${hash} WHERE signal_id = ${signalId}`
  await opened.sequence()
  const form = { from: '2026-11-01', until: '2026-11-21', agency: '', agreement: '', agent: '' }

  const hub = await opened.as('hub-dpo')
  const fresh = await hub.get('/search?lang=en')
  t.match(fresh.body, 'By number, it takes an open file')
  t.notMatch(fresh.body, '/exchanges/', 'nothing is read before anything is asked')
  const found = await hub.send('/search', '/search', { ...form, agency: 'caf-13' })
  t.equal(found.status, 200)
  t.match(found.url.search, '?agency=caf-13&from=2026-11-01&until=2026-11-21')
  t.match(found.body, 'Signal sent')
  t.match(found.body, 'CAF des Bouches-du-Rhône → ')
  t.match(found.body, `/exchanges/${signalId}`)
  await (await opened.as('carsat-sud-est-dpo')).get('/volumes')
  const all = await hub.send('/search', '/search', form)
  t.match(all.body, 'Closed')
  t.notMatch(all.body, /searched by a data protection officer|Figures read/u, 'no look')
  await opened.clock.set(opened.deps.nowMs() + 1_000)
  const looks = await hub.send('/search', '/search', { ...form, looks: 'yes' })
  t.match(looks.url.search, 'looks=yes')
  t.match(looks.body, 'searched by a data protection officer', 'the hub’s')
  t.match(looks.body, 'Figures read', 'and an agency’s')
  t.match(looks.body, 'checked', 'and what was asked for is said')
  const story = await hub.get(`/exchanges/${signalId}`)
  t.match(story.body, '<h1>Exchange of 21 November 2026</h1>')
  t.match(story.body, 'Closed, acted')
  t.match(story.body, 'Age threshold')
  t.match(story.body, 'Objection lodged')
  t.match(story.body, 'Who looked at this exchange')
  const told = story.body.slice(story.body.indexOf('id="looks"'))
  t.equal(told.split('Exchanges searched').length, 2, 'three searches of one officer, one line')
  t.match(told, '<small>3 times</small>')
  t.notMatch(told, '<small>– <time', 'of one minute, one time')
  t.notMatch(told, '>Details</th>', 'no column of nothing')
  t.match(story.body, 'Exchanges searched by a data protection officer')
  t.notMatch(story.body, /objected|blocked/iu, 'what became of the attempt is the person’s')

  const caf = await opened.as('caf-13-dpo')
  const own = await caf.get(`/exchanges/${signalId}?lang=en`)
  t.match(own.body, 'You see the acts of your agency')
  t.match(own.body, 'Signal sent')
  t.notMatch(own.body, /Objection|Age threshold|Closed|hub01|Erased/u)
  const form2 = await caf.get('/search')
  t.notMatch(form2.body, /name="(?:agency|looks)"/u, 'an agency has no choice of agency')
  const others = await caf.get('/search?agency=carsat-sud-est&from=2026-11-01&until=2026-11-21')
  t.match(others.body, 'Signal sent')
  t.notMatch(others.body, /Closed|Carsat Sud-Est<\/td>/u, 'asking for another changes nothing')
  t.equal((await (await opened.as('onss-dpo')).get(`/exchanges/${signalId}`)).status, 404)
  t.equal((await hub.get(`/exchanges/${signalOf(at)}`)).status, 404)

  const rows = await opened.sql.admin<{ agency: string; operation: string; n: number }[]>`
    SELECT agency, operation, count(*)::int AS n FROM audit.event
    WHERE purpose = 'oversight' AND signal_id = ${signalId} GROUP BY 1, 2 ORDER BY 1, 2`
  t.strictSame(
    rows.map(({ agency, operation, n }) => [agency, operation, n]),
    [
      ['caf-13', 'exchange-read', 1],
      ['caf-13', 'exchange-search', 1],
      ['hub', 'exchange-read', 1],
      ['hub', 'exchange-search', 3],
    ],
    'each look is one of the signal’s own traces',
  )
})

t.test('what is typed by mistake reaches no address and is not repeated', async t => {
  const opened = await openConsole(t)
  const hub = await opened.as('hub-dpo')
  const number = '253072B07300470'
  const form = { from: '2026-11-01', until: '2026-11-21', agency: '', agreement: '', agent: number }
  const sight = await hub.send('/search?lang=fr', '/search', form)
  t.equal(sight.status, 422)
  t.match(sight.body, 'role="alert"')
  t.notMatch(sight.body + sight.trail.join(), number)
  t.notMatch(opened.lines.join('\n'), number)
  const alone = await hub.send('/search', '/search', { ...form, agent: 'agt_caf1301' })
  t.match(alone.body, 'Choisissez l’organisme de cet agent')
  const late = await hub.send('/search', '/search', { ...form, agent: '', from: '2020-01-01' })
  t.equal(late.status, 422)
})

t.test(
  'a day is the one that the page says: what was done after midnight is found under it',
  async t => {
    const opened = await openConsole(t)
    const late = '2026-11-20T23:30:00.000Z'
    const signalId = signalOf(late)
    await appendActs({ admin: opened.sql.admin, store: opened.store }, [
      { at: late, operation: 'signal-accept', signalId, counterparty: 'carsat-sud-est' },
    ])
    const hub = await opened.as('hub-dpo')
    const under = async (day: string) =>
      (await hub.get(`/search?from=${day}&until=${day}&lang=en`)).body.includes(signalId)
    t.notOk(await under('2026-11-20'))
    const { body } = await hub.get('/search?from=2026-11-21&until=2026-11-21&lang=en')
    t.match(body, '21 Nov 2026, 00:30')
    t.ok(await under('2026-11-21'))
    const fields = {
      reference: 'Incident 2026-19',
      natures: 'integrity',
      'known-day': '2026-11-21',
      'known-time': '08:00',
      from: '2026-11-21',
      until: '2026-11-21',
    }
    const breach = await hub.send('/breaches/new', '/breaches', fields)
    t.match(
      breach.body,
      /datetime="2026-11-20T23:00:00.000Z".*datetime="2026-11-21T22:59:59.999Z"/su,
    )
    t.match(breach.body, /<dd>1<\/dd>/u, 'it is among the signals touched')
    const around = {
      summer: spanOf('2026-10-24', '2026-10-24'),
      change: spanOf('2026-10-25', '2026-10-25'),
    }
    t.equal(around.summer.to.getTime(), around.change.from.getTime(), 'days follow one another')
    t.equal(around.change.to.getTime() - around.change.from.getTime(), 25 * 3_600_000)
  },
)
