import { createVisitor, signInAs } from '@unefois/testing'
import t from 'tap'
import { openConsole } from './open-console.ts'

t.test('officers sign in, each to what is theirs, and nobody else', async t => {
  const { origin, as, sql } = await openConsole(t)
  const stranger = await createVisitor().get(`${origin}/`, { stopBefore: `${origin}/sign-in` })
  t.equal(stranger.status, 303, 'nothing is shown to who is not signed in')
  for (const account of ['hub-operator', 'caf-13-adviser', 'caf-13-lead']) {
    const sight = await signInAs(createVisitor(), `${origin}/`, account)
    t.equal(sight.status, 403, account)
  }
  const hub = await (await as('hub-dpo')).get('/?lang=en')
  t.match(hub.body, '<a href="/deletions">')
  t.match(hub.body, 'Nothing needs you.')
  const agency = await (await as('caf-13-dpo')).get('/?lang=nl')
  t.match(agency.body, '<a href="/volumes">')
  t.notMatch(agency.body, '<a href="/deletions">', 'of the hub alone')
  t.match(agency.body, 'Niets vraagt uw aandacht.')
  t.match(agency.body, '<html lang="nl">')
  const traces = await sql.admin<object[]>`
    SELECT agency, agent, purpose FROM audit.event WHERE operation = 'console-sign-in'
    ORDER BY agency DESC`
  t.strictSame(
    [...traces],
    [
      { agency: 'hub', agent: 'agt_hub01', purpose: 'oversight' },
      { agency: 'caf-13', agent: 'agt_caf1303', purpose: 'oversight' },
    ],
    'who came in is traced',
  )
})

t.test('no trace, no session', async t => {
  const { origin, sql } = await openConsole(t)
  await sql.admin`REVOKE EXECUTE ON FUNCTION audit.append(audit.new_event[]) FROM audit_app`
  const sight = await signInAs(createVisitor(), `${origin}/`, 'hub-dpo')
  t.equal(sight.status, 500)
})
