import { secretBytes, walkAsOperator } from '@unefois/testing'
import t from 'tap'
import { openConsole } from './support/console.ts'
import { openDesk, signalMessage } from './support/desk.ts'

t.test('whoever runs the hub reads nothing at an agency’s desk', async t => {
  const desk = await openDesk(t)
  const { app, tokenOf } = await openConsole(t, desk)
  const person = desk.person()
  const { signal, id } = desk.seal(person)
  await desk.take([signalMessage(signal)])
  const secrets = [person.value, ...(await secretBytes(desk.admin, 'desk'))]
  for (const agency of ['hub', 'cpam-13']) {
    const { openedByScopes, leaks, walked } = await walkAsOperator(app, {
      // Even one who has made themselves a token of the agency's, but not of its advisers.
      tokenOf: ({ scopes, roles: held = [] }) => {
        const roles = agency === 'hub' ? held : ['operator']
        return tokenOf({ agency, roles, scope: scopes.join(' '), agent: 'agt_oper0001' })
      },
      params: { id, template: 'first-contact-1' },
      secrets,
    })
    t.ok(walked > 30, `${walked} addresses`)
    t.strictSame(leaks, [], agency)
    t.strictSame(openedByScopes, [], agency)
  }
})
