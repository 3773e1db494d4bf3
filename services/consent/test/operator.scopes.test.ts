import { secretBytes, walkAsOperator } from '@unefois/testing'
import t from 'tap'
import { openConsent, page, person } from './open-consent.ts'

t.test('whoever runs the hub reads no number and no index at the consent service', async t => {
  const { app, post, sql, tokenOf } = await openConsent(t)
  const subject = person()
  const body = { subject, scope: {}, lodgedBy: 'person' }
  const lodged = await post('/v1/objections', body, page)
  t.equal(lodged.status, 201)
  const secrets = [subject.value, ...(await secretBytes(sql.admin, 'consent'))]
  const params = { id: lodged.body.id }
  const { opened, openedByScopes, leaks, walked } = await walkAsOperator(app, {
    tokenOf,
    params,
    secrets,
  })
  t.ok(walked > 12, `${walked} addresses`)
  t.strictSame(leaks, [])
  t.strictSame(opened, [])
  // What the page and desks ask with scopes that the issuer gives no operator; no number is in it.
  t.strictSame(openedByScopes, [
    'GET /v1/objections/:id',
    'GET /v1/objections/:id/calendar',
    'POST /v1/access-requests',
    'POST /v1/erasure-requests',
    'POST /v1/objections',
    'POST /v1/person-agreements',
    'POST /v1/renunciations',
    'POST /v1/restrictions',
  ])
})
