import { randomUUID } from 'node:crypto'
import { validatorFor } from '@unefois/contracts'
import t from 'tap'
import { type Answered, bodyOf, letter, openBoth as open } from './support/console.ts'
import { signalMessage, type TestDesk } from './support/desk.ts'

/** Lets the desk receive so many signals about as many people; answers their ids. */
async function receiveMany(desk: TestDesk, count: number): Promise<string[]> {
  const sealed = Array.from({ length: count }, () => desk.seal(desk.person()))
  await desk.take(sealed.map(each => signalMessage(each.signal)))
  return sealed.map(each => each.id)
}

const isAnswer = validatorFor('urn:unefois:contracts:case-batch-answer.v1')
const resultsOf = (answered: Answered) => bodyOf(answered, isAnswer).results

t.test('a letter to five hundred people is three calls, each answered for each case', async t => {
  const { desk, asAdviser, asOther } = await open(t)
  const ids = await receiveMany(desk, 500)
  const at = desk.clock.now().toISOString()
  const cases = (version: number) => ids.map(id => ({ id, version }))

  const claim = { body: { cases: cases(1) }, key: randomUUID() }
  const claimed = await asAdviser('POST', '/v1/case-claims', claim)
  t.equal(claimed.status, 200)
  t.ok(resultsOf(claimed).every((each, n) => each.id === ids[n] && each.version === 2))
  t.same(await asAdviser('POST', '/v1/case-claims', claim), claimed, 'sent again: the same')

  const contact = { ...letter, at }
  const body = { contact, cases: cases(2) }
  const sent = await asAdviser('POST', '/v1/case-contacts', { body, key: randomUUID() })
  t.ok(resultsOf(sent).every(each => each.result === 'done' && each.version === 3))
  t.match(await asAdviser('GET', `/v1/cases/${ids[250]}`), {
    body: { informedAt: at, contacts: [{ channel: 'post' }], notices: [{ language: 'fr' }] },
  })
  const notice = { informedAt: at, channel: 'post', template: 'first-contact-1', language: 'nl' }
  const told = { body: { notice, cases: cases(3).slice(0, 2) }, key: randomUUID() }
  t.match(resultsOf(await asAdviser('POST', '/v1/case-notices', told)), [
    { result: 'done', version: 4 },
    { result: 'done', version: 4 },
  ])
  t.match(
    resultsOf(
      await asOther('POST', '/v1/case-notices', {
        body: { notice, cases: cases(3).slice(2, 3) },
        key: randomUUID(),
      }),
    ),
    [{ result: 'refused', code: 'case-of-another-adviser' }],
  )
  const [traces] = await desk.admin`
    SELECT count(*)::int AS n FROM audit.event WHERE operation IN ('case-claim', 'case-contact')`
  t.match(traces, { n: 1_000 }, 'each act on each case has its trace')
  const [events] = await desk.admin`
    SELECT count(*)::int AS n FROM desk.outbox 
    WHERE event ->> 'type' IN ('taken-charge', 'informed')`
  t.match(events, { n: 1_000 }, 'and is reported, the notice once')
})

t.test('what is refused harms only itself, and a key is of one call', async t => {
  const { desk, asAdviser, asOther } = await open(t)
  const [mine, others, stale, joinedTo] = await receiveMany(desk, 4)
  await asOther('POST', `/v1/cases/${others}/claim`, { version: 1 })
  const nowhere = randomUUID()
  const asked = [
    { id: mine, version: 1 },
    { id: nowhere, version: 1 },
    { id: others, version: 2 },
    { id: stale, version: 7 },
    { id: joinedTo, version: 1 },
    { id: joinedTo, version: 1 },
  ]
  const key = randomUUID()
  const answered = await asAdviser('POST', '/v1/case-claims', { body: { cases: asked }, key })
  t.match(resultsOf(answered), [
    { id: mine, result: 'done', version: 2 },
    { id: nowhere, result: 'refused', code: 'case-not-found' },
    { id: others, result: 'refused', code: 'case-move-not-allowed' },
    { id: stale, result: 'refused', code: 'version-mismatch' },
    { id: joinedTo, result: 'done', version: 2 },
    { id: joinedTo, result: 'refused', code: 'version-mismatch' },
  ])
  t.match(await asAdviser('POST', '/v1/case-claims', { body: { cases: [asked[0]] }, key }), {
    status: 409,
    body: { code: 'idempotency-key-reused' },
  })
  t.match(await asAdviser('POST', '/v1/case-claims', { body: { cases: asked } }), { status: 400 })

  const unknown = { ...letter, template: 'first-contact-99', at: desk.clock.now().toISOString() }
  const body = { contact: unknown, cases: [{ id: mine, version: 2 }] }
  t.match(await asAdviser('POST', '/v1/case-contacts', { body, key: randomUUID() }), {
    status: 422,
    body: { code: 'case-notice-unknown' },
  })
})

t.test('a call that cannot leave its traces does nothing, and may be sent again', async t => {
  const { desk, asAdviser } = await open(t)
  const ids = await receiveMany(desk, 3)
  const call = { body: { cases: ids.map(id => ({ id, version: 1 })) }, key: randomUUID() }
  await desk.admin`REVOKE EXECUTE ON FUNCTION audit.append(json) FROM desk_app`
  t.ok((await asAdviser('POST', '/v1/case-claims', call)).status >= 500)
  t.equal((await desk.admin`SELECT 1 FROM desk.cases WHERE version > 1`).length, 0)
  await desk.admin`GRANT EXECUTE ON FUNCTION audit.append(json) TO desk_app`
  t.ok(
    resultsOf(await asAdviser('POST', '/v1/case-claims', call)).every(each => each.version === 2),
  )
})
