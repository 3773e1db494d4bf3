import { createHash, randomUUID } from 'node:crypto'
import type { Agreement } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import { hashOf } from '../src/domain/agreement-hash.ts'
import { activate, adviseAndSign, draft, openRegistry, populate } from './open-registry.ts'
import {
  agreedText,
  frenchText,
  integratorOf,
  newSigner,
  officerOf,
  operator,
  representativeOf,
} from './sample.ts'

const sender = 'mission-locale'
const receiver = 'cpam-13'

t.test('an agreement lives from draft to end', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const drafted = await draft(registry, frenchText())
  t.match(drafted.id, /^agr_[0-9a-f]{32}$/u)
  t.match(drafted, { version: 1, state: 'draft', opinions: [], signatures: [] })
  t.equal(drafted.hash, createHash('sha256').update(jcs(frenchText())).digest('hex'))

  const url = `/v1/agreements/${drafted.id}`
  await adviseAndSign(registry, signers, drafted)
  const seen = await call({ as: integratorOf(receiver), method: 'GET', url })
  t.same(
    seen.body.opinions.map((each: Agreement['opinions'][number]) => each.participant),
    [receiver, sender],
  )
  t.equal(seen.body.signatures.length, 2)
  t.same(seen.body.text, frenchText(), 'the text is the one that was drafted')

  const act = async (as: Parameters<typeof call>[0]['as'], name: string) =>
    call({ ...(as && { as }), url: `${url}/${name}` })
  t.equal((await act(integratorOf(sender), 'activation')).status, 403, 'an integrator decides not')
  t.equal((await act(officerOf(sender), 'activation')).status, 403, 'nor does an officer')
  t.match(await act(representativeOf(sender), 'activation'), {
    status: 200,
    body: { state: 'active' },
  })
  t.match(await act(representativeOf(sender), 'activation'), {
    status: 409,
    body: { code: 'agreement-state-refused' },
  })
  t.equal((await act(representativeOf(receiver), 'suspension')).body.state, 'suspended')
  t.match(await act(representativeOf(sender), 'resumption'), {
    status: 403,
    body: { code: 'resumption-refused' },
  })
  t.equal((await act(representativeOf(receiver), 'resumption')).body.state, 'active')
  t.equal((await act(operator, 'suspension')).body.state, 'suspended')
  t.equal((await act(representativeOf(receiver), 'resumption')).status, 403)
  t.equal((await act(operator, 'end')).body.state, 'ended')
  for (const name of ['activation', 'suspension', 'resumption', 'end']) {
    t.equal((await act(operator, name)).status, 409, `${name} of an ended agreement`)
  }
  const revision = { as: integratorOf(sender), url: `${url}/versions`, body: agreedText() }
  t.equal((await call(revision)).status, 409, 'an ended agreement is not revised')
})

t.test('changing anything makes another hash', async t => {
  const text = frenchText()
  const seen = new Set([hashOf(text)])
  const changed = (value: unknown): unknown[] => {
    if (typeof value === 'string') return [`${value}x`]
    if (typeof value === 'number') return [value + 1]
    if (typeof value === 'boolean') return [!value]
    if (Array.isArray(value)) return [[...value, value[0]], ...changed(value[0])]
    return Object.entries(value ?? {}).flatMap(([name, part]) => {
      const { [name]: _, ...without } = value as Record<string, unknown>
      return [without, ...changed(part).map(other => ({ ...without, [name]: other }))]
    })
  }
  const variants = changed(text)
  for (const variant of variants) seen.add(hashOf(variant as typeof text))
  t.ok(variants.length > 60, 'every member was changed and left out')
  t.equal(seen.size, variants.length + 1, 'each has a hash of its own')
  const reordered = Object.fromEntries(Object.entries(text).reverse()) as typeof text
  t.equal(hashOf(reordered), hashOf(text), 'but the order of members says nothing')
})

t.test('a new version starts over, and replaces the old one when it is activated', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const first = await activate(registry, signers, frenchText())
  const url = `/v1/agreements/${first.id}`
  const post = (body: unknown) => call({ as: integratorOf(sender), url: `${url}/versions`, body })

  t.match(await post(frenchText()), { status: 409, body: { code: 'agreement-text-known' } })
  const elsewhere = await post(frenchText({ sender: 'caf-13' }))
  t.match(elsewhere, { status: 422, body: { code: 'agreement-sides-changed' } })

  const second: Agreement = (await post(frenchText({ quota: { perDay: 2_000 } }))).body
  t.match(second, { id: first.id, version: 2, state: 'draft', opinions: [], signatures: [] })
  t.not(second.hash, first.hash)
  const old = await call({ as: integratorOf(sender), method: 'GET', url: `${url}?version=1` })
  t.equal(old.body.state, 'active', 'the version in force stays so meanwhile')
  const early = await call({ as: representativeOf(sender), url: `${url}/activation` })
  t.match(early, { status: 422, body: { code: 'opinion-missing' } })

  await adviseAndSign(registry, signers, second)
  await call({ as: representativeOf(receiver), url: `${url}/activation` })
  const states = await registry.admin`
    SELECT version, state FROM registry.agreement WHERE id = ${first.id} ORDER BY version`
  t.same(states, [
    { version: 1, state: 'ended' },
    { version: 2, state: 'active' },
  ])
  const unknown = await call({ as: operator, method: 'GET', url: `${url}?version=9` })
  t.equal(unknown.status, 404)
})

t.test('officers advise and representatives sign, each for their own agency', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const { id, hash, text } = await draft(registry, frenchText())
  const opinions = `/v1/agreements/${id}/opinions`
  const signatures = `/v1/agreements/${id}/signatures`
  const opinion = { hash, opinion: 'unfavourable', on: '2026-11-19' }
  const own = signers.get(sender)
  const signature = { hash, keyId: own?.key.keyId, signature: own?.sign(text) }

  const stranger = await call({ as: officerOf('caf-13'), url: opinions, body: opinion })
  t.match(stranger, { status: 404, body: { code: 'agreement-unknown' } }, 'another agency’s DPO')
  const hubOfficer = { ...officerOf('caf-13'), agency: 'hub' }
  t.equal((await call({ as: hubOfficer, url: opinions, body: opinion })).status, 404)
  t.equal((await call({ as: representativeOf(sender), url: opinions, body: opinion })).status, 403)
  t.equal((await call({ as: officerOf(sender), url: signatures, body: signature })).status, 403)
  const other = { ...opinion, hash: '0'.repeat(64) }
  t.match(await call({ as: officerOf(sender), url: opinions, body: other }), {
    status: 409,
    body: { code: 'agreement-hash-unknown' },
  })
  for (const on of ['2026-11-21', '0000-01-01']) {
    const body = { ...opinion, on }
    t.match(await call({ as: officerOf(sender), url: opinions, body }), {
      status: 422,
      body: { code: 'opinion-day-invalid' },
    })
  }
  t.equal((await call({ as: officerOf(sender), url: opinions, body: opinion })).status, 201)
  t.match(await call({ as: officerOf(sender), url: opinions, body: opinion }), {
    status: 409,
    body: { code: 'opinion-exists' },
  })
  const both = { ...officerOf(sender), roles: ['dpo', 'legal-representative'] as const }
  t.match(await call({ as: both, url: signatures, body: signature }), {
    status: 403,
    body: { code: 'officer-cannot-sign', article: 'GDPR art. 38(6)' },
  })
  t.equal(
    (await call({ as: representativeOf(sender), url: signatures, body: signature })).status,
    201,
  )
  t.match(await call({ as: representativeOf(sender), url: signatures, body: signature }), {
    status: 409,
    body: { code: 'signature-exists' },
  })

  const theirs = signers.get(receiver)
  const accepted = { hash, keyId: theirs?.key.keyId, signature: theirs?.sign(text) }
  await call({ as: officerOf(receiver), url: opinions, body: opinion })
  await call({ as: representativeOf(receiver), url: signatures, body: accepted })
  const active = await call({
    as: representativeOf(receiver),
    url: `/v1/agreements/${id}/activation`,
  })
  t.equal(active.body.state, 'active', 'two unfavourable opinions: the controllers decide')
})

t.test('a signature is one of this agency’s active key over exactly these bytes', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const { id, hash, text } = await draft(registry, frenchText())
  const mine = signers.get(sender) ?? newSigner()
  const theirs = signers.get(receiver) ?? newSigner()
  const sign = (keyId: string, signature: string) =>
    call({
      as: representativeOf(sender),
      url: `/v1/agreements/${id}/signatures`,
      body: { hash, keyId, signature },
    })
  const { keyId } = mine.key
  const wrong = {
    'another text': mine.sign(frenchText({ quota: { perDay: 1_001 } })),
    'the hash instead of the text': mine.sign(hash),
    'another key': theirs.sign(text),
    'no signature at all': Buffer.alloc(64).toString('base64url'),
  }
  for (const [name, signature] of Object.entries(wrong)) {
    t.match(
      await sign(keyId, signature),
      { status: 422, body: { code: 'signature-invalid' } },
      name,
    )
  }
  const unknown = { status: 422, body: { code: 'signature-key-unknown' } }
  t.match(await sign(theirs.key.keyId, theirs.sign(text)), unknown, 'the other agency’s key')
  t.match(await sign(newSigner().key.keyId, mine.sign(text)), unknown, 'a key nobody registered')
  await call({ as: operator, url: `/v1/participants/${sender}/keys/${keyId}/retirement` })
  t.match(await sign(keyId, mine.sign(text)), unknown, 'a retired key')
  const next = newSigner()
  await call({ as: operator, url: `/v1/participants/${sender}/keys`, body: next.key })
  t.equal((await sign(next.key.keyId, next.sign(text))).status, 201, 'the key that follows it')
})

t.test('the same key and body have the same answer, another body is refused', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  await populate(registry)
  const key = randomUUID()
  const post = (body: unknown, as = integratorOf(sender)) =>
    call({ as, url: '/v1/agreements', body, key })
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(frenchText())))
  t.same(new Set(answers.map(answer => answer.text)).size, 1, 'eight at once, one answer')
  t.equal(answers[0]?.status, 201)
  const [row] = await registry.admin`SELECT count(*)::int AS n FROM registry.agreement`
  t.equal(row?.n, 1)
  const before = registry.announced.length
  await post(frenchText())
  t.equal(registry.announced.length, before, 'a repetition announces nothing')
  t.match(await post(agreedText()), {
    status: 409,
    body: { code: 'registry-idempotency-key-reused' },
  })
  const other = await post(agreedText(), integratorOf(receiver))
  t.equal(other.status, 201, 'another agency’s key is its own')
  await registry.clock.advance(8 * 86_400_000)
  t.match(await post(frenchText()), { status: 409, body: { code: 'agreement-text-known' } })
  const kept = await registry.admin`SELECT key FROM registry.idempotency WHERE key = ${key}`
  t.equal(kept.length, 2, 'a refusal forgets nothing')
})
