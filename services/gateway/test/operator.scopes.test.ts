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
  const { opened, leaks, walked } = walk
  t.ok(walked > 15, `${walked} addresses`)
  t.strictSame(leaks, [])
  t.strictSame(opened, [])
})
