import { replayJournal } from '@unefois/erasure-journal'
import t from 'tap'
import { receive } from './support/console.ts'
import { recallMessage, signalMessage } from './support/desk.ts'
import { openOfficer } from './support/officer.ts'
import { casesOf } from './support/rows.ts'
import { toldCase } from './support/told-case.ts'

t.test('a restored desk does its erasures again', async t => {
  const both = await openOfficer(t)
  const { desk, asAdviser, journal, keep } = both
  const person = desk.person()
  const recalled = await toldCase(both, person)
  const heir = await receive(desk, person, { sender: 'caf-13' })
  const closed = await toldCase(both, desk.person())
  const tables = ['desk.cases', 'desk.contact', 'desk.notice']
  for (const name of tables) {
    await desk.admin.unsafe(`CREATE TABLE ${name.replace('.', '.old_')} AS TABLE ${name}`)
  }
  await desk.take([recallMessage(desk.recall(recalled))])
  const body = { outcomes: ['objected'] }
  await asAdviser('POST', `/v1/cases/${closed}/close`, { version: 3, body })
  await keep()
  const after = await casesOf(desk)

  await desk.admin`DELETE FROM audit.erasure_journal`
  for (const name of tables) {
    await desk.admin.unsafe(`TRUNCATE ${name} CASCADE`)
    await desk.admin.unsafe(`INSERT INTO ${name} TABLE ${name.replace('.', '.old_')}`)
    await desk.admin.unsafe(`DROP TABLE ${name.replace('.', '.old_')}`)
  }
  t.match((await casesOf(desk))[0], { id: recalled, state: 'taken-charge' }, 'an older database')
  const replayed = await replayJournal({ sql: desk.sql, folder: journal.folder })
  t.ok(replayed.rows >= 2)
  const held = await desk.admin`SELECT id FROM desk.cases WHERE sealed_subject IS NOT NULL`
  t.same(
    held.map(row => row.id),
    [heir],
  )
  t.match(
    (await casesOf(desk)).find(row => row.id === heir),
    { state: 'to-take-up', joinedTo: null },
    'the other agency’s signal still stands',
  )
  t.equal(after.length, 3)
  t.equal((await desk.admin`SELECT 1 FROM desk.contact`).length, 0)
  t.same(await replayJournal({ sql: desk.sql, folder: journal.folder }), { entries: 0, rows: 0 })
  const again = desk.seal(person, { sender: 'carsat-sud-est' })
  await desk.take([signalMessage(again.signal)])
  t.match(
    (await casesOf(desk)).find(row => row.id === again.id),
    { joinedTo: heir },
  )
})
