import { type Role, type Route, roles, type Scope, scopes } from '@unefois/service'
import type { Bearer } from '@unefois/testing'
import t from 'tap'
import { describeRoutes } from '../src/describe.ts'
import { activate, draft, openRegistry, populate } from './open-registry.ts'
import {
  agreedText,
  belgianText,
  frenchText,
  gateway,
  integratorOf,
  newSealKey,
  newSigner,
  officerOf,
  operator,
  representativeOf,
} from './sample.ts'

const anyId = `agr_${'0'.repeat(32)}`
const anyKey = `rk_${'0'.repeat(32)}`

/** A call of each route that gets as far as its scopes, and no further than its body. */
function callOf({ method, url }: Route) {
  const path = url
    .replace('/v1/participants/:id', '/v1/participants/caf-13')
    .replace('/v1/controllers/:id', '/v1/controllers/caf-13')
    .replace(':id', anyId)
    .replace(':keyId', anyKey)
  return { method: method as 'GET' | 'POST' | 'PUT', url: path }
}

const personWith = (held: readonly Scope[], having: readonly Role[]): Bearer => ({
  clientId: 'somebody',
  agency: 'caf-13',
  roles: having,
  scopes: held,
})

t.test('each call opens with its own scopes and roles, and no other', async t => {
  const { call } = await openRegistry(t)
  const { routes } = describeRoutes()
  for (const route of routes) {
    const name = `${route.method} ${route.url}`
    const request = callOf(route)
    if (route.public) {
      t.equal((await call(request)).status, 200, `${name} is for everybody`)
      continue
    }
    t.match(await call(request), { status: 401, body: { code: 'token-missing' } }, name)
    const allowed = route.scopes ?? []
    const others = scopes.filter(scope => !allowed.includes(scope))
    if (others.length > 0) {
      const answer = await call({ ...request, as: personWith(others, roles) })
      t.match(answer, { status: 403, body: { code: 'scope-missing' } }, `${name} without its scope`)
    }
    for (const scope of allowed) {
      const answer = await call({ ...request, as: personWith([scope], roles) })
      t.not(answer.body?.code, 'scope-missing', `${name} with ${scope}`)
    }
    const having = route.roles
    if (having !== undefined) {
      const lacking = roles.filter(role => !having.includes(role))
      const answer = await call({ ...request, as: personWith(scopes, lacking) })
      t.match(answer, { status: 403, body: { code: 'role-missing' } }, `${name} without its role`)
    }
  }
})

t.test('writing the directory is the operator’s alone', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const body = { id: 'caf-14', name: 'CAF 14', type: 'caf', country: 'fr' }
  const competence = {
    right: 'fr.caf.prime-activite',
    territory: 'fr-13',
    participant: 'caf-13',
    from: '2020-01-01',
    source: 'FICTITIOUS',
  }
  const key = `/v1/participants/caf-13/keys`
  for (const as of [
    integratorOf('caf-13'),
    representativeOf('caf-13'),
    officerOf('caf-13'),
    gateway,
  ]) {
    for (const [url, sent] of [
      ['/v1/participants', body],
      [key, newSealKey()],
      ['/v1/competence', competence],
    ] as const) {
      const answer = await registry.call({ as, url, body: sent })
      t.equal(answer.status, 403, `${as.clientId} ${url}`)
    }
  }
})

t.test('an agreement is the business of its two sides and of the hub', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const active = await activate(registry, signers, frenchText())
  const drafted = await draft(registry, belgianText())
  const read = (as: Bearer, id: string) => call({ as, method: 'GET', url: `/v1/agreements/${id}` })

  const hubOfficer = { ...officerOf('hub'), agency: 'hub' }
  for (const as of [
    integratorOf('mission-locale'),
    officerOf('cpam-13'),
    operator,
    gateway,
    hubOfficer,
  ]) {
    t.equal((await read(as, active.id)).status, 200, `${as.clientId} may read`)
  }
  const strangers = [integratorOf('caf-13'), representativeOf('cpas-forest'), officerOf('caf-13')]
  const nothing = await read(integratorOf('caf-13'), anyId)
  for (const as of strangers) {
    const answer = await read(as, active.id)
    t.equal(answer.text, nothing.text, `${as.clientId} cannot tell it from one that is not`)
    for (const act of ['activation', 'suspension', 'resumption', 'end']) {
      const url = `/v1/agreements/${active.id}/${act}`
      t.equal((await call({ as, url })).status, 404, `${as.clientId} ${act}`)
    }
    const url = `/v1/agreements/${active.id}/versions`
    t.equal((await call({ as, url, body: agreedText() })).status, 404, `${as.clientId} revision`)
    const foreign = await call({ as, url: '/v1/agreements', body: agreedText() })
    t.equal(foreign.status, 403, `${as.clientId} drafts for others`)
  }
  const signature = {
    hash: drafted.hash,
    keyId: signers.get('mission-locale')?.key.keyId,
    signature: signers.get('mission-locale')?.sign(drafted.text),
  }
  const intruder = await call({
    as: representativeOf('mission-locale'),
    url: `/v1/agreements/${drafted.id}/signatures`,
    body: signature,
  })
  t.equal(intruder.status, 404, 'a third agency cannot sign')
  t.same((await read(operator, drafted.id)).body.signatures, [])

  for (const as of [integratorOf('cpam-13'), officerOf('cpam-13'), hubOfficer, gateway]) {
    const answer = await call({ as, url: `/v1/agreements/${active.id}/suspension` })
    t.equal(answer.status, 403, `${as.clientId} does not decide`)
  }
  for (const as of [hubOfficer, { ...hubOfficer, roles: ['legal-representative'] as const }]) {
    const url = `/v1/agreements/${active.id}/versions`
    t.equal((await call({ as, url, body: agreedText() })).status, 403, 'the hub reads, and no more')
  }
  const unknownAgency = { ...newSigner(), ...integratorOf('nobody-known') }
  t.equal((await read(unknownAgency, active.id)).status, 404)
})
