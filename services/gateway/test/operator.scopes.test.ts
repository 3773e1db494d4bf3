import { secretBytes, walkAsOperator } from '@unefois/testing'
import t from 'tap'
import { openCampaignCalls } from './open-campaigns.ts'
import { affiliation, aspa } from './sample.ts'

t.test('whoever runs the hub reads no signal, no key and no payload at the gateway', async t => {
  const { app, call, parts, tokenOf } = await openCampaignCalls(t)
  const signals = [aspa(), affiliation()]
  const [mine, other] = await Promise.all(
    signals.map((body, at) => {
      const sender = { agency: at === 0 ? 'caf-13' : 'onss', scopes: ['signals'] }
      return call(sender, 'POST', '/v1/signals', body)
    }),
  )
  t.strictSame([mine?.status, other?.status], [202, 202])
  const secrets = [
    ...signals.map(({ subject }) => subject.value),
    ...(await secretBytes(parts.sql.admin, 'exchange')),
  ]
  const params = { id: mine?.json().id }
  // The same as /v1/feedback, one after another for as long as somebody listens.
  const endless = ['/v1/feedback/stream']
  const walk = await walkAsOperator(app, { tokenOf, params, secrets, endless })
  const { opened, openedByScopes, leaks, walked } = walk
  t.ok(walked > 15, `${walked} addresses`)
  t.strictSame(leaks, [])
  t.strictSame(opened, [])
  // What desks ask with scopes that the issuer gives no operator; each sees its own agency's alone.
  t.strictSame(openedByScopes, [
    'GET /v1/campaigns',
    'GET /v1/feedback',
    'GET /v1/signals',
    'POST /v1/case-events',
    'POST /v1/releases',
    'POST /v1/signal-batches',
  ])
})
