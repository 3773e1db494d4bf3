import { randomUUID } from 'node:crypto'
import { createVisitor, signInAs } from '@unefois/testing'
import t from 'tap'
import { openConsole } from './open-console.ts'

const id = randomUUID()
/** Pages that are the hub's officers' alone; each form beside its page. */
const ofHub = [
  '/files',
  '/files/new',
  `/files/${id}`,
  '/breaches',
  '/breaches/new',
  `/breaches/${id}`,
  '/deletions',
  '/deletions/certificates',
  '/objections',
  '/log',
]
const formsOfHub: readonly (readonly [path: string, fields: Record<string, string>])[] = [
  ['/files', { reason: 'complaint', reference: 'Réclamation 2026-118' }],
  [`/files/${id}/searches`, { scheme: 'be-niss', value: '85073003328' }],
  [`/files/${id}/searches/${id}/approval`, {}],
  [`/files/${id}/searches/${id}/refusal`, {}],
  [`/files/${id}/results`, { scheme: 'be-niss', value: '85073003328' }],
  [`/files/${id}/closing`, {}],
  ['/breaches', { knownAt: '2026-11-20T08:00' }],
  [`/breaches/${id}/measures`, {}],
  [`/breaches/${id}/notice`, {}],
  [`/breaches/${id}/closing`, {}],
  ['/access', { scheme: 'be-niss', value: '85073003328', request: id }],
  [`/volumes/flags/${id}`, { as: 'explained' }],
]

/** Somebody signed in, with the token of a form on a page of their own. */
async function enter(origin: string, account: string) {
  const browser = createVisitor()
  await signInAs(browser, `${origin}/`, account)
  const page = await browser.get(`${origin}/search?lang=en`)
  // The language form stands on every page and carries the session's token.
  const forms = [...page.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/gu)]
  const hidden = Object.fromEntries(forms.map(([, name = '', value = '']) => [name, value]))
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
  return {
    browser,
    hidden,
    post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
      return fetch(`${origin}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers },
        body: new URLSearchParams({ ...hidden, ...fields }),
      })
    },
  }
}

t.test('an agency’s officer opens no page and sends no form of the hub’s', async t => {
  const { origin, sql } = await openConsole(t)
  const { browser, hidden, post } = await enter(origin, 'caf-13-dpo')
  t.ok(Object.keys(hidden).length > 0, 'it has a token of its own')
  for (const path of ofHub) {
    t.equal((await browser.get(`${origin}${path}`)).status, 403, path)
  }
  for (const [path, fields] of formsOfHub) {
    const { status } = await post(path, fields)
    t.ok([403, 404].includes(status), `${path} ${status}`)
  }
  for (const table of ['oversight_file', 'person_search', 'breach', 'flag']) {
    const rows = await sql.admin`SELECT FROM ${sql.admin(`audit.${table}`)}`
    t.equal(rows.count, 0, table)
  }
})

t.test('no form of the hub’s is taken from elsewhere or without its session’s token', async t => {
  const { origin, sql } = await openConsole(t)
  const officer = await enter(origin, 'hub-dpo')
  const other = await enter(origin, 'hub-dpo-2')
  const fields = { reason: 'complaint', reference: 'Réclamation 2026-118' }
  const emptied = Object.fromEntries(Object.keys(officer.hidden).map(name => [name, '']))
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]) {
    t.equal((await officer.post('/files', fields, headers)).status, 403)
  }
  t.equal((await officer.post('/files', { ...fields, ...other.hidden })).status, 403)
  t.equal((await officer.post('/files', { ...fields, ...emptied })).status, 403)
  const rows = await sql.admin`SELECT FROM audit.oversight_file`
  t.equal(rows.count, 0)
  t.equal((await officer.post('/files', fields)).status, 303, 'its own token opens one')
})
