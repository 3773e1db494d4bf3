import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { keepHouse } from '../src/housekeeping.ts'
import { limits } from '../src/limits.ts'
import { isAbove } from '../src/second-person.ts'
import { adviser, letter, openBoth as open, receive } from './support/console.ts'
import { recallMessage } from './support/desk.ts'
import { eventsOf } from './support/rows.ts'
import { type Both, toldCase } from './support/told-case.ts'

/** So many closings that erase, by the one adviser. */
async function eraseMany(t: Test, both: Both, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const id = await receive(both.desk, both.desk.person())
    await both.asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
    const body = { outcomes: ['not-eligible'] }
    const closed = await both.asAdviser('POST', `/v1/cases/${id}/close`, { version: 2, body })
    if (closed.status !== 204) t.fail(`closing ${n + 1} answered ${closed.status}`)
  }
}

t.test('a restricted case is kept, shown as such, and not worked on', async t => {
  const both = await open(t)
  const { desk, asAdviser, asOther } = both
  const id = await toldCase(both, desk.person())
  const url = `/v1/cases/${id}`
  const body = { ground: 'accuracy-contested' }
  t.match(await asOther('POST', `${url}/restrict`, { version: 3, body }), { status: 403 })
  t.match(await asAdviser('POST', `${url}/restrict`, { version: 3, body }), { version: 4 })
  const at = desk.clock.now().toISOString()
  t.match(await asAdviser('GET', url), { body: { restriction: { ...body, since: at } } })
  t.match(await asAdviser('GET', '/v1/cases?queue=restricted'), {
    body: { items: [{ id, restriction: body }] },
  })
  const moves: Readonly<Record<string, object>> = {
    contacts: { ...letter, at },
    notice: { informedAt: at, channel: 'post', template: 'first-contact-1', language: 'fr' },
    hold: { reason: 'awaiting-person', resumeOn: '2026-12-10' },
    close: { outcomes: ['right-opened'] },
    decline: { reason: 'deceased' },
    unclaim: {},
    restrict: body,
  }
  for (const [verb, given] of Object.entries(moves)) {
    const refused = await asAdviser('POST', `${url}/${verb}`, {
      version: 4,
      body: given,
      key: randomUUID(),
    })
    t.match(refused, { status: 409, body: { code: 'case-restricted' } }, verb)
  }
  const early = { toldAt: new Date(desk.clock.nowMs() - 1).toISOString() }
  t.match(await asAdviser('POST', `${url}/unrestrict`, { version: 4, body: early }), {
    status: 422,
  })
  const told = { version: 4, body: { toldAt: at } }
  t.match(await asAdviser('POST', `${url}/unrestrict`, told), { version: 5 })
  t.match(await asAdviser('POST', `${url}/unrestrict`, { ...told, version: 5 }), {
    body: { code: 'case-not-restricted' },
  })
  const close = { version: 5, body: moves.close ?? {} }
  t.match(await asAdviser('POST', `${url}/close`, close), { status: 204 })
})

t.test('the clocks of the law and recalls go on while a case is frozen', async t => {
  const both = await open(t)
  const { desk, asAdviser } = both
  const body = { ground: 'needed-for-legal-claims' }
  const [recalled, expired] = [
    await toldCase(both, desk.person()),
    await toldCase(both, desk.person()),
  ]
  for (const id of [recalled, expired]) {
    await asAdviser('POST', `/v1/cases/${id}/restrict`, { version: 3, body })
  }
  await desk.take([recallMessage(desk.recall(recalled))])
  t.match(await asAdviser('GET', `/v1/cases/${recalled}`), { status: 410 })
  await desk.clock.advance(367 * 86_400_000)
  await keepHouse(desk.deps)()
  t.match(await asAdviser('GET', `/v1/cases/${expired}`), { status: 410 })
  t.match(await asAdviser('GET', '/v1/cases?queue=restricted'), { body: { items: [] } })
})

t.test('a number and a share: the threshold needs both', async t => {
  t.notOk(isAbove({ closed: 19, erasing: 19 }, 20), 'the twentieth is still below')
  t.ok(isAbove({ closed: 20, erasing: 20 }, 20))
  t.notOk(isAbove({ closed: 100, erasing: 20 }, 20), 'a fifth of many closings is not many')
  t.ok(isAbove({ closed: 60, erasing: 20 }, 20))
})

t.test('above the threshold an erasing closing waits for a second person', async t => {
  const both = await open(t)
  const { desk, asAdviser, asOther, asLead } = both
  await eraseMany(t, both, limits.erasingPerAdviserMax)
  const id = await toldCase(both, desk.person())
  const twin = await toldCase(both, desk.person())
  const url = `/v1/cases/${id}`
  const body = { outcomes: ['objected'], levels: ['rights'] }
  await desk.admin`TRUNCATE audit.event`
  t.match(await asAdviser('POST', `${url}/close`, { version: 3, body }), {
    status: 202,
    version: 4,
  })
  const at = desk.clock.now().toISOString()
  const closing = { outcomes: ['objected'], proposedBy: adviser, proposedAt: at }
  t.match(await asOther('GET', '/v1/cases?queue=to-confirm'), {
    body: { items: [{ id, closing }] },
  })
  t.match(
    await asAdviser('POST', `${url}/hold`, {
      version: 4,
      body: { reason: 'awaiting-person', resumeOn: '2026-12-10' },
    }),
    { status: 409, body: { code: 'case-awaiting-confirmation' } },
  )
  t.match(await asAdviser('POST', `${url}/close-confirmation`, { version: 4 }), {
    status: 403,
    body: { code: 'case-confirmation-own' },
  })
  t.match(await asOther('POST', `${url}/close-confirmation`), { status: 428 })
  t.match(await asLead('GET', '/v1/statistics/erasures'), {
    body: { waiting: 1, team: { erasing: 20 }, advisers: [{ agent: adviser, isAbove: true }] },
  })
  await desk.clock.advance(1)
  t.match(await asAdviser('POST', `${url}/close-withdrawal`, { version: 4 }), { version: 5 })
  await desk.clock.advance(1)
  await asAdviser('POST', `${url}/close`, { version: 5, body })
  await desk.clock.advance(1)
  t.match(
    (await eventsOf(desk, id)).at(-1),
    { type: 'informed' },
    'the hub knows of no closing yet',
  )
  t.match(await asOther('POST', `${url}/close-confirmation`, { version: 6 }), { status: 204 })
  t.match(await asAdviser('GET', url), { status: 410, body: { code: 'case-closed-and-erased' } })
  t.match((await eventsOf(desk, id)).at(-1), { type: 'closed', outcomes: ['objected'] })
  const operations = await desk.admin`
    SELECT operation, agent FROM audit.event WHERE signal_id = ${id} ORDER BY id`
  t.strictSame(
    [...operations].map(row => [row.operation, row.agent]),
    [
      ['case-propose-close', adviser],
      ['case-withdraw-close', adviser],
      ['case-propose-close', adviser],
      ['case-confirm-close', 'agt_adviser2'],
    ],
  )
  t.match(await asLead('GET', '/v1/statistics/erasures'), {
    body: {
      waiting: 0,
      advisers: [
        { agent: adviser, erasing: 21 },
        { agent: 'agt_adviser2', erasing: 0, confirmed: 1, isAbove: false },
      ],
    },
  })
  const plain = { version: 3, body: { outcomes: ['right-opened'] } }
  t.match(await asAdviser('POST', `/v1/cases/${twin}/close`, plain), { status: 204 }, 'not erasing')
  const others = await receive(desk, desk.person())
  await asOther('POST', `/v1/cases/${others}/claim`, { version: 1 })
  t.match(
    await asOther('POST', `/v1/cases/${others}/close`, {
      version: 2,
      body: { outcomes: ['not-eligible'] },
    }),
    { status: 204 },
    'another adviser is counted apart',
  )
  await desk.clock.advance((limits.erasingWindowDays + 1) * 86_400_000)
  await eraseMany(t, both, 1)
})

t.test('declining erases and counts; above the threshold it is for a lead', async t => {
  const both = await open(t)
  const { desk, asAdviser, asLead } = both
  const decline = async (as: typeof asAdviser) => {
    const id = await receive(desk, desk.person())
    const body = { reason: 'deceased' }
    return as('POST', `/v1/cases/${id}/decline`, { version: 1, body, key: randomUUID() })
  }
  await eraseMany(t, both, limits.erasingPerAdviserMax - 1)
  t.match(await decline(asAdviser), { status: 204 })
  t.match(await asLead('GET', '/v1/statistics/erasures'), {
    body: { advisers: [{ agent: adviser, erasing: limits.erasingPerAdviserMax, isAbove: true }] },
  })
  t.match(await decline(asAdviser), { status: 403, body: { code: 'case-decline-lead-only' } })
  t.match(await decline(asLead), { status: 204 })
})

t.test('two closings at once are not both the last one', async t => {
  const both = await open(t)
  const { desk, asAdviser } = both
  await eraseMany(t, both, limits.erasingPerAdviserMax - 1)
  const ids = [await receive(desk, desk.person()), await receive(desk, desk.person())]
  for (const id of ids) await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const body = { outcomes: ['not-eligible'] }
  const answers = await Promise.all(
    ids.map(id => asAdviser('POST', `/v1/cases/${id}/close`, { version: 2, body })),
  )
  t.strictSame(answers.map(({ status }) => status).sort(), [202, 204])
})
