import t from 'tap'
import { openDesk, recallMessage, signalMessage } from './support/desk.ts'
import { casesOf, outboxOf } from './support/rows.ts'
import { right } from './support/signals.ts'

t.test('a second signal about the same person and right joins the live case', async t => {
  const desk = await openDesk(t)
  const person = desk.person()
  const first = desk.seal(person)
  const same = desk.seal(person, { sender: 'caf-13' })
  const another = desk.seal(person, { right: 'fr.caf.prime-activite' })
  await desk.take([first, same, another].map(each => signalMessage(each.signal)))
  await desk.sql`UPDATE desk.cases SET state = 'taken-charge', adviser = 'agt_test1',
    taken_charge_at = ${desk.clock.now()} WHERE id = ${first.id}`
  const later = desk.seal(person, { sender: 'carsat-sud-est' })
  await desk.take([signalMessage(later.signal)])
  t.match(await casesOf(desk), [
    { id: first.id, state: 'taken-charge', joinedTo: null },
    { id: same.id, state: 'joined', joinedTo: first.id },
    { id: another.id, state: 'to-take-up', joinedTo: null },
    { id: later.id, state: 'joined', joinedTo: first.id },
  ])
  t.match((await outboxOf(desk)).slice(-2), [
    { type: 'received', signalId: later.id },
    { type: 'taken-charge', signalId: later.id },
  ])

  await desk.take([recallMessage(desk.recall(first.id))])
  t.match(
    await casesOf(desk),
    [
      { id: first.id, state: 'erased' },
      { id: same.id, state: 'taken-charge', joinedTo: null, adviser: 'agt_test1' },
      { id: another.id, state: 'to-take-up' },
      { id: later.id, state: 'joined', joinedTo: same.id },
    ],
    'the other signals still stand, and the same adviser keeps the person',
  )

  await desk.sql`UPDATE desk.cases SET state = 'closed', outcomes = '{unreachable}'
    WHERE id = ${same.id}`
  const anew = desk.seal(person)
  await desk.take([signalMessage(anew.signal)])
  t.match(
    (await casesOf(desk)).find(row => row.id === anew.id),
    { state: 'to-take-up' },
  )
  const live = await desk.admin`
    SELECT 1 FROM desk.cases WHERE right_id = ${right} AND state = 'to-take-up'`
  t.equal(live.length, 1)
})
