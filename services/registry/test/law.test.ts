import type { AgreementText } from '@unefois/contracts'
import t from 'tap'
import { adviseAndSign, draft, openRegistry, populate } from './open-registry.ts'
import {
  agreedText,
  belgianText,
  frenchText,
  integratorOf,
  operator,
  representativeOf,
} from './sample.ts'

type Loose = Record<string, unknown>

/** A text with one member left out, at one or two levels. */
function without(text: AgreementText, name: string, inner?: string): Loose {
  const { [name]: part, ...rest } = text as unknown as Loose
  if (inner === undefined) return rest
  const { [inner]: _, ...kept } = part as Loose
  return { ...rest, [name]: kept }
}

t.test('what the law refuses is refused at the draft, with its article', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const fraudulent = (words: string) => frenchText({ basisReference: words })
  const cases: [name: string, body: unknown, code: string, article: string | undefined][] = [
    [
      'a purpose of fraud',
      { ...frenchText(), purpose: 'fraud-detection' },
      'purpose-refused',
      'CRPA L.114-8 II',
    ],
    [
      'a purpose of one’s own',
      { ...frenchText(), purpose: 'statistics' },
      'purpose-refused',
      'CRPA L.114-8 II',
    ],
    [
      'fraud in other words',
      fraudulent('lutte contre la Fraude'),
      'purpose-refused',
      'CRPA L.114-8 II',
    ],
    ['fraud in German', fraudulent('Sozialbetrug'), 'purpose-refused', 'CRPA L.114-8 II'],
    ['fraud in Dutch', fraudulent('bestrijding van bedrog'), 'purpose-refused', 'CRPA L.114-8 II'],
    ['no notice', without(frenchText(), 'noticeUrl'), 'notice-missing', 'C-201/14'],
    [
      'a notice in clear',
      { ...frenchText(), noticeUrl: 'http://unefois.example/' },
      'notice-missing',
      'C-201/14',
    ],
    ['no assessment', without(frenchText(), 'dpia'), 'impact-assessment-missing', 'GDPR art. 35'],
    [
      'an assessment without date',
      without(frenchText(), 'dpia', 'on'),
      'impact-assessment-missing',
      'GDPR art. 35',
    ],
    [
      'no indents',
      without(frenchText(), 'identifierBasis'),
      'nir-indent-missing',
      'Décret 2019-341',
    ],
    [
      'one indent',
      without(frenchText(), 'identifierBasis', 'receiverIndent'),
      'nir-indent-missing',
      'Décret 2019-341',
    ],
    [
      'a blank indent',
      frenchText({ identifierBasis: { scheme: 'fr-nir', senderIndent: ' ', receiverIndent: 'x' } }),
      'nir-indent-missing',
      'Décret 2019-341',
    ],
    [
      'a deliberation instead of indents',
      frenchText({ identifierBasis: belgianText().identifierBasis }),
      'nir-indent-missing',
      'Décret 2019-341',
    ],
    ...['deliberation', 'statute', 'route'].map((name): [string, unknown, string, string] => [
      `no ${name}`,
      without(belgianText(), 'identifierBasis', name),
      'deliberation-missing',
      '15 January 1990',
    ]),
    [
      'a blank dispensation',
      belgianText({
        identifierBasis: {
          scheme: 'be-niss',
          deliberation: 'x',
          statute: 'x',
          route: { kind: 'dispensed', text: ' ' },
        },
      }),
      'deliberation-missing',
      '15 January 1990',
    ],
    [
      'indents instead of a deliberation',
      belgianText({ identifierBasis: frenchText().identifierBasis }),
      'deliberation-missing',
      '15 January 1990',
    ],
    ['FR to BE', belgianText({ sender: 'cpam-13' }), 'cross-border-refused', '987/2009'],
    ['BE to FR', frenchText({ sender: 'cpas-forest' }), 'cross-border-refused', '987/2009'],
    ['the law of the other', { ...frenchText(), lawProfile: 'be' }, 'deliberation-missing', '1990'],
    [
      'French law in Belgium',
      belgianText({ lawProfile: 'fr' }),
      'law-profile-refused',
      'R.114-9-7',
    ],
    [
      'another’s right',
      frenchText({ rights: ['fr.cpam.c2s', 'fr.caf.prime-activite'] }),
      'right-not-served',
      undefined,
    ],
    [
      'a right nobody knows',
      frenchText({ rights: ['fr.cpam.unknown'] }),
      'right-not-served',
      undefined,
    ],
    ['oneself', frenchText({ sender: 'cpam-13' }), 'side-unknown', undefined],
    ['a control character', fraudulent('art.\u0000 1'), 'text-not-plain', undefined],
    ['half a character', fraudulent('art. \ud800'), 'text-not-plain', undefined],
  ]
  for (const [name, body, code, article] of cases) {
    const answer = await registry.call({ as: operator, url: '/v1/agreements', body })
    t.match(answer, { status: 422, body: { code } }, name)
    t.match(answer.body.article ?? '', article ?? /^$/u, `${name}: the article`)
    t.ok(answer.body.errors.length > 0, `${name}: the place`)
  }
  const two = frenchText({ lawProfile: 'be', rights: ['fr.caf.prime-activite'] })
  const several = await registry.call({
    as: operator,
    url: '/v1/agreements',
    body: { ...two, identifierBasis: belgianText().identifierBasis },
  })
  t.same(
    several.body.errors.map((error: { pointer: string }) => error.pointer),
    ['/lawProfile', '/identifierBasis', '/rights/0'],
    'all that is wrong is said at once',
  )
  const [row] = await registry.admin`SELECT count(*)::int AS n FROM registry.agreement`
  t.equal(row?.n, 0, 'nothing was stored')
})

t.test('the database itself refuses fraud, a live second version and edited texts', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const { id } = await draft(registry, frenchText())
  const insert = (text: unknown, hash: string) => registry.sql`
    INSERT INTO registry.agreement
      (id, version, hash, sender, receiver, text, state, drafted_by, drafted_at)
    VALUES (${id}, 2, ${hash.repeat(64)}, 'mission-locale', 'cpam-13',
      ${JSON.stringify(text)}::text::jsonb, 'draft', 'test', now())`
  for (const words of ['fraud-detection', 'FRAUDE', 'betrug']) {
    const text = { ...frenchText(), purpose: words }
    await t.rejects(insert(text, '1'), { message: /never_fraud/u }, words)
  }
  const escaped = JSON.stringify(frenchText()).replace('inform-of-right', '\\u0066raud')
  await t.rejects(insert(JSON.parse(escaped), '1'), { message: /never_fraud/u })
  await insert(frenchText({ quota: { perDay: 2 } }), '2')
  await t.rejects(
    registry.sql`UPDATE registry.agreement SET text = '{}'::jsonb`,
    { code: '42501' },
    'the service may not edit a text',
  )
  await t.rejects(registry.sql`DELETE FROM registry.agreement`, { code: '42501' })
  await registry.sql`UPDATE registry.agreement SET state = 'active', activated_at = now() WHERE version = 1`
  await t.rejects(
    registry.sql`UPDATE registry.agreement SET state = 'active', activated_at = now() WHERE version = 2`,
    { message: /agreement_in_force/u },
  )
})

t.test('what the law demands of an activation is demanded, with its article', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const cases: [
    name: string,
    text: AgreementText,
    code: string,
    article: string,
    pointer: string,
  ][] = [
    [
      'a sensitive value without basis',
      frenchText({ optionalFields: { trigger: ['illness-or-carer'] } }),
      'sensitive-basis-missing',
      'GDPR art. 9(2)',
      '/text/sensitiveBasis',
    ],
    [
      'offence data under a health basis',
      frenchText({
        optionalFields: { trigger: ['release-from-prison'] },
        sensitiveBasis: [{ kind: 'offence', basis: 'gdpr-9-2-b', provision: 'x' }],
      }),
      'sensitive-basis-missing',
      'GDPR art. 9(2)',
      '/text/sensitiveBasis',
    ],
    [
      'a sender bound by medical secrecy',
      frenchText({ sender: 'hopital-nord' }),
      'medical-secrecy',
      'L.114-9 2°',
      '/text/basis',
    ],
    [
      'an objection set aside for a public task',
      frenchText({ objection: { setAside: { provision: 'x' } } }),
      'set-aside-refused',
      'GDPR art. 21(1)',
      '/text/objection/setAside',
    ],
    [
      'an objection set aside although the person agreed',
      agreedText({ objection: { setAside: { provision: 'x' } } }),
      'set-aside-refused',
      'L.114-8 II',
      '/text/objection/setAside',
    ],
    [
      'an assessment dated tomorrow',
      frenchText({ dpia: { reference: 'x', on: '2026-11-21' } }),
      'impact-assessment-missing',
      'GDPR art. 35',
      '/text/dpia/on',
    ],
    [
      'a validity that is over',
      frenchText({ validity: { from: '2026-01-01', to: '2026-11-19' } }),
      'validity-over',
      '',
      '/text/validity',
    ],
    [
      'a validity that ends before it begins',
      frenchText({ validity: { from: '2028-01-01', to: '2027-01-01' } }),
      'validity-over',
      '',
      '/text/validity',
    ],
  ]
  for (const [name, text, code, article, pointer] of cases) {
    const drafted = await draft(registry, text)
    await adviseAndSign(registry, signers, drafted)
    const url = `/v1/agreements/${drafted.id}/activation`
    const answer = await call({ as: representativeOf(text.sender), url })
    t.match(answer, { status: 422, body: { code, errors: [{ pointer }] } }, name)
    t.equal(answer.body.errors.length, 1, `${name}: nothing else is wrong`)
    t.match(answer.body.article ?? '', article, `${name}: the article`)
    const seen = await call({ as: operator, method: 'GET', url: `/v1/agreements/${drafted.id}` })
    t.equal(seen.body.state, 'draft')
  }
})

t.test('the same texts pass with what was missing', async t => {
  const registry = await openRegistry(t)
  const signers = await populate(registry)
  const texts = [
    frenchText({
      optionalFields: { trigger: ['illness-or-carer', 'release-from-prison'] },
      sensitiveBasis: [
        { kind: 'health', basis: 'gdpr-9-2-b', provision: 'FICTITIOUS' },
        { kind: 'offence', basis: 'gdpr-10', provision: 'FICTITIOUS' },
      ],
    }),
    agreedText({ sender: 'hopital-nord' }),
    frenchText({ dpia: { reference: 'x', on: '2026-11-20' } }),
    frenchText({ validity: { from: '2026-11-20', to: '2026-11-20' } }),
    belgianText({ objection: { setAside: { provision: 'FICTITIOUS' } } }),
  ]
  for (const text of texts) {
    const drafted = await draft(registry, text)
    await adviseAndSign(registry, signers, drafted)
    const url = `/v1/agreements/${drafted.id}/activation`
    const answer = await registry.call({ as: representativeOf(text.receiver), url })
    t.equal(answer.status, 200, answer.text)
  }
})

t.test('opinions, signatures and the state of the two agencies', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const signers = await populate(registry)
  const more = [
    { id: 'mutuelle-top', name: 'Top-up mutual', type: 'mutualite', country: 'be' },
    {
      id: 'caf-old',
      name: 'CAF whose homologation is over',
      type: 'caf',
      country: 'fr',
      homologation: { reference: 'x', level: 'one-star', expiresOn: '2026-11-19' },
    },
  ]
  for (const body of more) await call({ as: operator, url: '/v1/participants', body })

  const text = frenchText({
    sender: 'cpam-13',
    receiver: 'caf-old',
    rights: ['fr.caf.prime-activite'],
  })
  const { id } = await draft(registry, text)
  const early = await call({ as: operator, url: `/v1/agreements/${id}/activation` })
  t.match(
    early.body.errors,
    [
      { pointer: '/text/receiver', detail: 'R.114-9-6 (RGS)' },
      { pointer: '/text/receiver', detail: 'GDPR art. 32' },
      { pointer: '/text/sender', detail: 'GDPR art. 38(1) and 39(1)' },
      { pointer: '/text/receiver', detail: 'GDPR art. 38(1) and 39(1)' },
      { pointer: '/text/sender', detail: 'GDPR art. 24, 26 and 28' },
      { pointer: '/text/receiver', detail: 'GDPR art. 24, 26 and 28' },
    ],
    'homologation, sealing key, two opinions, two signatures',
  )
  t.equal(early.body.errors.length, 6)

  const mutual = await draft(registry, belgianText({ receiver: 'mutuelle-top' }))
  const refused = await call({ as: operator, url: `/v1/agreements/${mutual.id}/activation` })
  t.match(refused.body, { code: 'outside-public-service', article: 'CRPA L.100-3' })

  const drafted = await draft(registry, frenchText())
  await adviseAndSign(registry, signers, drafted)
  const act = (name: string) =>
    call({ as: representativeOf('cpam-13'), url: `/v1/agreements/${drafted.id}/${name}` })
  await act('activation')
  await act('suspension')
  await registry.clock.set(Date.parse('2028-01-01T00:00:00.000Z'))
  t.match(await act('resumption'), { status: 422, body: { code: 'validity-over' } })
  t.equal((await act('end')).status, 200, 'but it can be ended')

  const stranger = integratorOf('caf-13')
  t.match(await call({ as: stranger, url: '/v1/agreements', body: agreedText() }), {
    status: 403,
    body: { code: 'agreement-side-needed' },
  })
})
