import { randomBytes } from 'node:crypto'
import { recordErasures } from '@unefois/erasure-journal'
import { dayMs } from '@unefois/retention'
import t from 'tap'
import { newId } from '../src/app.ts'
import { appendSamples, sampleAgreementVersions, signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'

const pageBytesMax = 102_400
const [agreement] = sampleAgreementVersions.filter(({ text }) => text.sender === 'caf-13')
const hash = agreement?.hash ?? ''
const { sender = '', receiver = '' } = agreement?.text ?? {}
const yesterday = new Date(start.getTime() - dayMs).toISOString()

/** A console with a day's acts under one agreement, counted. */
async function openFigures(t: Parameters<typeof openConsole>[0]) {
  const opened = await openConsole(t)
  const act = { at: yesterday, agreementHash: hash }
  const sent = { ...act, agency: sender, counterparty: receiver, agent: 'agt_night1' }
  const taken = { ...act, agency: receiver, counterparty: sender }
  await appendSamples(opened.sql.admin, [
    ...Array.from({ length: 7 }, () => ({ ...sent, outcomeClass: 'objected' })),
    { ...taken, operation: 'signal-release' },
    { ...taken, operation: 'case-closed' },
    { at: '2026-11-20T23:30:00.000Z', agency: sender, agent: 'agt_night1' },
    { ...act, agency: receiver, counterparty: sender, operation: 'agreement-sign' },
    ...Array.from({ length: 5 }, () => ({ ...sent, at: '2026-11-20T02:00:00.000Z' })),
  ])
  await opened.sequence()
  await opened.turns.count()
  await opened.turns.flag()
  return opened
}

t.test('volumes: the hub sees both ends, an agency its own acts', async t => {
  const { as } = await openFigures(t)
  const hub = await (await as('hub-dpo')).get('/volumes?lang=en&days=7')
  t.equal(hub.status, 200)
  const row = (cells: string[]) => cells.map(cell => `<td class="number">${cell}</td>`).join('')
  t.match(hub.body, row(['12', '0', '1', '1', '1']))
  t.match(hub.body, 'Worth a look')
  t.notMatch(hub.body, row(['0', '0', '0', '0', '0']), 'an agreement’s signing is no exchange')
  const own = await (await as(`${sender}-dpo`)).get('/volumes?lang=fr&days=7')
  t.match(own.body, row(['12', '0', '–', '–', '–']))
  const other = await (await as(`${receiver}-dpo`)).get('/volumes?lang=de&days=7')
  t.match(other.body, row(['–', '0', '1', '1', '1']))
  t.notMatch(other.body, 'agt_night1', 'nobody of another agency')
  const course = await (await as(`${receiver}-dpo`)).get(`/volumes/${hash}?lang=nl`)
  t.equal(course.status, 200)
  t.notMatch(course.body, 'Verzonden</th>', 'nor what the other sent, day by day')
  for (const path of ['/deletions', '/objections', '/log', '/deletions/certificates']) {
    t.equal((await (await as(`${sender}-dpo`)).get(path)).status, 403, path)
  }
})

t.test('a flag explains itself, and is settled once by the hub’s officer', async t => {
  const { as, sql } = await openFigures(t)
  const officer = await as('hub-dpo')
  t.match((await officer.get('/?lang=en')).body, '<b>1</b> Figures out of the ordinary')
  const listed = await officer.get('/volumes/flags?lang=en')
  const path = /\/volumes\/flags\/[0-9a-f-]{36}/u.exec(listed.body)?.[0] ?? ''
  const seen = await officer.get(`${path}?lang=en`)
  t.match(seen.body, '6 of the 13 acts by people took place at night')
  t.match(seen.body, 'At least 5 acts by an agency’s people on one day, before 7:00, after 20:00')
  t.match(seen.body, 'A figure accuses nobody.')
  const reads = async () => {
    const [row] = await sql.admin<{ reads: number }[]>`
      SELECT count(*)::int AS reads FROM audit.event
      WHERE operation = 'figures-read' AND detail ->> 'page' = 'flag'`
    return row?.reads ?? 0
  }
  const before = await reads()
  t.equal((await officer.send(path, path, {})).status, 422)
  // The form is read, then shown again with what is wrong.
  t.equal(await reads(), before + 2, 'each sight of a flag is traced')
  const own = await (await as(`${sender}-dpo`)).get(path)
  t.equal(own.status, 200, 'its own officer sees it')
  t.notMatch(own.body, '<form method="post" action="/volumes', 'and settles nothing')
  t.equal((await (await as(`${receiver}-dpo`)).get(path)).status, 404, 'nobody else’s does')

  await officer.send(path, path, { answer: 'explained' })
  t.match((await officer.get('/volumes/flags?lang=en')).body, 'No figure is out of the ordinary')
  t.notMatch((await officer.get('/?lang=en')).body, 'Figures out of the ordinary')
  t.match((await officer.get('/volumes/flags?all=yes&lang=en')).body, 'There is an explanation')
  const [trace] = await sql.admin`
    SELECT agency, agent, detail ->> 'settledAs' AS as FROM audit.event
    WHERE operation = 'flag-settle'`
  t.match(trace, { agency: 'hub', agent: 'agt_hub01', as: 'explained' })
})

t.test('deletions: due, overdue, done, and certificates as files', async t => {
  const { as, sql, turns, clock, sequence } = await openFigures(t)
  await appendSamples(sql.admin, [
    {
      at: yesterday,
      agency: sender,
      counterparty: receiver,
      signalId: signalOf('2026-10-20T08:00:00.000Z'),
      detail: { right: 'fr.carsat.aspa' },
    },
  ])
  await recordErasures(sql.retention, [
    {
      id: newId(start.getTime()),
      at: start.toISOString(),
      owner: 'audit',
      class: 'second-opening',
      reason: 'objection',
      article: 'CRPA L.114-8 II, al. 2',
      signalIds: [signalOf(yesterday)],
      count: 1,
    },
  ])
  // A certificate names the publication that its erasure's leaf lies under.
  await sequence()
  await clock.set(start.getTime() + 660_000)
  await sequence()
  await turns.exportEntries()
  await turns.certify()
  const officer = await as('hub-dpo')
  const page = await officer.get('/deletions?lang=en')
  t.match(page.body, 'Nothing is overdue')
  t.match(page.body, 'Details of traces (right, trigger)')
  t.match(page.body, 'Certificate 1')
  const file = await officer.get('/deletions/certificates/1')
  t.match(
    file.headers.get('content-disposition'),
    'attachment; filename="unefois-certificate-1.json"',
  )
  t.match(JSON.parse(file.body), { items: [{ certificate: { class: 'second-opening' } }] })
  t.equal((await officer.get('/deletions/certificates/2')).status, 404)

  await clock.set(Date.parse('2027-10-01T02:00:00.000Z'))
  await sql.admin`SELECT audit.ensure_partitions(${new Date(clock.nowMs())}, 1)`
  await sequence()
  await turns.count()
  const late = await as('hub-dpo')
  t.match((await late.get('/deletions?lang=en')).body, '1 overdue')
  t.match((await late.get('/?lang=en')).body, '<a href="/deletions"><b>1</b> Deletions overdue')
})

t.test('objections: times and counts, and nothing where there is nothing', async t => {
  const { as, sql } = await openFigures(t)
  const officer = await as('hub-dpo')
  t.match((await officer.get('/objections?lang=en')).body, 'No objection in this period.')
  const at = new Date(start.getTime() - 2 * 3_600_000)
  await sql.admin`
    INSERT INTO consent.objection (id, subject_index, index_key, lodged_at, lapses_at,
      lodging_agency, commit_ms)
    VALUES (${newId(at.getTime())}, ${randomBytes(32)}, '1', ${at},
      ${at}::timestamptz + interval '12 months', 'hub', 45)`
  await sql.admin`
    INSERT INTO exchange.recall (id, signal_id, receiver, reason, created_at, due_at)
    VALUES (${newId(at.getTime())}, ${signalOf(yesterday)}, 'cpam-13', 'objection', ${at},
      ${at}::timestamptz + interval '1 hour')`
  const { body } = await officer.get('/objections?lang=en')
  t.match(body, '1 without receipt after an hour')
  t.match(body, '45 ms')
  t.match(body, 'CPAM des Bouches-du-Rhône')
  await sql.admin`REVOKE EXECUTE ON FUNCTION exchange.recall_times FROM audit_app`
  await sql.admin`REVOKE EXECUTE ON FUNCTION exchange.objection_effects FROM audit_app`
  // The first page counts what is late, and nothing else of a whole period.
  t.match(
    (await officer.get('/?lang=en')).body,
    '<b>1</b> Objections without receipt of erasure after an hour',
  )
})

t.test('the log: what is published, who cosigned, what is wrong', async t => {
  const { as, clock, sequence, sql, deps } = await openFigures(t)
  const officer = await as('hub-dpo')
  const young = await officer.get('/log?lang=en')
  t.match(young.body, 'No agency cosigns', 'the first publication is made at once')
  await sql.admin`
    INSERT INTO audit.witness VALUES ('caf-13', 'key', ${new Date(deps.nowMs())})`
  const asked = await officer.get('/log?lang=en')
  t.match(asked.body, '0 of 1 witness, 1 needed')
  t.match(asked.body, 'its cosignatures are awaited')
  t.notMatch(asked.body, 'notice good', 'never green without a quorum')
  await clock.set(start.getTime() + 121_000)
  const alone = await (await as('hub-dpo')).get('/log?lang=en')
  t.match(alone.body, 'too few cosignatures')
  t.match(alone.body, 'behind')
  await clock.set(start.getTime() + 700_000)
  await sequence()
  const { body } = await (await as('hub-dpo')).get('/log?lang=en')
  t.match(body, '<a href="/v1/log/checkpoint" download="checkpoint">')
  t.equal([...body.matchAll(/<th scope="row"><time/gu)].length, 2, 'both publications')
})

t.test('each page in four languages, under 100 kB with a hundred agreements, traced', async t => {
  const { as, sql } = await openFigures(t)
  for (let at = 0; at < 150; at += 1) {
    const hex = at.toString(16).padStart(64, 'f')
    await sql.admin`
      INSERT INTO audit.act_day VALUES ('2026-11-20', 'caf-13', 'cpam-13', ${hex}, 'signal-accept',
        false, ${at + 1})`
    await sql.admin`
      INSERT INTO audit.flag (id, rule, day, agency, agreement_hash, agent, operation, measured,
        raised_at)
      VALUES (${newId(start.getTime())}, 'volume-high', '2026-11-20', 'caf-13', ${hex}, '',
        'signal-accept', '{"count": 90, "usual": 10, "most": 20, "among": 30}', ${start})`
  }
  const officer = await as('hub-dpo')
  const paths = ['/', '/volumes?days=365', '/volumes/flags', `/volumes/${hash}?days=365`]
  for (const path of [...paths, '/deletions', '/deletions/certificates', '/objections', '/log']) {
    for (const language of ['fr', 'nl', 'de', 'en']) {
      const { status, body } = await officer.get(
        `${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
      )
      t.equal(status, 200, `${path} ${language}`)
      t.ok(Buffer.byteLength(body) <= pageBytesMax, `${path}: ${Buffer.byteLength(body)} bytes`)
      t.notMatch(body, /undefined|\{\w+\}|NaN/u, `${path} ${language}`)
    }
  }
  const listed = await officer.get('/volumes/flags')
  t.match(listed.body, 'rel="next"', 'a long list has pages')
  const reads = await sql.admin`
    SELECT detail ->> 'page' AS page, count(*)::int AS reads FROM audit.event
    WHERE operation = 'figures-read' AND agent = 'agt_hub01' GROUP BY 1 ORDER BY 1`
  t.match(
    reads.map(({ page }) => page),
    [
      'certificates',
      'deletions',
      'flags',
      'home',
      'log',
      'objections',
      'volumes',
      'volumes-agreement',
    ],
  )
})
