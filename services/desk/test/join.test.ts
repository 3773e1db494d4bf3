import t from 'tap'
import { keepHouse } from '../src/housekeeping.ts'
import { claimCase } from '../src/use-cases/claim-case.ts'
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

t.test('after its last day a signal is erased, and what is joined to it goes on', async t => {
  const desk = await openDesk(t)
  const person = desk.person()
  const brief = desk.seal(person, { expiresOn: '2026-11-23' })
  const long = desk.seal(person, { sender: 'caf-13' })
  const ended = desk.seal(desk.person(), { expiresOn: '2026-11-23' })
  await desk.take([brief, long, ended].map(each => signalMessage(each.signal)))
  await desk.sql`UPDATE desk.cases SET state = 'closed', outcomes = '{right-opened}',
    ended_at = ${desk.clock.now()} WHERE id = ${ended.id}`
  await keepHouse(desk.deps)()
  t.match(await casesOf(desk), [{ state: 'to-take-up' }, { state: 'joined' }], 'on its last day')
  await desk.clock.advance(86_400_000)
  await keepHouse(desk.deps)()
  t.match(await casesOf(desk), [
    { id: brief.id, state: 'closed' },
    { id: long.id, state: 'to-take-up', joinedTo: null },
    { id: ended.id, state: 'closed' },
  ])
  const rows = await desk.admin`
    SELECT id, outcomes FROM desk.cases WHERE sealed_subject IS NULL AND subject_index IS NULL
      AND right_id IS NULL ORDER BY accepted_at`
  t.strictSame(
    [...rows],
    [
      { id: brief.id, outcomes: ['expired'] },
      { id: ended.id, outcomes: ['right-opened'] },
    ],
  )
  const told = (await outboxOf(desk)).slice(3)
  t.match(told, [{ type: 'closed', signalId: brief.id, outcomes: ['expired'] }])
  t.equal(told.length, 1, 'what had ended is not ended twice')
  const traces = await desk.admin`SELECT 1 FROM audit.event WHERE operation = 'case-expire'`
  t.equal(traces.length, 2)
})

t.test('moves, recalls and new signals of the same people at once wait in no circle', async t => {
  const desk = await openDesk(t)
  const people = Array.from({ length: 6 }, () => desk.person())
  const first = people.map(person => desk.seal(person))
  const second = people.map(person => desk.seal(person, { sender: 'caf-13' }))
  await desk.take([...first, ...second].map(each => signalMessage(each.signal)))
  const by = { clientId: 'cpam-13-client', agent: 'agt_adviser1', isLead: false }
  const claim = claimCase(desk.deps)
  const third = people.map(person => desk.seal(person, { sender: 'onem' }))
  await Promise.all([
    ...first.map(each => claim({ caseId: each.id, expectedVersion: 1, by }).catch(() => {})),
    desk.take([...second].reverse().map(each => recallMessage(desk.recall(each.id)))),
    desk.take(third.map(each => signalMessage(each.signal))),
    desk.take(first.slice(3).map(each => recallMessage(desk.recall(each.id)))),
  ])
  t.strictSame(desk.faults, [])
  const rows = await casesOf(desk)
  const stateOf = (id: string) => rows.find(row => row.id === id)?.state
  t.strictSame(
    second.map(each => stateOf(each.id)),
    Array(6).fill('erased'),
  )
  t.strictSame(
    first.map(each => stateOf(each.id)),
    [...Array(3).fill('taken-charge'), ...Array(3).fill('erased')],
  )
  const live = rows.filter(row => ['to-take-up', 'taken-charge'].includes(row.state))
  t.equal(live.length, 6, 'one live case for each person')
})
