import { readFileSync } from 'node:fs'
import { articlesIn } from '@unefois/contracts'
import { openKeyStore, unwrapDataKey } from '@unefois/sealing'
import t from 'tap'
import { tableClocks } from '../src/domain/clocks.ts'
import { keepHouse } from '../src/housekeeping.ts'
import { openDesk, recallMessage, signalMessage, type TestDesk } from './support/desk.ts'
import { casesOf } from './support/rows.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

async function tablesOf({ admin }: TestDesk): Promise<string[]> {
  const rows = await admin<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'desk' ORDER BY 1`
  return rows.map(row => row.name)
}

async function journalOf({ admin }: TestDesk) {
  return admin<{ class: string; reason: string; article: string; ids: string[] | null }[]>`
    SELECT class, reason, article, signal_ids AS ids FROM audit.erasure_journal ORDER BY at, id`
}

t.test('every table of the desk has its clock, with an article and in the README', async t => {
  const desk = await openDesk(t)
  t.same(await tablesOf(desk), tableClocks.map(clock => clock.table).sort())
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  for (const { table, article } of tableClocks) {
    t.match(
      readme,
      new RegExp(`\\| .*\`${table}\``, 'u'),
      `the README says how long ${table} keeps`,
    )
    if (table === 'migration') continue
    for (const profile of ['fr', 'be'] as const) t.ok(article(profile), `${table} in ${profile}`)
  }
})

t.test('once every clock is over, no table holds a row', async t => {
  const desk = await openDesk(t)
  const { sql, clock } = desk
  const person = desk.person()
  const signals = [desk.seal(person), desk.seal(person, { sender: 'caf-13' })]
  const recalled = desk.seal(desk.person(), { territory: 'fr-13' })
  await desk.take([...signals, recalled].map(each => signalMessage(each.signal)))
  await desk.take([recallMessage(desk.recall(recalled.id))])
  const at = clock.now()
  const id = signals[0]?.id ?? ''
  await sql`INSERT INTO desk.contact VALUES (${desk.deps.newId(at)}, ${id}, ${at}, 'post',
    'absent', true, 'agt_test1')`
  await sql`INSERT INTO desk.notice VALUES (${desk.deps.newId(at)}, ${id}, ${at}, 'post',
    'first-contact-1', 'fr', 'agt_test1')`
  await sql`INSERT INTO desk.child_signal VALUES (${id}, ${desk.deps.newKey()}, 'not-competent',
    '{}', ${at})`
  await sql`INSERT INTO desk.restriction_order VALUES (${desk.deps.newId(at)}, ${recalled.id}, NULL,
    ${at}, ${desk.deps.newId(at)}, ${at})`
  await sql`INSERT INTO desk.quarantine (reason, size, at) VALUES ('not-json', 3, ${at})`
  await sql`INSERT INTO desk.refused_event VALUES (${desk.deps.newId(at)}, '{}', 'no', ${at})`
  await sql`INSERT INTO desk.idempotency VALUES ('client', ${desk.deps.newKey()}, '2026-11-23',
    ${Buffer.alloc(32)}, ${id}, 1, ${at})`
  desk.keys.idempotencyOfDay('2026-11-23')

  const filled = (await tablesOf(desk)).filter(name => name !== 'migration')
  for (const name of filled) {
    t.not((await sql`SELECT 1 FROM desk.${sql(name)} LIMIT 1`).length, 0, `${name} was filled`)
  }

  const keep = keepHouse(desk.deps)
  await clock.advance(366 * dayMs)
  await keep()
  t.match(await casesOf(desk), [{ state: 'closed' }, { state: 'closed' }, { state: 'erased' }])
  t.equal((await sql`SELECT 1 FROM desk.cases WHERE kek IS NOT NULL`).length, 0)
  t.equal(desk.store.list('idempotency').length, 0)
  for (const name of ['contact', 'notice', 'child_signal', 'idempotency']) {
    t.equal((await sql`SELECT 1 FROM desk.${sql(name)}`).length, 0, `${name} ended with the person`)
  }

  const early = await journalOf(desk)

  await clock.advance(3 * 366 * dayMs)
  await keep()
  for (const name of filled) {
    const rows = await sql`SELECT * FROM desk.${sql(name)}`
    if (name === 'kek') t.equal(rows.length, 1, 'one key is there for what comes next')
    else t.same([...rows], [], `${name} holds nothing`)
  }
  // The journal ends with the traces: what it told in the first year is gone by now.
  const journal = [...early, ...(await journalOf(desk))]
  const article = articlesIn('fr', 'signal-kept')
  const gone = journal.find(row => row.class === 'case' && row.reason === 'expiry')
  t.match(gone, { article })
  t.match(
    journal
      .filter(row => row.class === 'case')
      .flatMap(row => row.ids ?? [])
      .sort(),
    [...signals, recalled].map(each => each.id).sort(),
    'each person’s data is in the journal once',
  )
  t.equal(journal.filter(row => row.class === 'case' && row.reason === 'objection').length, 1)
  for (const kind of ['signal-row', 'idempotency', 'key']) {
    t.ok(
      journal.some(row => row.class === kind),
      `${kind} is in the journal`,
    )
  }
})

t.test('no signal is kept longer than the law lets, whatever its envelope says', async t => {
  const desk = await openDesk(t)
  const long = desk.seal(desk.person(), { expiresOn: '2031-01-01' })
  const brief = desk.seal(desk.person(), { expiresOn: '2026-12-24' })
  await desk.take([long, brief].map(each => signalMessage(each.signal)))
  const rows = await desk.admin`SELECT expires_on::text AS day FROM desk.cases ORDER BY 1`
  t.same(
    rows.map(row => row.day),
    ['2026-12-24', '2027-11-22'],
  )
})

t.test('a backup from before an erasure opens nothing after the key’s end', async t => {
  const desk = await openDesk(t)
  const { sql, clock, store } = desk
  const [gone, stays] = [desk.person(), desk.person()]
  const [first, second] = [desk.seal(gone), desk.seal(stays)]
  await desk.take([first, second].map(each => signalMessage(each.signal)))
  const backup = await sql<{ id: string; kek: string; wrapped: Buffer; sealed: Buffer }[]>`
    SELECT id, kek, wrapped_key AS wrapped, sealed_subject AS sealed FROM desk.cases ORDER BY id`
  const before = backup.map(row => desk.keys.openSubject(row.id, row)?.value)
  t.same(before, [gone.value, stays.value], 'the backup opens while its key lives')
  await desk.take([recallMessage(desk.recall(first.id))])

  const keep = keepHouse(desk.deps)
  await clock.advance(24 * hourMs)
  await keep()
  t.equal(store.list('kek').length, 2, 'a new key wraps; the old one may still be in use')
  const again = desk.seal(stays, { sender: 'caf-13' })
  await desk.take([signalMessage(again.signal)])
  t.match(
    (await casesOf(desk)).find(row => row.id === again.id),
    { state: 'joined', joinedTo: second.id },
    'a person is found under the former key too',
  )
  await clock.advance(2 * hourMs)
  await keep()
  t.equal(store.list('kek').length, 1, 'the old key is gone well before 48 hours')

  const folder = openKeyStore(desk.keysFolder)
  for (const row of backup) {
    t.equal(folder.findById(row.kek), undefined)
    for (const kek of folder.list('kek')) {
      t.throws(() => unwrapDataKey({ kek, wrapped: row.wrapped, signalId: row.id }))
    }
  }
  const now = await sql<typeof backup>`
    SELECT id, kek, wrapped_key AS wrapped, sealed_subject AS sealed FROM desk.cases
    WHERE erased_at IS NULL ORDER BY id`
  t.same(
    now.map(row => desk.keys.openSubject(row.id, row)?.value),
    [stays.value, stays.value],
    'today’s opens who stays',
  )
  t.same(new Set(now.map(row => row.kek)), new Set(folder.list('kek').map(kek => kek.id)))
  const third = desk.seal(stays, { sender: 'carsat-sud-est' })
  await desk.take([signalMessage(third.signal)])
  t.match(
    (await casesOf(desk)).find(row => row.id === third.id),
    { joinedTo: second.id },
  )
})
