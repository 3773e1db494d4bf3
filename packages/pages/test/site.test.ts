import { setTimeout as sleep } from 'node:timers/promises'
import { schemas } from '@unefois/contracts'
import { defineProblems } from '@unefois/errors'
import {
  buildService,
  createManualClock,
  defineRoute,
  problems,
  registerRoutes,
} from '@unefois/service'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { addReferencePages, createSite, fieldOf, html, pageLimits } from '../src/index.ts'

const logged: unknown[] = []
const refusals = defineProblems({ 'second-needed': { status: 403, title: 'Another one decides' } })
const app = buildService({
  name: 'test',
  log: (...line) => void logged.push(line),
  clock: createManualClock(0),
  contracts: schemas,
  ready: async () => ({ ok: true, reasons: [] }),
  problems: defineProblems({
    'quota-used': { status: 429, title: 'The quota is used', article: 'Art. 1' },
  }).definitions,
})
registerRoutes(app, [
  defineRoute({
    method: 'POST',
    url: '/v1/things/:id/claim',
    summary: 'Takes `it`',
    public: true,
    idempotent: true,
    ifMatch: true,
    body: 'release-request.v1',
    handler: () => ({}),
  }),
])
const origin = 'http://127.0.0.1:4700'
const site = createSite(app, {
  log: (...line) => void logged.push(line),
  origin,
  fictitious: true,
  navigation: () => [{ href: '/things', label: 'Things' }],
})
addReferencePages(app, site)
const sent: string[] = []
site.show('/things/:id', {
  for: 'everybody',
  params: { id: '^[a-z]{1,9}$' },
  query: { after: { type: 'string', pattern: '^[a-z]+$' } },
  page: visit => ({
    title: `Thing ${visit.param('id')} ${visit.query.after ?? ''} <&>`,
    main: visit.form('/things/a', html`<button>Send</button>`),
  }),
})
site.show('/files/:name', {
  for: 'everybody',
  params: { name: '^[a-z ".]{1,20}$' },
  page: visit => ({ name: visit.param('name'), type: 'text/csv; charset=utf-8', content: 'a;b' }),
})
site.accept('/things/:id', {
  for: 'everybody',
  params: { id: '^[a-z]{1,9}$' },
  act(_visit, form) {
    const name = fieldOf(form, 'name')
    if (name === undefined) return { title: 'Say a name', status: 422, main: '' }
    sent.push(name)
    return { to: '/things/b' }
  },
})
const refuse = () => Promise.reject(refusals['second-needed']())
site.show('/second', { for: 'everybody', page: refuse })
site.show('/own', { for: ['dpo'], page: ({ person }) => ({ title: person.name, main: '' }) })
site.show('/slow', {
  for: 'everybody',
  handlerTimeoutMs: 20,
  page: async () => {
    await sleep(300)
    return { title: 'Late', main: '' }
  },
})
site.show('/broken', {
  for: 'everybody',
  page: () => {
    throw new Error('253072B07300470')
  },
})
site.show('/large', {
  for: 'everybody',
  page: () => ({ title: 'x', main: 'x'.repeat(pageLimits.pageBytesMax) }),
})
t.teardown(() => app.close())
const get = (url: string, headers = {}) => app.inject({ url, headers })

t.test('a page: its frame, its headers, nothing for a script to do', async t => {
  const page = await get('/things/a?after=x')
  t.equal(page.statusCode, 200)
  t.match(page.body, '<html lang="fr">')
  t.match(page.body, '<h1>Thing a x &lt;&amp;&gt;</h1>')
  t.match(page.body, /class="skip" href="#main".*<main id="main" tabindex="-1">/s)
  t.match(page.body, 'Données FICTIVES')
  t.match(page.body, '<a href="/things" aria-current="true">')
  t.match(page.body, 'popovertarget="sections">Rubriques · Things</button>', 'where one is')
  t.match(page.body, /popovertargetaction="hide">Fermer<\/button><\/li><\/ul><\/nav>/, 'closed')
  t.notMatch(page.body, /<script|style="|javascript|https?:\/\//)
  t.match(page.headers, {
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; " +
      "frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  const path = /href="(\/pages\/[0-9a-f]{16}\.css)"/u.exec(page.body)?.[1] ?? ''
  const style = await get(path)
  t.match(style.headers, { 'content-type': /text\/css/, 'cache-control': /immutable/ })
})

t.test('a file is kept, never shown, and has a plain name', async t => {
  const file = await app.inject({ url: '/files/list.csv' })
  t.match(file, { statusCode: 200, body: 'a;b' })
  t.match(file.headers, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="list.csv"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  t.equal((await app.inject({ url: '/files/a%20%22b%22' })).statusCode, 500, 'no other name')
})

t.test('what is for somebody else to do is said to be, and no value is blamed', async t => {
  for (const language of ['fr', 'nl', 'de', 'en']) {
    const answer = await get(`/second?lang=${language}`)
    t.match(answer, { statusCode: 403, body: /autre personne|anders|andere Person|somebody else/u })
    t.notMatch(answer.body, /valeur|waarde|Wert|value/u)
  }
})

t.test('each part of an address has a pattern', t => {
  const page = () => ({ title: 'x', main: '' })
  t.throws(() => site.show('/loose/:id', { for: 'everybody', page }), /no pattern/)
  t.end()
})

t.test('the language is asked, remembered and offered', async t => {
  const dutch = await get('/things/a?after=x&lang=nl')
  t.match(dutch.body, '<html lang="nl">')
  t.match(dutch.body, 'href="/things/a?after=x&amp;lang=de"', 'the rest of the address stays')
  const cookie = String(dutch.headers['set-cookie'])
  t.match(cookie, /unefois-language=nl; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000/)
  const remembered = await get('/things/a', { cookie: 'unefois-language=nl' })
  t.match(remembered.body, '<html lang="nl">')
  const preferred = await get('/things/a', { 'accept-language': 'de-BE,de;q=0.9' })
  t.match(preferred.body, '<html lang="de">')
  t.notMatch(String(preferred.headers['set-cookie']), 'unefois-language')
})

t.test('colours are chosen, remembered, and lead back to where they were chosen', async t => {
  const page = await get('/things/a?after=x')
  t.match(page.body, '<html lang="fr">', 'as the screen is')
  const href = /href="(\/pages\/colours[^"]*)">Sombre/u.exec(page.body)?.[1] ?? ''
  const chosen = await get(href.replaceAll('&amp;', '&'))
  t.equal(chosen.headers.location, '/things/a?after=x#colours')
  const cookie = String(chosen.headers['set-cookie']).split(';')[0] ?? ''
  const dark = await get('/things/a', { cookie })
  t.match(dark.body, '<html lang="fr" data-colours="dark">')
  t.match(dark.body, 'id="colours" tabindex="-1"', 'where the focus goes')
  const elsewhere = await get('/pages/colours?colours=pink&to=//elsewhere.example')
  t.equal(elsewhere.headers.location, '/#colours')
  t.notOk(elsewhere.headers['set-cookie'])
})

t.test('a form is taken only from a page of ours, in the same browser', async t => {
  const page = await get('/things/a')
  const cookie = /unefois-form=[\w-]+/u.exec(String(page.headers['set-cookie']))?.[0] ?? ''
  const token = /name="form-token" value="([\w-]+)"/u.exec(page.body)?.[1] ?? ''
  const post = (
    changes: InjectOptions['headers'] = {},
    form = { 'form-token': token, name: 'x' },
  ) =>
    app.inject({
      method: 'POST',
      url: '/things/a',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...changes },
      payload: new URLSearchParams(form).toString(),
    })
  t.match(await post(), { statusCode: 303, headers: { location: '/things/b' } })
  t.equal((await post({ 'sec-fetch-site': 'same-origin', origin: 'null' })).statusCode, 303)
  t.equal((await post({ origin })).statusCode, 303)
  t.equal((await post({}, { 'form-token': token, name: ' ' })).statusCode, 422)
  const before = sent.length
  const other = (await get('/things/a')).headers['set-cookie']
  const refused = [
    post({ 'sec-fetch-site': 'cross-site' }),
    post({ 'sec-fetch-site': 'same-site' }),
    post({ origin: 'https://evil.example' }),
    post({ cookie: '' }),
    post({ cookie: String(other).split(';')[0] }),
    post({}, { 'form-token': `${token.slice(1)}A`, name: 'x' }),
    post({}, { 'form-token': '', name: 'x' }),
  ]
  for (const answer of await Promise.all(refused)) {
    t.equal(answer.statusCode, 403)
    t.match(answer.body, 'Rien n’a été fait')
  }
  t.equal(sent.length, before, 'and nothing was done')
  t.equal((await post({ 'content-type': 'application/json' })).statusCode, 400)
})

t.test('what goes wrong is said as a page and says nothing of the inside', async t => {
  for (const [url, status] of [
    ['/things/A1', 404],
    ['/things/a?other=1', 400],
    ['/broken', 500],
    ['/large', 500],
  ] as const) {
    const answer = await get(url)
    t.equal(answer.statusCode, status, url)
    t.match(answer.body, '<main id="main"')
    t.match(answer.body, /<h1>[^<]+<\/h1>\s*<p>[^<]{20,}<\/p>/u, 'and what to do')
    t.notMatch(answer.body, /253072B|other=|stack/)
  }
  t.notMatch(JSON.stringify(logged), '253072B07300470')
  t.match(JSON.stringify(logged), 'request-failed')
  const own = await get('/own')
  t.match(own, { statusCode: 303, headers: { location: '/sign-in?to=%2Fown' } })
})

t.test('a page may take as long as it says', async t => {
  t.equal((await get('/slow')).statusCode, 503)
})

t.test('calls and refusals are described to people', async t => {
  const docs = await get('/docs')
  t.match(docs.body, /<main id="main" tabindex="-1" lang="en">.*POST \/v1\/things.*If-Match/s)
  t.match(docs.body, 'Takes <code>it</code>')
  const targets = [...docs.body.matchAll(/<li><a href="#([^"]+)"/gu)].map(match => match[1])
  t.equal(targets.length, app.routeTable.length, 'every call is listed')
  for (const target of targets) t.match(docs.body, `<section id="${target}">`)
  t.match((await get('/problems/quota-used')).body, /The quota is used.*Art\. 1/s)
  t.match((await get('/problems/constructor')).json(), { code: 'not-found', status: 404 })
  for (const code of Object.keys(problems.definitions)) {
    t.equal((await get(`/problems/${code}`)).statusCode, 200, code)
  }
})
