import { readdirSync, readFileSync } from 'node:fs'
import { type Snapshot, validatorFor } from '@unefois/contracts'
import { html, pageLimits } from '@unefois/pages'
import t from 'tap'
import { exchangesPage } from '../src/views/exchanges-page.ts'
import { activate, draft, openRegistry, populate } from './open-registry.ts'
import {
  belgianText,
  frenchText,
  gateway,
  newSealKey,
  operator,
  representativeOf,
} from './sample.ts'

const isProblem = validatorFor('urn:unefois:contracts:problem.v1')

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
    basisReference: '=HYPERLINK("https://x.example"), "quoted", D.114-9-2',
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
  for (const accept of ['text/csv', 'text/html;q=0.5, text/csv;q=0.8, application/json;q=0.1']) {
    const csv = await get(accept)
    t.match(csv.headers['content-type'], /^text\/csv/u)
    const [head, line, rest] = csv.text.split('\r\n')
    t.match(head, /^agreement_hash,state,fictitious,sender,/u)
    t.match(
      line,
      `${hash},active,true,mission-locale,Mission locale,mission-locale,cpam-13,CPAM 13,cpam,`,
    )
    t.match(
      line,
      `"'=HYPERLINK(""https://x.example""), ""quoted"", D.114-9-2"`,
      'no formula, quotes doubled',
    )
    t.equal(rest, '')
    for (const part of [
      ',trigger=age-threshold language=fr,unlisted,public-task,',
      'FICTITIOUS DPIA (2026-03-02)',
      ',2026-11-20,,2026-01-01,2027-12-31',
    ]) {
      t.match(line, part)
    }
  }
  for (const accept of ['application/json', '*/*', 'text/csv;q=0']) {
    t.match((await get(accept)).headers['content-type'], /^application\/json/u, accept)
  }
})

t.test('people read the list of exchanges as a page in their language', async t => {
  const registry = await openRegistry(t)
  const { call } = registry
  const get = (query = '', accept = 'text/html,application/xhtml+xml,*/*;q=0.8') =>
    call({ method: 'GET', url: `/v1/public/exchanges${query}`, headers: { accept } })
  t.match((await get()).text, 'Aucune convention')
  const signers = await populate(registry)
  const basisReference = '<script>alert("x")</script> & D.114-9-2'
  await activate(registry, signers, frenchText({ basisReference }))
  await activate(registry, signers, belgianText({ objection: { setAside: { provision: '<b>' } } }))

  const languages = { fr: 'Émetteur', nl: 'Afzender', de: 'Absender', en: 'Sender' }
  for (const [lang, heading] of Object.entries(languages)) {
    const page = await get(`?lang=${lang}`)
    t.match(page.headers['content-type'], /^text\/html/u)
    t.match(page.text, `<html lang="${lang}">`)
    t.match(page.text, `<th scope="col">${heading}`)
    t.match(page.text, `lang="${lang}" aria-current="true"`)
    t.notMatch(page.text, 'undefined')
  }
  const page = await get()
  t.match(page.text, '<html lang="fr">', 'French unless asked otherwise')
  for (const shown of [
    '<th scope="row">Mission locale vers CPAM 13<small>Mission locale (jeunes) → CPAM',
    '<small>FICTIF</small></th>',
    'Complémentaire santé solidaire',
    'Mission d’intérêt public',
    '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; D.114-9-2',
    'Écartée par\u00a0: &lt;b&gt;',
    '<a href="https://unefois.example/notices/c2s">',
  ]) {
    t.match(page.text, shown)
  }
  t.notMatch(page.text, '<script')
  t.match(page.headers['content-security-policy'], "default-src 'none'")
  t.equal(page.text.match(/<tr>/gu)?.length, 3, 'a heading and a line for each version')
  t.match((await get('?format=csv')).text, /^agreement_hash,/u, 'a link asks by its address')
  t.match((await get('?format=json')).body, { items: [{}, {}] })
  t.match((await get('?format=html', 'application/json')).text, '<!doctype html>')
  t.equal(page.headers['referrer-policy'], 'no-referrer')
  t.equal((await get('?lang=xx')).status, 400)
})

t.test('a long list of exchanges has pages, each within its size', t => {
  const exchanges = Array.from({ length: 60 }, (_, at) => ({
    hash: String(at).padStart(64, '0'),
    state: 'active' as const,
    senderName: `Sender ${at}`,
    senderType: 'mission-locale' as const,
    receiverName: 'Receiver',
    receiverType: 'cpam' as const,
    listing: 'unlisted' as const,
    activatedOn: '2026-01-01',
    data: ['identifier' as const, 'right' as const],
    text: frenchText(),
  }))
  const seen: string[] = []
  let after: string | undefined
  for (let pages = 0; pages < 3; pages += 1) {
    const { main } = exchangesPage({ exchanges, rights: [], language: 'en', after })
    const text = String(html`${main}`)
    t.ok(Buffer.byteLength(text) < pageLimits.pageBytesMax, `${text.length} bytes`)
    seen.push(...[...text.matchAll(/Sender (\d+) to/gu)].map(match => match[1] ?? ''))
    after = /after=([0-9a-f]{64})/u.exec(text)?.[1]
  }
  t.equal(after, undefined, 'the last page leads nowhere')
  t.same(
    seen,
    exchanges.map((_, at) => String(at)),
  )
  t.end()
})

t.test('every invalid example is refused, without its value', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const { id } = await draft(registry, frenchText())
  const routes: Record<string, string> = {
    'participant.v1': '/v1/participants',
    'controller-contacts.v1': '/v1/controllers/caf-13/contacts',
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
  const methodOf = (contract: string) => (contract === 'controller-contacts.v1' ? 'PUT' : 'POST')
  let refused = 0
  for (const [contract, url] of Object.entries(routes)) {
    const folder = new URL(`../../../contracts/examples/${contract}/invalid/`, import.meta.url)
    for (const file of readdirSync(folder)) {
      const body = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
      const answer = await registry.call({ as: everybody, method: methodOf(contract), url, body })
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
