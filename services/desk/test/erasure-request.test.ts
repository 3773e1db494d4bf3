import t from 'tap'
import { agreementText, hashOf } from './support/agreement.ts'
import { adviser, openBoth as open, receive } from './support/console.ts'
import { eventsOf } from './support/rows.ts'
import { toldCase } from './support/told-case.ts'

t.test('an erasure asked for is done, or refused with the provision and traced', async t => {
  const both = await open(t)
  const { desk, asAdviser } = both
  const body = { requestedAt: desk.clock.now().toISOString() }
  const untold = await receive(desk, desk.person())
  await asAdviser('POST', `/v1/cases/${untold}/claim`, { version: 1 })
  t.match(await asAdviser('POST', `/v1/cases/${untold}/erasure-request`, { version: 2, body }), {
    status: 422,
    body: { code: 'case-notice-missing' },
  })
  const id = await toldCase(both, desk.person())
  const ground = { ground: 'unlawful' }
  await asAdviser('POST', `/v1/cases/${id}/restrict`, { version: 3, body: ground })
  t.match(
    await asAdviser('POST', `/v1/cases/${id}/erasure-request`, { version: 4, body }),
    { status: 204 },
    'who asks for erasure gives up the restriction',
  )
  t.match(await asAdviser('GET', `/v1/cases/${id}`), { status: 410 })
  t.match((await eventsOf(desk, id)).at(-1), { type: 'closed', outcomes: ['objected'] })

  const provision = 'FICTITIOUS: Code de la sécurité sociale, art. L.000-0'
  const text = { ...agreementText, objection: { setAside: { provision } } }
  desk.registry.texts.set(hashOf(text), text)
  const bound = await toldCase(both, desk.person(), { agreementHash: hashOf(text) })
  await desk.admin`TRUNCATE audit.event`
  t.match(await asAdviser('POST', `/v1/cases/${bound}/erasure-request`, { version: 3, body }), {
    status: 422,
    body: {
      code: 'case-erasure-refused',
      article: 'GDPR art. 17(3)(b)',
      errors: [{ detail: `objection is set aside: ${provision}` }],
    },
  })
  const traces = await desk.admin`SELECT operation, agent, signal_id FROM audit.event`
  t.match([...traces], [{ operation: 'case-refuse-erasure', agent: adviser, signal_id: bound }])
  t.match(await asAdviser('GET', `/v1/cases/${bound}`), { status: 200, version: 3 })
  const unknown = await toldCase(both, desk.person(), { agreementHash: 'ef'.repeat(32) })
  t.match(await asAdviser('POST', `/v1/cases/${unknown}/erasure-request`, { version: 3, body }), {
    status: 503,
    body: { code: 'case-agreement-unknown' },
  })
})

t.test('somebody else’s number is erased at once, and no other is typed in', async t => {
  const { desk, asAdviser } = await open(t)
  const id = await receive(desk, desk.person())
  const url = `/v1/cases/${id}`
  await asAdviser('POST', `${url}/claim`, { version: 1 })
  const both = { outcomes: ['identifier-error', 'already-held'] }
  t.match(await asAdviser('POST', `${url}/close`, { version: 2, body: both }), {
    status: 422,
    body: { code: 'case-outcome-alone' },
  })
  const body = { outcomes: ['identifier-error'] }
  t.match(await asAdviser('POST', `${url}/close`, { version: 2, body }), { status: 204 })
  t.match(await asAdviser('GET', url), { status: 410 })
  t.match((await eventsOf(desk, id)).at(-1), { type: 'closed', outcomes: ['identifier-error'] })
  const [row] = await desk.admin`SELECT sealed_subject, subject_index FROM desk.cases`
  t.match(row, { sealed_subject: null, subject_index: null })
})
