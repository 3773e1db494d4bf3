import t from 'tap'
import { openHubKeys } from '../src/hub-keys.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { desk, horizon, openCampaignCalls, plan, riviere, sender } from './open-campaigns.ts'
import { affiliation, newKey } from './sample.ts'

t.test('campaigns', async t => {
  const calls = await openCampaignCalls(t)
  const { parts, elsewhere, call, propose, accept, agree, post } = calls
  const keys = openHubKeys(parts.keyStore)

  await t.test('are proposed, accepted by every receiver, and then agreed', async t => {
    const key = newKey()
    const first = await call(sender, 'POST', '/v1/campaigns', plan, key)
    t.match(first.json(), { state: 'proposed' })
    const { id } = first.json()
    t.strictSame((await call(sender, 'POST', '/v1/campaigns', plan, key)).json(), first.json())
    const other = await call(sender, 'POST', '/v1/campaigns', { ...plan, signalsMax: 1 }, key)
    t.match(other.json(), { code: 'idempotency-key-reused', original: id })
    t.match((await accept(horizon, id, 300)).json(), {
      state: 'proposed',
      receivers: [{ receiver: horizon, accepted: true, perDayMax: 300 }],
    })
    t.equal((await post(affiliation({ campaign: id }))).status, 422, 'not agreed yet')
    t.match((await accept(riviere, id, 0)).json(), { state: 'agreed' })
    t.equal((await post(affiliation({ campaign: id }))).status, 202, 'known at once here')
    await elsewhere.refresh()
    const under = { sender: 'onss', receiver: horizon, purpose: plan.purpose }
    const known = elsewhere.check({ campaign: id, right: plan.right }, under, parts.nowMs())
    t.strictSame(known, { campaign: id, receiver: horizon }, 'and soon at another gateway')

    const mine = (await call(sender, 'GET', `/v1/campaigns/${id}`)).json()
    t.strictSame(
      mine.receivers.map((each: { receiver: string }) => each.receiver),
      plan.receivers,
    )
    const theirs = (await call(desk(riviere), 'GET', `/v1/campaigns/${id}`)).json()
    t.strictSame(theirs.receivers, [{ receiver: riviere, accepted: true, perDayMax: 0 }])
    t.match((await call(desk(horizon), 'GET', '/v1/campaigns')).json(), { items: [{ id }] })
    for (const stranger of [desk('cpam-13'), { agency: 'caf-13', scopes: ['signals'] }]) {
      t.equal((await call(stranger, 'GET', `/v1/campaigns/${id}`)).status, 404)
      t.equal((await call(stranger, 'GET', `/v1/campaigns/${id}/figures`)).status, 404)
      t.strictSame((await call(stranger, 'GET', '/v1/campaigns')).json(), { items: [] })
    }
    t.equal((await accept('cpam-13', id, 5)).status, 404)
    t.equal(
      (await call(sender, 'POST', `/v1/campaigns/${id}/acceptance`, { perDayMax: 5 })).status,
      403,
    )
    const [row] = await parts.sql.admin`SELECT array_agg(operation ORDER BY operation) AS acts
      FROM audit.event WHERE operation LIKE 'campaign-%'`
    t.strictSame(row?.acts, [
      'campaign-accept',
      'campaign-accept',
      'campaign-propose',
      'campaign-propose',
    ])
  })

  await t.test('a plan that cannot be, or that no agreement covers, is refused', async t => {
    const refused = async (change: object) =>
      (await call(sender, 'POST', '/v1/campaigns', { ...plan, ...change })).json()
    t.match(await refused({ endsOn: '2026-11-19' }), { code: 'campaign-plan-invalid' })
    t.match(await refused({ receivers: [horizon, horizon] }), { code: 'campaign-plan-invalid' })
    t.match(await refused({ receivers: [horizon, 'cpam-13'] }), {
      code: 'campaign-not-covered',
      errors: [{ pointer: '/receivers/1' }],
    })
    t.match(await refused({ purpose: 'award-right' }), { code: 'campaign-not-covered' })
  })

  await t.test('whatever does not fit is refused in the same words', async t => {
    const narrow = await agree({ receivers: [riviere] })
    const later = await agree({ startsOn: '2026-12-01' })
    const proposed = await propose()
    const unfit = [narrow, later, proposed, `cmp_${'0'.repeat(32)}`]
    const answers = await Promise.all(unfit.map(campaign => post(affiliation({ campaign }))))
    const texts = answers.map(answer => JSON.stringify({ ...answer.json(), instance: '' }))
    t.equal(new Set(texts).size, 1)
    t.match(answers[0]?.json(), { status: 422, code: 'campaign-unfit' })
    t.notMatch(texts[0], /cmp_/)
  })

  await t.test('capacity counts calls, objected or not; the total counts signals', async t => {
    const id = await agree({ signalsMax: 4 })
    await accept(horizon, id, 2)
    const objected = affiliation({ campaign: id })
    await lodge(parts.sql.consent, subjectIndexes(keys, objected.subject), parts.newId)
    t.equal((await post(objected)).status, 202)
    t.equal((await post(affiliation({ campaign: id }))).status, 202)
    const over = await post(affiliation({ campaign: id }))
    t.match(over.json(), { status: 429, code: 'campaign-capacity-used' })
    t.equal(over.headers['retry-after'], String(14 * 3_600), 'tomorrow')
    t.equal((await post(affiliation({ campaign: id, addressee: riviere }))).status, 202)

    await accept(horizon, id, 50)
    const key = newKey()
    const body = affiliation({ campaign: id })
    for (const _ of [1, 2, 3]) {
      t.equal((await call(sender, 'POST', '/v1/signals', body, key)).status, 202)
    }
    t.match((await post(affiliation({ campaign: id }))).json(), {
      status: 422,
      code: 'campaign-full',
    })
    await parts.campaigns.close()
    const [used] = await parts.sql.admin`SELECT calls::int FROM exchange.campaign_use
      WHERE campaign_id = ${id} AND receiver = ${horizon}`
    const [whole] = await parts.sql.admin`SELECT calls::int FROM exchange.campaign_use
      WHERE campaign_id = ${id} AND day = 'infinity'`
    const [stored] = await parts.sql.admin`SELECT count(*)::int AS n FROM exchange.signal
      WHERE campaign = ${id}`
    t.strictSame([used?.calls, whole?.calls, stored?.n], [7, 4, 4])
  })
})
