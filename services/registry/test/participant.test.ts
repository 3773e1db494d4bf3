import type { Agreement, PublicExchangesV2, Snapshot } from '@unefois/contracts'
import t from 'tap'
import { activate, adviseAndSign, draft, openRegistry, populate } from './open-registry.ts'
import {
  belgianText,
  frenchText,
  gateway,
  integratorOf,
  operator,
  participants,
  representativeOf,
} from './sample.ts'

const url = '/v1/participants/mission-locale'
const [, , mission] = participants

t.test('what is said of a participant is corrected, by who has seen it last', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  await populate(registry)
  const get = () => call({ as: integratorOf('caf-13'), method: 'GET', url })
  const put = (body: unknown, version: number | undefined, as = operator) => {
    const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
    return call({ as, method: 'PUT', url, body, headers })
  }
  const first = await get()
  t.same(first.body, { participant: mission, state: 'active' })
  t.equal(first.headers.etag, '"1"')
  t.equal((await call({ as: operator, method: 'GET', url: `${url}-nord` })).status, 404)

  const renamed = { ...mission, name: 'Mission locale de Marseille', publicServiceMission: true }
  t.match(await put(renamed, undefined), { status: 428 })
  t.match(await put(renamed, 2), { status: 412, body: { code: 'version-mismatch' } })
  const before = registry.announced.length
  const answer = await put(renamed, 1)
  t.match(answer, { status: 200, body: { participant: renamed, state: 'active' } })
  t.equal(answer.headers.etag, '"2"')
  t.equal(registry.announced.length, before + 1, 'the others are told')
  t.same((await get()).body.participant, renamed)
  t.match(await put(mission, 1), { status: 412 }, 'a second operator has to read it again')

  const refused = [
    [{ ...renamed, id: 'cpam-13' }, 422, 'participant-nature-fixed', '/id'],
    [{ ...renamed, type: 'caf' }, 422, 'participant-nature-fixed', '/type'],
    [{ ...renamed, country: 'be' }, 422, 'participant-nature-fixed', '/country'],
    [{ ...renamed, statusOf: 'nobody-known' }, 422, 'participant-status-unfit', '/statusOf'],
    [{ ...renamed, statusOf: 'mission-locale' }, 422, 'participant-status-unfit', '/statusOf'],
    [{ ...renamed, name: 'CAF\u0000' }, 422, 'text-not-plain', '/name'],
  ] as const
  for (const [body, status, code, pointer] of refused) {
    t.match(await put(body, 2), { status, body: { code, errors: [{ pointer }] } })
  }
  t.equal((await put({ ...renamed, notice: 'x' }, 2)).status, 400, 'the schema is closed')
  t.match(await put(mission, 2, integratorOf('mission-locale')), { status: 403 })
  t.same((await get()).body.participant, renamed, 'what was refused changed nothing')
  const [{ participants: shown }] = [await snapshotOf(registry)]
  t.equal(shown.find(each => each.id === 'mission-locale')?.name, renamed.name)
})

t.test('no agreement becomes unlawful by a correction', async t => {
  const registry = await openRegistry(t)
  const signers = await populate(registry)
  const agreement = await activate(registry, signers, frenchText())
  const put = (body: unknown) =>
    registry.call({ as: operator, method: 'PUT', url, body, headers: { 'if-match': '"1"' } })
  const unlawful = [
    { ...mission, medicalSecrecy: true },
    { ...mission, publicServiceMission: false },
  ]
  for (const body of unlawful) {
    const answer = await put(body)
    t.match(answer, { status: 409, body: { code: 'participant-agreement-unlawful' } })
    t.match(answer.body.article, 'L.100-3')
  }
  const suspend = `/v1/agreements/${agreement.id}/suspension`
  await registry.call({ as: operator, url: suspend })
  t.equal((await put(unlawful[0])).status, 200, 'once it is suspended')
  const resume = `/v1/agreements/${agreement.id}/resumption`
  t.match(await registry.call({ as: operator, url: resume }), { body: { code: 'medical-secrecy' } })
})

t.test('nothing is exchanged with a suspended participant', async t => {
  const registry = await openRegistry(t)
  const { call, clock } = registry
  const signers = await populate(registry)
  const french = await activate(registry, signers, frenchText())
  const belgian = await activate(registry, signers, belgianText())
  const other = frenchText({ sender: 'caf-13' })
  const act = (name: string, as = operator) => call({ as, url: `${url}/${name}` })

  await clock.advance(1_000)
  t.equal((await act('resumption')).status, 409, 'it is not suspended')
  const suspended = await act('suspension')
  const suspendedAt = clock.now().toISOString()
  t.match(suspended, { status: 200, body: { state: 'suspended', suspendedAt } })
  t.match(await act('suspension'), { status: 409, body: { code: 'participant-state-refused' } })
  t.equal((await act('suspension', representativeOf('mission-locale'))).status, 403)
  const stateOf = async ({ id }: Agreement) =>
    (await snapshotOf(registry)).agreements.find(each => each.id === id)?.state
  t.equal(await stateOf(french), 'suspended', 'what the gateway reads')
  t.equal(await stateOf(belgian), 'active', 'others go on')
  const list = await call({ method: 'GET', url: '/v1/public/exchanges' })
  const shown = (list.body as PublicExchangesV2).items.find(each => each.hash === french.hash)
  t.equal(shown?.state, 'suspended', 'what everybody reads')

  const drafted = await draft(registry, frenchText({ quota: { perDay: 3 } }))
  await adviseAndSign(registry, signers, drafted)
  const activation = `/v1/agreements/${drafted.id}/activation`
  t.match(await call({ as: representativeOf('cpam-13'), url: activation }), {
    status: 422,
    body: { code: 'participant-suspended', errors: [{ pointer: '/text/sender' }] },
  })
  t.ok(await activate(registry, signers, other), 'the other side may go on with others')

  t.match(await act('resumption'), { status: 200, body: { state: 'active' } })
  t.equal(await stateOf(french), 'active', 'as it was')
  t.equal((await call({ as: representativeOf('cpam-13'), url: activation })).status, 200)
})

async function snapshotOf({ call }: Awaited<ReturnType<typeof openRegistry>>): Promise<Snapshot> {
  return (await call({ as: gateway, method: 'GET', url: '/v1/snapshot' })).body
}
