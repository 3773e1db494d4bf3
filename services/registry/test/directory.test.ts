import { readdirSync, readFileSync } from 'node:fs'
import {
  codes,
  type Participant,
  type Right,
  type Snapshot,
  validatorFor,
} from '@unefois/contracts'
import t from 'tap'
import { activate, draft, openRegistry, populate } from './open-registry.ts'
import {
  frenchText,
  gateway,
  integratorOf,
  newSealKey,
  newSigner,
  operator,
  participants,
  representativeOf,
} from './sample.ts'

const isProblem = validatorFor('urn:unefois:contracts:problem.v1')

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

t.test('the snapshot holds what others need, once per version', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  await draft(registry, frenchText({ quota: { perDay: 5 } }))
  const agreement = await activate(registry, signers, frenchText())
  const row = {
    right: 'fr.cpam.c2s',
    territory: 'fr-13',
    participant: 'cpam-13',
    from: '2020-01-01',
    source: 'FICTITIOUS',
  }
  await call({ as: operator, url: '/v1/competence', body: row })
  const get = (headers = {}) => call({ as: gateway, method: 'GET', url: '/v1/snapshot', headers })
  const first = await get()
  const snapshot: Snapshot = first.body
  t.equal(snapshot.version, registry.announced.at(-1), 'the version that was announced')
  t.equal(first.headers.etag, `"${snapshot.version}"`)
  t.same(snapshot.agreements, [
    { id: agreement.id, hash: agreement.hash, state: 'active', text: frenchText() },
  ])
  t.same(snapshot.competence, [row])
  t.equal(snapshot.rights.length, 6)
  for (const { id, keys } of snapshot.participants) {
    t.match(keys, [{ use: 'seal', state: 'active' }], `${id} has its sealing key and no other`)
    t.equal(keys.length, 1)
  }

  for (const tag of [
    `"${snapshot.version}"`,
    `W/"${snapshot.version}"`,
    `"1", "${snapshot.version}"`,
  ]) {
    const same = await get({ 'if-none-match': tag })
    t.equal(same.status, 304, tag)
    t.equal(same.text, '')
  }
  t.equal((await get({ 'if-none-match': `"${snapshot.version - 1}"` })).status, 200)

  await call({ as: operator, url: '/v1/participants/cpam-13/keys', body: newSealKey() })
  const next: Snapshot = (await get({ 'if-none-match': `"${snapshot.version}"` })).body
  t.equal(next.version, snapshot.version + 1, 'one change, one version')
  const keys = next.participants.find(each => each.id === 'cpam-13')?.keys
  t.equal(keys?.length, 2)
  const suspend = `/v1/agreements/${agreement.id}/suspension`
  await call({ as: representativeOf('cpam-13'), url: suspend })
  t.match((await get()).body.agreements, [{ state: 'suspended' }])
  t.same(
    registry.announced,
    registry.announced.map((_, index) => (registry.announced[0] ?? 0) + index),
    'versions follow one another without a gap',
  )
})

t.test('the newest sealing key of a participant comes first', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  await registry.clock.advance(1_000)
  const key = newSealKey()
  await registry.call({ as: operator, url: '/v1/participants/caf-13/keys', body: key })
  const answer = await registry.call({ as: gateway, method: 'GET', url: '/v1/snapshot' })
  const caf = (answer.body as Snapshot).participants.find(each => each.id === 'caf-13')
  t.equal(caf?.keys[0]?.keyId, key.keyId)
})

t.test('everybody may read the list of exchanges, in JSON or CSV', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const text = frenchText({
    basisReference: '=HYPERLINK("https://x.example"), "quoted"',
    optionalFields: { trigger: ['age-threshold'], language: ['fr'] },
  })
  const { hash } = await activate(registry, signers, text)
  await draft(registry, frenchText({ quota: { perDay: 7 } }))
  const get = (accept?: string) =>
    call({
      method: 'GET',
      url: '/v1/public/exchanges',
      ...(accept === undefined ? {} : { headers: { accept } }),
    })
  const json = await get()
  t.match(json.body, { items: [{ hash, state: 'active', senderName: 'Mission locale', text }] })
  t.equal(json.body.items.length, 1, 'a draft is nobody’s business')
  t.same(json.body.items[0].data, ['identifier', 'right', 'observedOn', 'trigger', 'language'])
  for (const accept of ['text/csv', 'text/html, text/csv;q=0.8, application/json;q=0.1']) {
    const csv = await get(accept)
    t.match(csv.headers['content-type'], /^text\/csv/u)
    const [head, line, rest] = csv.text.split('\r\n')
    t.match(head, /^agreement_hash,state,fictitious,sender,/u)
    t.match(line, `${hash},active,true,mission-locale,Mission locale,cpam-13,CPAM 13,fr.cpam.c2s,`)
    t.match(line, `"'=HYPERLINK(""https://x.example""), ""quoted"""`, 'no formula, quotes doubled')
    t.equal(rest, '')
  }
  for (const accept of ['application/json', '*/*', 'text/csv;q=0']) {
    t.match((await get(accept)).headers['content-type'], /^application\/json/u, accept)
  }
})

t.test('every invalid example is refused, without its value', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const { id } = await draft(registry, frenchText())
  const routes: Record<string, string> = {
    'participant.v1': '/v1/participants',
    'participant-key.v1': '/v1/participants/caf-13/keys',
    'competence.v1': '/v1/competence',
    'agreement-text.v1': '/v1/agreements',
    'agreement-opinion.v1': `/v1/agreements/${id}/opinions`,
    'agreement-signature.v1': `/v1/agreements/${id}/signatures`,
  }
  const everybody = {
    ...operator,
    agency: 'mission-locale',
    roles: ['dpo', 'legal-representative'] as const,
    scopes: ['registry-admin', 'agreements'] as const,
  }
  let refused = 0
  for (const [contract, url] of Object.entries(routes)) {
    const folder = new URL(`../../../contracts/examples/${contract}/invalid/`, import.meta.url)
    for (const file of readdirSync(folder)) {
      const body = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
      const answer = await registry.call({ as: everybody, url, body })
      t.ok(answer.status >= 400 && answer.status < 500, `${contract} ${file}: ${answer.status}`)
      t.ok(isProblem(answer.body), `${contract} ${file}: a problem document`)
      refused += 1
    }
  }
  t.ok(refused > 30, 'there are examples')
  const secret = '253072B07300470'
  const leaky = { ...frenchText(), [secret]: secret, basisReference: { [secret]: secret } }
  const answer = await registry.call({ as: operator, url: '/v1/agreements', body: leaky })
  t.equal(answer.status, 400)
  t.notOk(answer.text.includes(secret), 'neither value nor name comes back')
  const [row] = await registry.admin`SELECT count(*)::int AS n FROM registry.agreement`
  t.equal(row?.n, 1)
})

function other(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) + (digit === 'z' ? -1 : 1))
}
