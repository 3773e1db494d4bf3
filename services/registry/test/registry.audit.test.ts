import t from 'tap'
import { adviseAndSign, draft, openRegistry, populate, type Registry } from './open-registry.ts'
import {
  frenchText,
  integratorOf,
  newSealKey,
  officerOf,
  operator,
  representativeOf,
} from './sample.ts'

interface Traced {
  readonly actor: string
  readonly agency: string
  readonly agent: string | null
  readonly purpose: string
  readonly operation: string
  readonly hash: string | null
  readonly counterparty: string | null
  readonly at: Date
  readonly detail: Readonly<Record<string, unknown>>
}

/** Everything traced since the last look, in the order of the acts. */
function watch({ admin }: Registry) {
  const seen = new Set<string>()
  return async (): Promise<Traced[]> => {
    const rows = await admin<(Traced & { id: string })[]>`
      SELECT id, actor, agency, agent, purpose, operation, agreement_hash AS hash, counterparty, at,
        detail
      FROM audit.event ORDER BY id`
    const fresh = rows.filter(row => !seen.has(row.id))
    for (const { id } of fresh) seen.add(id)
    return fresh
  }
}

t.test('every act of the directory leaves one trace', async t => {
  const registry = await openRegistry(t)
  const { call, clock } = registry
  const traced = watch(registry)
  const caf = { id: 'caf-13', name: 'CAF 13', type: 'caf', country: 'fr' }
  const key = newSealKey()
  const row = {
    right: 'fr.caf.prime-activite',
    territory: 'fr-13',
    participant: 'caf-13',
    from: '2020-01-01',
    source: 'FICTITIOUS',
  }
  const acts = [
    ['participant-register', '/v1/participants', caf],
    ['participant-suspend', '/v1/participants/caf-13/suspension', undefined],
    ['participant-resume', '/v1/participants/caf-13/resumption', undefined],
    ['key-register', '/v1/participants/caf-13/keys', key],
    ['key-retire', `/v1/participants/caf-13/keys/${key.keyId}/retirement`, undefined],
    ['competence-record', '/v1/competence', row],
    ['competence-close', '/v1/competence', { ...row, to: '2026-12-31' }],
  ] as const
  for (const [operation, url, body] of acts) {
    await clock.advance(1_000)
    const answer = await call({ as: operator, url, body })
    t.ok(answer.status < 300, `${operation}: ${answer.text}`)
    t.match(await traced(), [
      {
        actor: 'hub-operator',
        agency: 'hub',
        agent: null,
        purpose: 'directory-keeping',
        operation,
        hash: null,
        counterparty: 'caf-13',
        at: clock.now(),
      },
    ])
  }
  const put = (version: number) => {
    const url = '/v1/participants/caf-13'
    const body = { ...caf, name: 'CAF', medicalSecrecy: false }
    const headers = { 'if-match': `"${version}"` }
    return call({ as: operator, method: 'PUT', url, body, headers })
  }
  t.equal((await put(3)).status, 200)
  t.match(
    await traced(),
    [{ operation: 'participant-update', detail: { changed: 'medicalSecrecy name' } }],
    'what was changed is named, without its value',
  )
  t.equal((await put(3)).status, 412)
  await call({ as: operator, url: '/v1/participants/caf-13/suspension' })
  await traced()
  for (const [operation, url, body] of acts.filter(([name]) => name !== 'participant-resume')) {
    const again = await call({ as: operator, url, body })
    t.equal(again.status, 409, `${operation} again`)
  }
  t.same(await traced(), [], 'what is refused leaves none')
})

t.test('every act on an agreement leaves one trace with its hash', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const traced = watch(registry)
  await traced()
  const key = '00000000-0000-4000-8000-000000000001'
  const integrator = integratorOf('mission-locale')
  const post = () => call({ as: integrator, url: '/v1/agreements', body: frenchText(), key })
  const { id, hash } = (await post()).body
  await registry.clock.advance(1)
  await post()
  const common = { purpose: 'agreement-keeping', hash, detail: { agreement: id, version: 1 } }
  const sender = { agency: 'mission-locale', counterparty: 'cpam-13' }
  const receiver = { agency: 'cpam-13', counterparty: 'mission-locale' }
  t.match(
    await traced(),
    [{ ...common, ...sender, operation: 'agreement-draft', actor: integrator.clientId }],
    'a repetition leaves none',
  )
  for (const [agency, side] of [
    ['mission-locale', sender],
    ['cpam-13', receiver],
  ] as const) {
    await registry.clock.advance(1)
    await call({
      as: officerOf(agency),
      url: `/v1/agreements/${id}/opinions`,
      body: { hash, opinion: 'reserved', on: '2026-11-20' },
    })
    await registry.clock.advance(1)
    const signer = signers.get(agency)
    const signature = { hash, keyId: signer?.key.keyId, signature: signer?.sign(frenchText()) }
    await call({
      as: representativeOf(agency),
      url: `/v1/agreements/${id}/signatures`,
      body: signature,
    })
    const agents = await traced()
    t.match(agents, [
      { ...common, ...side, operation: 'agreement-opinion', agent: 'agt_dpo1' },
      { ...common, ...side, operation: 'agreement-sign', agent: 'agt_legal1' },
    ])
    t.match(agents[0]?.detail, { opinion: 'reserved' })
    t.match(agents[1]?.detail, { keyId: signer?.key.keyId })
  }
  for (const [act, operation] of [
    ['activation', 'agreement-activate'],
    ['suspension', 'agreement-suspend'],
    ['resumption', 'agreement-resume'],
    ['end', 'agreement-end'],
  ]) {
    await registry.clock.advance(1)
    await call({ as: representativeOf('cpam-13'), url: `/v1/agreements/${id}/${act}` })
    t.match(await traced(), [{ ...common, ...receiver, operation }])
  }
})

t.test('no trace, no act', async t => {
  const registry = await openRegistry(t)
  const { call, admin, announced } = registry
  const signers = await populate(registry)
  const { id, hash, ...rest } = await draft(registry, frenchText())
  await adviseAndSign(registry, signers, { id, hash, ...rest })
  const traced = watch(registry)
  await traced()
  const versions = announced.length
  await admin`REVOKE EXECUTE ON FUNCTION audit.append(json) FROM registry_app`
  const acts = [
    { as: operator, url: '/v1/participants/caf-13/keys', body: newSealKey() },
    {
      as: integratorOf('mission-locale'),
      url: '/v1/agreements',
      body: frenchText({ quota: { perDay: 9 } }),
    },
    { as: representativeOf('cpam-13'), url: `/v1/agreements/${id}/activation` },
  ]
  for (const act of acts) {
    const answer = await call(act)
    t.match(answer, { status: 503, body: { code: 'registry-unavailable' } }, act.url)
    t.equal(answer.headers['retry-after'], '1')
  }
  const rows = await admin`
    SELECT (SELECT count(*)::int FROM registry.agreement) AS agreements,
      (SELECT count(*)::int FROM registry.agreement WHERE state = 'active') AS active,
      (SELECT count(*)::int FROM registry.participant_key WHERE participant = 'caf-13') AS keys,
      (SELECT version::int FROM registry.registry_version) AS version`
  t.same(rows, [{ agreements: 1, active: 0, keys: 2, version: announced.at(-1) }])
  t.equal(announced.length, versions, 'and nothing was announced')
  await admin`GRANT EXECUTE ON FUNCTION audit.append(json) TO registry_app`
  t.same(await traced(), [])
  const [, , last] = acts
  t.equal(last && (await call(last)).status, 200, 'then it goes')
  await t.rejects(registry.sql`SELECT * FROM audit.event`, { code: '42501' })
})
