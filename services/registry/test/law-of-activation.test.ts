import type { AgreementText, Participant } from '@unefois/contracts'
import t from 'tap'
import { adviseAndSign, draft, openRegistry, populate, type Registry } from './open-registry.ts'
import { agreedText, belgianText, frenchText, operator, representativeOf } from './sample.ts'

/** What is wrong, the text, the refusal's code, its place and a part of its article. */
type Case = readonly [
  name: string,
  text: AgreementText,
  code: string,
  pointer: string,
  article?: string,
]

const setAside = { setAside: { provision: 'FICTITIOUS' } }
const ends = { sender: 'controller', receiver: 'controller' } as const
const roles = { ...ends, hub: 'processor', arrangement: 'FICTITIOUS contract' } as const
const joint = { sender: 'joint-controller', receiver: 'joint-controller' } as const

const cases: readonly Case[] = [
  [
    'a sensitive value without basis',
    frenchText({ optionalFields: { trigger: ['illness-or-carer'] } }),
    'sensitive-basis-missing',
    '/text/sensitiveBasis',
    'GDPR art. 9(2)',
  ],
  [
    'offence data under a health basis',
    frenchText({
      optionalFields: { trigger: ['release-from-prison'] },
      sensitiveBasis: [{ kind: 'offence', basis: 'gdpr-9-2-b', provision: 'x' }],
    }),
    'sensitive-basis-missing',
    '/text/sensitiveBasis',
    'GDPR art. 9(2)',
  ],
  [
    'a basis of the other kind',
    frenchText({
      optionalFields: { detection: ['medical-service'] },
      sensitiveBasis: [{ kind: 'offence', basis: 'gdpr-10', provision: 'x' }],
    }),
    'sensitive-basis-missing',
    '/text/sensitiveBasis',
    'GDPR art. 9(2)',
  ],
  [
    'a sender bound by medical secrecy',
    frenchText({ sender: 'hopital-nord' }),
    'medical-secrecy',
    '/text/basis',
    'L.114-9 2°',
  ],
  [
    'an objection set aside for a public task',
    frenchText({ objection: setAside }),
    'set-aside-refused',
    '/text/objection/setAside',
    'GDPR art. 21(1)',
  ],
  [
    'an objection set aside although the person agreed',
    agreedText({ objection: setAside }),
    'set-aside-refused',
    '/text/objection/setAside',
    'L.114-8 II',
  ],
  [
    'an objection set aside by a blank provision',
    belgianText({ objection: { setAside: { provision: ' ' } } }),
    'set-aside-refused',
    '/text/objection/setAside',
    'GDPR art. 21(1)',
  ],
  [
    'a sensitive basis whose provision is blank',
    frenchText({
      optionalFields: { trigger: ['illness-or-carer'] },
      sensitiveBasis: [{ kind: 'health', basis: 'gdpr-9-2-b', provision: ' ' }],
    }),
    'sensitive-basis-missing',
    '/text/sensitiveBasis',
    'GDPR art. 9(2)',
  ],
  [
    'data that nobody has listed for this sender',
    frenchText({ basisReference: 'FICTITIOUS: CRPA L.114-8 II' }),
    'data-unlisted',
    '/text/basisReference',
    'D.114-9-1',
  ],
  [
    'an agency that is another’s supplier',
    frenchText({ controllerRoles: { ...roles, sender: 'processor' } }),
    'roles-unarranged',
    '/text/controllerRoles',
    'GDPR art. 26 and 28',
  ],
  [
    'joint control at one end',
    frenchText({ controllerRoles: { ...roles, receiver: 'joint-controller' } }),
    'roles-unarranged',
    '/text/controllerRoles',
    'GDPR art. 26 and 28',
  ],
  [
    'a processor without a contract',
    frenchText({ controllerRoles: { ...ends, hub: 'processor' } }),
    'roles-unarranged',
    '/text/controllerRoles/arrangement',
    'GDPR art. 26 and 28',
  ],
  [
    'an assessment dated tomorrow',
    frenchText({ dpia: { reference: 'x', on: '2026-11-21' } }),
    'impact-assessment-missing',
    '/text/dpia/on',
    'GDPR art. 35',
  ],
  [
    'a validity that is over',
    frenchText({ validity: { from: '2026-01-01', to: '2026-11-19' } }),
    'validity-over',
    '/text/validity',
  ],
  [
    'a validity that ends before it begins',
    frenchText({ validity: { from: '2028-01-01', to: '2027-01-01' } }),
    'validity-over',
    '/text/validity',
  ],
]

t.test('what the law demands of an activation is demanded, with its article', async t => {
  const registry = await openRegistry(t)
  const signers = await populate(registry)
  for (const [name, text, code, pointer, article] of cases) {
    const drafted = await draft(registry, text)
    await adviseAndSign(registry, signers, drafted)
    const url = `/v1/agreements/${drafted.id}`
    const as = representativeOf(text.sender)
    const answer = await registry.call({ as, url: `${url}/activation` })
    t.match(answer, { status: 422, body: { code, errors: [{ pointer }] } }, name)
    t.equal(answer.body.errors.length, 1, `${name}: nothing else is wrong`)
    t.match(answer.body.article ?? '', article ?? /^$/u, `${name}: the article`)
    t.equal((await registry.call({ as, method: 'GET', url })).body.state, 'draft')
  }
})

t.test('the same texts pass with what was missing', async t => {
  const registry = await openRegistry(t)
  const signers = await populate(registry)
  const texts = [
    frenchText({
      optionalFields: {
        trigger: ['illness-or-carer', 'release-from-prison'],
        detection: ['medical-service'],
      },
      sensitiveBasis: [
        { kind: 'health', basis: 'gdpr-9-2-b', provision: 'FICTITIOUS' },
        { kind: 'offence', basis: 'gdpr-10', provision: 'FICTITIOUS' },
      ],
    }),
    agreedText({ sender: 'hopital-nord' }),
    frenchText({ dpia: { reference: 'x', on: '2026-11-20' } }),
    frenchText({ validity: { from: '2026-11-20', to: '2026-11-20' } }),
    belgianText({ objection: setAside }),
    agreedText({ basisReference: 'FICTITIOUS: CRPA L.114-8 II' }),
    frenchText({
      sender: 'caf-13',
      basisReference: 'FICTITIOUS: CRPA L.114-8 II, social rights of D.114-9-1',
    }),
    frenchText({ controllerRoles: { ...ends, hub: 'controller' } }),
    frenchText({ controllerRoles: { ...roles, ...joint } }),
  ]
  for (const text of texts) {
    const drafted = await draft(registry, text)
    await adviseAndSign(registry, signers, drafted)
    const url = `/v1/agreements/${drafted.id}/activation`
    const answer = await registry.call({ as: representativeOf(text.receiver), url })
    t.equal(answer.status, 200, answer.text)
  }
})

t.test('homologation, sealing key, opinions and signatures are asked for together', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  await admit(registry, {
    id: 'caf-old',
    name: 'CAF whose homologation is over',
    type: 'caf',
    country: 'fr',
    homologation: { reference: 'x', level: 'one-star', expiresOn: '2026-11-19' },
  })
  const rights = ['fr.caf.prime-activite']
  const text = frenchText({ sender: 'cpam-13', receiver: 'caf-old', rights })
  const { id } = await draft(registry, text)
  const answer = await registry.call({ as: operator, url: `/v1/agreements/${id}/activation` })
  t.match(answer.body, { code: 'homologation-expired', article: 'CRPA R.114-9-6 (RGS)' })
  t.match(answer.body.errors, [
    { pointer: '/text/receiver', detail: 'R.114-9-6 (RGS)' },
    { pointer: '/text/receiver', detail: 'GDPR art. 32' },
    { pointer: '/text/sender', detail: 'GDPR art. 38(1) and 39(1)' },
    { pointer: '/text/receiver', detail: 'GDPR art. 38(1) and 39(1)' },
    { pointer: '/text/sender', detail: 'GDPR art. 24, 26 and 28' },
    { pointer: '/text/receiver', detail: 'GDPR art. 24, 26 and 28' },
  ])
  t.equal(answer.body.errors.length, 6)
})

t.test('a mutual says what its mission is, or asks the person', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const mutual = { name: 'Mutual', type: 'mutualite', country: 'be' } as const
  await admit(registry, { ...mutual, id: 'mutual-silent' })
  await admit(registry, { ...mutual, id: 'mutual-top-up', publicServiceMission: false })
  const activate = async (text: AgreementText) => {
    const { id } = await draft(registry, text)
    return registry.call({ as: operator, url: `/v1/agreements/${id}/activation` })
  }
  const outside = { code: 'outside-public-service', article: 'CRPA L.100-3' }
  for (const receiver of ['mutual-silent', 'mutual-top-up']) {
    t.match((await activate(belgianText({ receiver }))).body, outside, receiver)
    const feedback = { policy: 'classes', endedAfterDays: 90 } as const
    const agreed = await activate(belgianText({ receiver, basis: 'with-agreement', feedback }))
    t.notMatch(JSON.stringify(agreed.body), 'L.100-3', `${receiver} with the person’s agreement`)
  }
})

t.test('what the law refuses by now is not resumed, but can be ended', async t => {
  const registry = await openRegistry(t)
  const signers = await populate(registry)
  const drafted = await draft(registry, frenchText())
  await adviseAndSign(registry, signers, drafted)
  const act = (name: string) =>
    registry.call({
      as: representativeOf('cpam-13'),
      url: `/v1/agreements/${drafted.id}/${name}`,
    })
  await act('activation')
  await act('suspension')
  await registry.clock.set(Date.parse('2028-01-01T00:00:00.000Z'))
  t.match(await act('resumption'), { status: 422, body: { code: 'validity-over' } })
  t.equal((await act('end')).status, 200)
})

async function admit(registry: Registry, body: Participant): Promise<void> {
  await registry.call({ as: operator, url: '/v1/participants', body })
}
