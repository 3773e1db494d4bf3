import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, walkAsOperator } from '@unefois/testing'
import t from 'tap'
import { askToken, assertion, newClient, startIssuer } from './client.ts'

t.test('the issuer shows whoever runs it no key and gives them no one else’s token', async t => {
  const operator = newClient('hub-operator', 'ES256', {
    agency: 'hub',
    roles: ['operator'],
    scopes: ['registry-admin', 'snapshot'],
  })
  const started = await startIssuer([operator], await freePort())
  t.teardown(() => started.close())
  const { app, issuer, folder } = started
  const form = { client_assertion: await assertion(operator, issuer) }
  const { body, status } = await askToken(issuer, form)
  t.equal(status, 200)
  const kept: { jwk: { d: string } }[] = JSON.parse(
    readFileSync(join(folder, 'keys', 'issuer-signing-keys.json'), 'utf8'),
  )
  const secrets = kept.map(({ jwk }) => jwk.d)
  t.ok(secrets.length > 0)
  const tokenOf = () => body.access_token ?? ''
  const { leaks, walked, ...open } = await walkAsOperator(app, { tokenOf, secrets })
  t.ok(walked > 3, `${walked} addresses`)
  t.strictSame(leaks, [])
  t.strictSame(open, { opened: [], openedByScopes: [] })
  for (const scope of ['receive', 'oversight', 'signals', 'objections', 'cases', 'retention']) {
    const asked = { client_assertion: await assertion(operator, issuer), scope }
    t.equal((await askToken(issuer, asked)).status, 400, scope)
  }
})
