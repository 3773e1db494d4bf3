import { codes, type Participant, type Right } from '@unefois/contracts'
import t from 'tap'
import { openRegistry } from './open-registry.ts'
import { gateway, integratorOf, newSealKey, newSigner, operator, participants } from './sample.ts'

t.test('participants are admitted once, and shown', async t => {
  const { call } = await openRegistry(t)
  const post = (body: unknown) => call({ as: operator, url: '/v1/participants', body })
  for (const participant of participants) {
    const answer = await post(participant)
    t.equal(answer.status, 201)
    t.same(answer.body, participant)
  }
  const [first] = participants
  t.match(await post(first), { status: 409, body: { code: 'participant-exists' } })
  t.match(await post({ ...first, id: 'hub' }), { body: { code: 'participant-id-reserved' } })
  const orphan = { ...first, id: 'relay-1', statusOf: 'nobody-known' }
  t.match(await post(orphan), { status: 422, body: { code: 'participant-status-unfit' } })
  t.match(await post({ ...first, id: 'caf-14', name: 'CAF\u0000' }), {
    status: 422,
    body: { code: 'text-not-plain', errors: [{ pointer: '/name' }] },
  })
  const listed = await call({ as: integratorOf('caf-13'), method: 'GET', url: '/v1/participants' })
  t.same(
    listed.body.items.map((each: Participant) => each.id),
    participants.map(each => each.id).sort(),
  )
})

t.test('a key is what its id says it is, and belongs to one agency', async t => {
  const { call } = await openRegistry(t)
  for (const body of participants) await call({ as: operator, url: '/v1/participants', body })
  const post = (body: unknown, agency = 'caf-13') =>
    call({ as: operator, url: `/v1/participants/${agency}/keys`, body })
  const seal = newSealKey()
  const { key: sign } = newSigner()
  t.equal((await post(seal)).status, 201)
  t.equal((await post(sign)).status, 201)
  t.match(await post(seal, 'cpam-13'), { status: 409, body: { code: 'key-exists' } })
  t.equal((await post(newSealKey(), 'nobody-known')).status, 404)
  const offCurve = Buffer.alloc(65, 7)
  offCurve[0] = 4
  const unfit = [
    { ...newSealKey(), keyId: seal.keyId },
    { ...newSigner().key, keyId: sign.keyId },
    { ...sign, publicKey: offCurve.toString('base64url') },
    { ...seal, publicKey: Buffer.alloc(32).toString('base64url') },
    { ...seal, publicKey: `${seal.publicKey.slice(0, 42)}${other(seal.publicKey.slice(42))}` },
  ]
  for (const body of unfit)
    t.match(await post(body), { status: 422, body: { code: 'key-invalid' } })

  const keys = async () =>
    (await call({ as: operator, method: 'GET', url: '/v1/participants/caf-13/keys' })).body.items
  t.same(new Set((await keys()).map((each: { state: string }) => each.state)), new Set(['active']))
  const retire = (agency: string, keyId: string) =>
    call({ as: operator, url: `/v1/participants/${agency}/keys/${keyId}/retirement` })
  t.equal((await retire('cpam-13', seal.keyId)).status, 404, 'not through another agency')
  t.equal((await retire('caf-13', seal.keyId)).status, 204)
  t.equal((await retire('caf-13', seal.keyId)).status, 409)
  t.match(
    (await keys()).find((each: { key: { keyId: string } }) => each.key.keyId === seal.keyId),
    { state: 'retired' },
    'a retired key stays known',
  )
})

t.test('the rights catalogue comes with the migrations', async t => {
  const { call, sql } = await openRegistry(t)
  const { body } = await call({ as: gateway, method: 'GET', url: '/v1/rights' })
  const rights: Right[] = body.items
  t.same(
    rights.map(right => [right.id, right.routing]),
    [
      ['be.cpas.aide-sociale', 'territory'],
      ['be.mutualite.affiliation', 'addressee'],
      ['be.mutualite.intervention-majoree', 'addressee'],
      ['fr.caf.prime-activite', 'territory'],
      ['fr.carsat.aspa', 'territory'],
      ['fr.cpam.c2s', 'territory'],
    ],
  )
  for (const { id, country, receiverType } of rights) {
    t.ok(id.startsWith(`${country}.${receiverType}.`), `${id} names its country and its receiver`)
    t.ok(codes.agencyType.some(each => each.code === receiverType))
  }
  const increased = rights.find(right => right.id === 'be.mutualite.intervention-majoree')
  t.equal(increased?.labels.de, 'Erhöhte Kostenerstattung', 'later migrations correct labels')
  await t.rejects(sql`UPDATE registry."right" SET routing = 'addressee'`, { code: '42501' })
})

t.test('communes merge: competence has days', async t => {
  const { call } = await openRegistry(t)
  const cpas = ['cpas-old', 'cpas-merged']
  for (const id of cpas) {
    const body = { id, name: id, type: 'cpas', country: 'be' }
    await call({ as: operator, url: '/v1/participants', body })
  }
  for (const body of participants) await call({ as: operator, url: '/v1/participants', body })
  const row = {
    right: 'be.cpas.aide-sociale',
    territory: 'be-44001',
    participant: 'cpas-old',
    from: '2019-01-01',
    source: 'FICTITIOUS: first list',
  }
  const post = (body: unknown) => call({ as: operator, url: '/v1/competence', body })
  const who = async (on?: string) => {
    const url = `/v1/competence?right=${row.right}&territory=${row.territory}`
    const answer = await call({
      as: integratorOf('caf-13'),
      method: 'GET',
      url: on === undefined ? url : `${url}&on=${on}`,
    })
    return answer.body.items?.map((each: { participant: string }) => each.participant)
  }
  t.equal((await post(row)).status, 201)
  t.same(await who(), ['cpas-old'], 'today, without a day')
  const overlaps = { status: 409, body: { code: 'competence-overlaps' } }
  t.match(await post(row), overlaps, 'the same row again')
  t.match(await post({ ...row, from: '2025-01-01' }), overlaps, 'a second row of the same agency')
  const merger = { to: '2026-11-30', source: 'FICTITIOUS: decree of the merger' }
  t.equal((await post({ ...row, ...merger })).status, 201, 'closing the old one')
  t.match(await post({ ...row, ...merger }), overlaps, 'closing it twice')
  const next = { ...row, participant: 'cpas-merged', from: '2026-12-01', source: merger.source }
  t.equal((await post(next)).status, 201)
  t.same(await who('2018-12-31'), [])
  t.same(await who('2026-11-30'), ['cpas-old'], 'the last day')
  t.same(await who('2026-12-01'), ['cpas-merged'], 'the first day')
  t.equal((await post({ ...row, from: '2027-01-01' })).status, 201, 'it may come back later')
  t.same(await who('2027-01-01'), ['cpas-merged', 'cpas-old'])

  const unfit: [unknown, string][] = [
    [{ ...row, right: 'be.cpas.unknown' }, 'competence-right-unknown'],
    [{ ...row, participant: 'mutualite-horizon' }, 'competence-participant-unfit'],
    [{ ...row, participant: 'nobody-known' }, 'competence-participant-unfit'],
    [{ ...row, territory: 'fr-13' }, 'competence-territory-unfit'],
    [{ ...row, from: '0000-01-01' }, 'competence-dates-invalid'],
    [{ ...row, from: '2030-01-02', to: '2030-01-01' }, 'competence-dates-invalid'],
    [{ ...row, source: 'x\u0007' }, 'text-not-plain'],
  ]
  for (const [body, code] of unfit) t.match(await post(body), { status: 422, body: { code } }, code)
  const day = `/v1/competence?right=${row.right}&territory=${row.territory}&on=2026-02-30`
  t.match(await call({ as: operator, method: 'GET', url: day }), {
    status: 400,
    body: { code: 'day-unknown' },
  })
})

function other(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) + (digit === 'z' ? -1 : 1))
}
