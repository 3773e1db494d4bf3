import t from 'tap'
import { openBoth as open, receive } from './support/console.ts'

t.test('a refusal says what to do', async t => {
  const { desk, asAdviser, asOther } = await open(t)
  const id = await receive(desk, desk.person())
  const url = `/v1/cases/${id}`
  const at = desk.clock.now().toISOString()
  t.match(
    await asAdviser('POST', `${url}/erasure-request`, { version: 1, body: { requestedAt: at } }),
    {
      status: 409,
      body: {
        code: 'case-move-not-allowed',
        errors: [{ detail: 'it is to-take-up; this is done from taken-charge or on-hold' }],
      },
    },
  )
  await asAdviser('POST', `${url}/claim`, { version: 1 })
  t.match(await asOther('POST', `${url}/unclaim`, { version: 2 }), {
    status: 403,
    body: { code: 'case-of-another-adviser', errors: [{ detail: 'agt_adviser1 has it' }] },
  })
  const late = { reason: 'awaiting-person', resumeOn: '2028-01-01' }
  t.match(await asAdviser('POST', `${url}/hold`, { version: 2, body: late }), {
    status: 422,
    body: { errors: [{ detail: 'from tomorrow, and at most 180 days from today' }] },
  })
})
