import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { writeLaw } from '../scripts/write-law.ts'
import { articlesOf, codes, law, rulesOfLaw } from '../src/index.ts'

interface Profile {
  readonly rules: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, { value: unknown; list?: string; source: string }>>
}

const read = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
const profiles: Readonly<Record<'fr' | 'be', Profile>> = {
  fr: read('../law/fr.json'),
  be: read('../law/be.json'),
}
/** What a citation looks like, or the honest word for its absence. */
const citations = ['art\\.', '[LRD]\\.1\\d\\d-\\d', 'CNIL', 'CJEU', 'BCSS', 'INSEE', '[Ll]aw of']
const cited = new RegExp(
  [...citations, 'Décret 2019-341', 'Open point', 'Not in Belgian law'].join('|'),
  'u',
)
const camelCase = (name: string) => name.replace(/-([a-z0-9])/g, (_, next) => next.toUpperCase())

t.test('each legal value has a source, in both profiles alike', async t => {
  t.same(Object.keys(law.be), Object.keys(law.fr))
  for (const [profile, { values }] of Object.entries(profiles)) {
    for (const [name, { value, list, source }] of Object.entries(values)) {
      t.match(source, cited, `${profile} ${name}`)
      if (!Array.isArray(value)) t.ok(Number.isSafeInteger(value) && Number(value) > 0, name)
      else if (list === undefined) t.ok(value.every(each => typeof each === 'string'))
      else {
        const known: readonly { code: string }[] = Object(codes)[camelCase(list)] ?? []
        const foreign = value.filter(each => !known.some(({ code }) => code === each))
        t.same(foreign, [], `${profile} ${name} are codes of ${list}`)
      }
    }
  }
  for (const each of Object.values(law)) {
    t.ok(each.objectionKeptMonthsMin.value <= each.objectionKeptMonthsDefault.value)
    t.ok(each.objectionKeptMonthsDefault.value <= each.objectionKeptMonthsMax.value)
    t.ok(each.technicalLogMonthsMin.value <= each.technicalLogMonthsMax.value)
  }
})

t.test('each rule cites its articles, and a refusal cites both countries', async t => {
  for (const [profile, { rules }] of Object.entries(profiles)) {
    for (const [rule, articles] of Object.entries(rules)) {
      t.match(articles, cited, `${profile} ${rule}`)
    }
  }
  t.equal(articlesOf('nir-use'), 'Décret 2019-341', 'one country’s only')
  t.equal(articlesOf('officer-advises'), 'GDPR art. 38(6)', 'the same text once')
  t.match(articlesOf('administration'), /^CRPA L\.100-3; GDPR/u, 'French first')
})

t.test('purposes and sources of detection are closed lists that the law has read', async t => {
  const purposes = codes.purpose.map(({ code }) => code)
  t.same(law.fr.purposes.value, purposes, 'no purpose beside those of L.114-8 II')
  t.same(law.be.purposes.value, purposes)
  const refused = [...law.fr.refusedSources.value, ...law.fr.refusedWords.value]
  const spoken = Object.entries(codes).flatMap(([list, all]) =>
    all.flatMap(({ code, labels }) => [code, ...Object.values(labels)].map(said => [list, said])),
  )
  for (const [list = '', said = ''] of spoken) {
    const found = refused.find(word => said.toLowerCase().includes(word.toLowerCase()))
    t.equal(found, undefined, `${list}: ${said}`)
  }
  t.ok(spoken.length > 500, 'all lists, in four languages')
})

t.test(
  'every rule and every value of the profiles stands in rules.json, with what keeps it',
  async t => {
    const stated = [...Object.keys(profiles.fr.rules), ...Object.keys(profiles.be.rules)]
    const ids = rulesOfLaw.map(({ id }) => id)
    t.same([...ids].sort(), [...new Set(stated)].sort(), 'each rule once')
    const fixed = new Set<string>(rulesOfLaw.flatMap(({ values }) => values))
    t.same([...fixed].sort(), Object.keys(law.fr).sort(), 'each value belongs to a rule')
    const isThere = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url))
    for (const { id, rule, parts } of rulesOfLaw) {
      t.ok(rule.endsWith('.') && parts.length > 0, id)
      for (const { says, where = [], tests = [], open } of parts) {
        t.ok(tests.length > 0 || open !== undefined, `${id}: ${says} is tested, or said to be open`)
        t.same(
          [...where, ...tests.map(({ file }) => file)].filter(path => !isThere(path)),
          [],
          says,
        )
      }
    }
  },
)

t.test('the generated types are those of the profiles', async t => {
  const written = readFileSync(new URL('../generated/law.ts', import.meta.url), 'utf8')
  t.equal(writeLaw(), written)
})
