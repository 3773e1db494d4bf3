import { type AgreementText, law } from '@unefois/contracts'
import t from 'tap'
import { draft, openRegistry, populate } from './open-registry.ts'
import { belgianText, frenchText, operator } from './sample.ts'

type Loose = Readonly<Record<string, unknown>>

/** What is wrong, the body, the refusal's code and a part of its article. */
type Case = readonly [name: string, body: unknown, code: string, article?: string]

const members = (value: unknown): Loose => ({ ...(value as Loose) })

/** A text with one member left out, at one or two levels. */
function without(text: AgreementText, name: string, inner?: string): Loose {
  const all = members(text)
  const part = members(all[name])
  if (inner !== undefined) return { ...all, [name]: leaveOut(part, inner) }
  return leaveOut(all, name)
}

function leaveOut(object: Loose, name: string): Loose {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== name))
}

const saying = (words: string) => frenchText({ basisReference: words })
const l1148 = 'CRPA L.114-8 II'
const nir = 'Décret 2019-341'
const bcss = '15 January 1990'

const purposes: readonly Case[] = [
  ['a purpose of fraud', { ...frenchText(), purpose: 'fraud-detection' }, 'purpose-refused', l1148],
  ['a purpose of one’s own', { ...frenchText(), purpose: 'statistics' }, 'purpose-refused', l1148],
  ['fraud in French', saying('lutte contre la Fraude'), 'purpose-refused', l1148],
  ['fraud in German', saying('Sozialbetrug'), 'purpose-refused', l1148],
  ['fraud in Dutch', saying('bestrijding van bedrog'), 'purpose-refused', l1148],
]

const sources: readonly Case[] = [
  ['detection by the RNCPS', saying('requêtes au RNCPS'), 'source-refused', 'R.114-19'],
  ['its decree', saying('CSS art. R. 114-19'), 'source-refused', 'R.114-19'],
  [
    'its name, in another member',
    frenchText({
      contacts: { sender: 'Répertoire National commun de la protection sociale', receiver: 'x' },
    }),
    'source-refused',
    'R.114-19',
  ],
]

const objections: readonly Case[] = [
  ['silence on objection', without(frenchText(), 'objection'), 'objection-unstated', 'art. 21(1)'],
  [
    'no objection, and no reason',
    { ...frenchText(), objection: { applies: false } },
    'objection-unstated',
    'L.114-8 II',
  ],
  [
    'set aside without provision',
    { ...belgianText(), objection: { setAside: {} } },
    'objection-unstated',
    'art. 21(1)',
  ],
]

const sensitive: readonly Case[] = [
  [
    'a basis of art. 6',
    { ...frenchText(), sensitiveBasis: [{ kind: 'health', basis: 'gdpr-6-1-e', provision: 'x' }] },
    'sensitive-basis-missing',
    'GDPR art. 9(2)',
  ],
  [
    'a basis without provision',
    { ...frenchText(), sensitiveBasis: [{ kind: 'health', basis: 'gdpr-9-2-b' }] },
    'sensitive-basis-missing',
    'L.114-9 2°',
  ],
]

const information: readonly Case[] = [
  ['no notice', without(frenchText(), 'noticeUrl'), 'notice-missing', 'C-201/14'],
  [
    'a notice in clear',
    { ...frenchText(), noticeUrl: 'http://x.example/' },
    'notice-missing',
    'Bara',
  ],
  ['no assessment', without(frenchText(), 'dpia'), 'impact-assessment-missing', 'GDPR art. 35'],
  ['no date of it', without(frenchText(), 'dpia', 'on'), 'impact-assessment-missing', 'art. 35'],
]

const french: readonly Case[] = [
  ['no indents', without(frenchText(), 'identifierBasis'), 'nir-indent-missing', nir],
  [
    'one indent',
    without(frenchText(), 'identifierBasis', 'receiverIndent'),
    'nir-indent-missing',
    nir,
  ],
  [
    'a blank indent',
    frenchText({ identifierBasis: { scheme: 'fr-nir', senderIndent: ' ', receiverIndent: 'x' } }),
    'nir-indent-missing',
    nir,
  ],
  [
    'a deliberation instead of indents',
    frenchText({ identifierBasis: belgianText().identifierBasis }),
    'nir-indent-missing',
    nir,
  ],
]

const belgian: readonly Case[] = [
  ...['deliberation', 'statute', 'route'].map(
    (name): Case => [
      `no ${name}`,
      without(belgianText(), 'identifierBasis', name),
      'deliberation-missing',
      bcss,
    ],
  ),
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
    bcss,
  ],
  [
    'indents instead of a deliberation',
    belgianText({ identifierBasis: frenchText().identifierBasis }),
    'deliberation-missing',
    bcss,
  ],
]

const sides: readonly Case[] = [
  ['FR to BE', belgianText({ sender: 'cpam-13' }), 'cross-border-refused', '987/2009'],
  ['BE to FR', frenchText({ sender: 'cpas-forest' }), 'cross-border-refused', '987/2009'],
  ['French law in Belgium', belgianText({ lawProfile: 'fr' }), 'law-profile-refused', 'R.114-9-7'],
  ['another’s right', frenchText({ rights: ['fr.caf.prime-activite'] }), 'right-not-served'],
  ['a right nobody knows', frenchText({ rights: ['fr.cpam.unknown'] }), 'right-not-served'],
  ['an agency nobody knows', frenchText({ sender: 'nobody-known' }), 'side-unknown'],
  ['oneself', frenchText({ sender: 'cpam-13' }), 'side-unknown'],
  ['a control character', saying('art.\u0000 1'), 'text-not-plain'],
  ['half a character', saying('art. \ud800'), 'text-not-plain'],
]

t.test('what the law refuses is refused at the draft, with its article', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const cases = [
    ...[...purposes, ...sources, ...objections, ...sensitive, ...information],
    ...[...french, ...belgian, ...sides],
  ]
  for (const [name, body, code, article] of cases) {
    const answer = await registry.call({ as: operator, url: '/v1/agreements', body })
    t.match(answer, { status: 422, body: { code } }, name)
    t.match(answer.body.article ?? '', article ?? /^$/u, `${name}: the article`)
    t.ok(answer.body.errors.length > 0, `${name}: the place`)
  }
  const [row] = await registry.admin`SELECT count(*)::int AS n FROM registry.agreement`
  t.equal(row?.n, 0, 'nothing was stored')
})

t.test('all that is wrong is said at once', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const { identifierBasis } = belgianText()
  const rights = ['fr.cpam.c2s', 'fr.caf.prime-activite']
  const body = frenchText({ lawProfile: 'be', rights, identifierBasis })
  const answer = await registry.call({ as: operator, url: '/v1/agreements', body })
  t.same(
    answer.body.errors.map((error: { pointer: string }) => error.pointer),
    ['/lawProfile', '/identifierBasis', '/rights/1'],
  )
})

t.test('the database itself refuses fraud, edited texts and two versions in force', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const { id } = await draft(registry, frenchText())
  const insert = (text: string, hash: string) => registry.sql`
    INSERT INTO registry.agreement
      (id, version, hash, sender, receiver, text, state, drafted_by, drafted_at)
    VALUES (${id}, 2, ${hash.repeat(64)}, 'mission-locale', 'cpam-13', ${text}::text::jsonb,
      'draft', 'test', now())`
  const activate = (version: number) => registry.sql`
    UPDATE registry.agreement SET state = 'active', activated_at = now()
    WHERE version = ${version}`
  const text = JSON.stringify(frenchText())
  for (const words of ['fraud-detection', 'FRAUDE', 'betrug', '\\u0066raud']) {
    const fraudulent = text.replace('inform-of-right', words)
    await t.rejects(insert(fraudulent, '1'), { message: /never_fraud/u }, words)
  }
  const [constraint] = await registry.admin`
    SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'never_fraud'`
  t.match(constraint?.definition, law.fr.refusedWords.value.join('|'), 'the words of the law')
  t.same(law.be.refusedWords.value, law.fr.refusedWords.value)
  await insert(text, '2')
  const denied = { code: '42501' }
  await t.rejects(registry.sql`UPDATE registry.agreement SET text = '{}'::jsonb`, denied)
  await t.rejects(registry.sql`DELETE FROM registry.agreement`, denied)
  await activate(1)
  await t.rejects(activate(2), { message: /agreement_in_force/u })
})
