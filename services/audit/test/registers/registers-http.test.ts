import type { Dpia, RegisterOfProcessing } from '@unefois/contracts'
import { readZip } from '@unefois/zip'
import t from 'tap'
import { officer as base, openAudit } from '../open-audit.ts'
import { openConsole } from '../open-console.ts'
import { sampleSource } from './sample-source.ts'

const source = sampleSource()
const officer = { ...base, agent: 'agt_hub01', scopes: ['oversight'] as const }
const ofCaf = { ...officer, agency: 'caf-13', clientId: 'caf-13-dpo', agent: 'agt_caf1303' }
const mine = source.agreements.filter(({ text }) => [text.sender, text.receiver].includes('caf-13'))

t.test('the registers are calls of officers, each for what they answer for', async t => {
  const { call, raw, sql } = await openAudit(t)
  const register = '/v1/register-of-processing'
  const whole = await call<RegisterOfProcessing>('GET', `${register}?lang=nl`, { bearer: officer })
  t.match(whole, { status: 200, body: { viewer: 'hub', language: 'nl', missing: [] } })
  t.equal(whole.body.activities.length, source.agreements.length + 6)
  const own = await call<RegisterOfProcessing>('GET', register, { bearer: ofCaf })
  t.same(
    own.body.activities.map(({ id }) => id),
    mine.map(({ id, version }) => `${id}.${version}`),
  )
  const csv = await raw(`${register}?format=csv&lang=en`, ofCaf)
  t.match(csv.headers, { 'content-type': 'text/csv; charset=utf-8; header=present' })
  t.match(csv.bytes.toString(), /^\uFEFFReference;Activity;/u)
  const ods = await raw(`${register}?format=ods`, officer)
  t.match(ods.headers, { 'content-type': 'application/vnd.oasis.opendocument.spreadsheet' })
  t.equal(readZip(ods.bytes)[0]?.name, 'mimetype')

  const dpia = await call<Dpia>('GET', '/v1/dpia?lang=fr', { bearer: officer })
  t.equal(dpia.status, 200)
  t.equal(dpia.body.answers.length, 36)
  const [{ version } = { version: '' }] = await sql.admin<{ version: string }[]>`
    SELECT split_part(current_setting('server_version'), ' ', 1) AS version`
  const text = JSON.stringify(dpia.body.answers)
  t.match(text, `PostgreSQL ${version}`, 'the server that runs')
  t.match(text, process.version)
  t.match(text, 'feuilles publiées\u00a0: 0) n’est pas encore contresigné', 'as it is here')
  const less = await call<Dpia>('GET', '/v1/dpia?lang=fr', { bearer: ofCaf })
  t.match(JSON.stringify(less.body.answers), `conventions en vigueur\u00a0: ${mine.length}`)
  t.notMatch(JSON.stringify(less.body), 'ONSS', 'nothing of agreements of others')

  const traces = await sql.admin<{ operation: string; agency: string; purpose: string }[]>`
    SELECT operation, agency, purpose FROM audit.event ORDER BY id`
  const count = (operation: string, agency: string) =>
    traces.filter(each => each.operation === operation && each.agency === agency).length
  t.same(
    [count('register-read', 'hub'), count('register-read', 'caf-13')],
    [2, 2],
    'each reading is a trace',
  )
  t.same([count('dpia-read', 'hub'), count('dpia-read', 'caf-13')], [1, 1])
  for (const url of [register, '/v1/dpia']) {
    t.equal((await call('GET', `${url}?lang=es`, { bearer: officer })).status, 400)
    for (const bearer of [
      { ...officer, scopes: ['retention', 'figures', 'agreements'] as const },
      { ...officer, roles: ['operator', 'legal-representative', 'service'] as const },
    ]) {
      t.equal((await call('GET', url, { bearer })).status, 403)
    }
    t.equal((await raw(url)).status, 401)
  }
})

t.test('a registry that does not answer is said, and no old register is shown', async t => {
  const { call, sql } = await openAudit(t, undefined, {
    registerSource: () => Promise.reject(new Error('away')),
  })
  for (const url of ['/v1/register-of-processing', '/v1/dpia']) {
    const answer = await call('GET', url, { bearer: officer })
    t.match(answer, { status: 503, body: { code: 'participants-unknown' } })
  }
  const [row] = await sql.admin`SELECT count(*)::int AS n FROM audit.event`
  t.equal(row?.n, 0)
})

t.test('officers read the registers as pages and keep them as files', async t => {
  const { as } = await openConsole(t)
  const hub = await as('hub-dpo')
  for (const [lang, title] of Object.entries({
    fr: 'Registre des activités de traitement',
    nl: 'Register van de verwerkingsactiviteiten',
    de: 'Verzeichnis von Verarbeitungstätigkeiten',
    en: 'Record of processing activities',
  })) {
    const page = await hub.get(`/registers?lang=${lang}`)
    t.equal(page.status, 200)
    t.match(page.body, title)
    t.notMatch(page.body, 'undefined')
  }
  const list = await hub.get('/registers')
  const links = [...list.body.matchAll(/href="(\/registers\/activities\/[^"]+)"/gu)]
  t.equal(links.length, source.agreements.length + 6)
  for (const [, href = ''] of [links[0], links.at(-1)].flatMap(link => (link ? [link] : []))) {
    const page = await hub.get(href)
    t.equal(page.status, 200)
    t.equal(page.body.match(/<dt>/gu)?.length, 23, 'every column')
    t.notMatch(page.body, /undefined|\[object/u)
  }
  for (const part of ['context', 'principles', 'measures', 'risks', 'open']) {
    const page = await hub.get(`/registers/dpia?part=${part}`)
    t.equal(page.status, 200, part)
    t.ok(Buffer.byteLength(page.body) < 102_400, `${part}: ${page.body.length}`)
    t.notMatch(page.body, /undefined|\[object|\{\w+\}/u)
  }
  const csv = await hub.get('/registers/processing.csv')
  t.match(csv.body, 'Reference;Activity', 'in the language chosen last')
  const file: Dpia = JSON.parse((await hub.get('/registers/dpia.json')).body)
  t.same(Object.keys(file), ['pia', 'answers', 'measures', 'evaluations', 'comments'])

  const caf = await as('caf-13-dpo')
  const own = await caf.get('/registers?lang=en')
  t.equal([...own.body.matchAll(/href="\/registers\/activities\//gu)].length, mine.length)
  t.match(own.body, 'Only what your body answers for')
  const foreign = source.agreements.find(each => !mine.includes(each))
  for (const id of [`${foreign?.id}.1`, 'hub.traces']) {
    t.equal((await caf.get(`/registers/activities/${id}`)).status, 404, id)
    t.equal((await hub.get(`/registers/activities/${id}`)).status, 200, id)
  }
})
