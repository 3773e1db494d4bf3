import { randomUUID } from 'node:crypto'
import { createVisitor, freePort, signInAs, testIdentity } from '@unefois/testing'
import t from 'tap'
import { newId } from '../src/app.ts'
import { directoryOf } from '../src/domain/directory.ts'
import { openAudit, sampleAgreementVersions, signalOf, start } from './open-audit.ts'
import { appendActs, somebody } from './person-samples.ts'

const pageBytesMax = 102_400
const many = 700
const [version] = sampleAgreementVersions
if (version === undefined) throw new Error('the sample has agreements')
const ids = ['caf-13', ...Array.from({ length: many }, (_, at) => `ccas-numero-${at}`)]
const [first = '', second = ''] = ids
const named = (id: string) => `Centre communal d’action sociale de Saint-Exemple-les-Bains, ${id}`
const directory = directoryOf({
  participants: ids.map(id => {
    const about = { type: 'ccas', country: 'fr', state: 'active' } as const
    return { ...about, id, name: named(id), keys: [] }
  }),
  agreements: ids.map((receiver, at) => {
    const text = { ...version.text, sender: first, receiver }
    return { ...version, hash: String(at).padStart(64, 'a'), text }
  }),
})
const at = start.toISOString()
const newIds = (count: number) => Array.from({ length: count }, () => newId(start.getTime()))

t.test('with many agencies every page stays a page, and nothing is left out', async t => {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const identity = await testIdentity(t, { clientId: 'hub-audit', origin })
  const console = { publicUrl: origin, ...identity, fictitious: true }
  const opened = await openAudit(t, console, { directory: () => directory })
  await opened.app.listen({ port, host: '127.0.0.1' })
  const { admin } = opened.sql
  const dueAt = new Date('2026-12-21T08:00:00Z')
  await admin`
    INSERT INTO audit.access_part (id, request, agency, signal_ids, asked_at, due_at, lapses_at)
    SELECT p.id, gen_random_uuid(), p.agency, ARRAY[p.id], ${start}, ${dueAt}, ${dueAt}
    FROM unnest(${newIds(ids.length)}::uuid[], ${ids}::text[]) AS p(id, agency)`
  const own = newIds(900)
  for (let from = 0; from < own.length; from += 30) {
    await admin`
      INSERT INTO audit.access_part (id, request, agency, signal_ids, asked_at, due_at, lapses_at)
      VALUES (${newId(start.getTime())}, ${randomUUID()}, ${first},
        ${own.slice(from, from + 30)}::uuid[], ${start}, ${dueAt}, ${dueAt})`
  }
  await admin`
    INSERT INTO exchange.recall (id, signal_id, receiver, reason, created_at, due_at)
    SELECT r.id, r.id, r.agency, 'objection', ${start}, ${dueAt}
    FROM unnest(${newIds(ids.length)}::uuid[], ${ids}::text[]) AS r(id, agency)`
  const orderedAt = new Date(start.getTime() - 7_200_000)
  await admin`
    INSERT INTO exchange.recall (id, signal_id, receiver, reason, ground, created_at, due_at)
    SELECT r.id, r.id, r.agency, 'restricted', 'unlawful', ${orderedAt}, ${start}
    FROM unnest(${newIds(ids.length)}::uuid[], ${ids}::text[]) AS r(id, agency)`
  await admin`
    INSERT INTO audit.witness SELECT w.agency, 'key of ' || w.agency, ${start}
    FROM unnest(${ids}::text[]) AS w(agency)`
  const about = somebody()
  const act = { at, operation: 'signal-accept', counterparty: second, about }
  const acts = Array.from({ length: 60 }, () => ({ ...act, signalId: signalOf(at) }))
  await appendActs({ admin, store: opened.store }, acts)
  await admin`UPDATE audit.event SET agreement_hash = ${String(1).padStart(64, 'a')}`

  const enter = async (account: string) => {
    const browser = createVisitor()
    await signInAs(browser, `${origin}/`, account)
    return browser
  }
  const hub = await enter('hub-dpo')
  const caf = await enter('caf-13-dpo')
  /** Every page of a list, one after another; what they say together. */
  async function read(browser: typeof hub, path: string): Promise<string> {
    let said = ''
    for (let next: string | undefined = path; next !== undefined; ) {
      const { body, status } = await browser.get(`${origin}${next}`)
      t.equal(status, 200, next)
      t.ok(Buffer.byteLength(body) <= pageBytesMax, `${next}: ${Buffer.byteLength(body)} bytes`)
      said += body
      next = /rel="next" href="([^"#]+)/u.exec(body)?.[1]?.replaceAll('&amp;', '&')
    }
    return said
  }
  for (const path of ['/access?lang=de', '/objections?days=7', '/log']) {
    const said = await read(hub, path)
    t.strictSame(
      ids.filter(id => !said.includes(named(id))),
      [],
      `${path} says each agency`,
    )
  }
  const late = await read(hub, '/objections?days=7&lang=de')
  const orders = late.match(/id="orders-region"[\s\S]*?<\/table>/gu)?.join('') ?? ''
  t.strictSame(
    ids.filter(id => !orders.includes(named(id))),
    [],
    'and each that has not confirmed a restriction',
  )
  const parts = await read(caf, '/access')
  t.strictSame(
    own.filter(id => !parts.includes(id)),
    [],
    'each signal that it is asked about',
  )
  const day = at.slice(0, 10)
  for (const path of ['/search', `/search?from=${day}&until=${day}`, '/breaches/new']) {
    await read(hub, path)
    if (path !== '/breaches/new') await read(caf, path)
  }

  // Where a list would be too long its agency is typed: by its id, by its name, by a part of it.
  const form = await hub.get(`${origin}/search?lang=en`)
  const search = (agency: string) =>
    hub.submit(form, { agency, from: day, until: day }, { action: '/search', stopBefore: origin })
  for (const typed of ['ccas-numero-7', named('ccas-numero-7'), 'bains, CCAS-numero-699']) {
    t.match((await search(typed)).url.search, /agency=ccas-numero-(?:7|699)&/u, typed)
  }
  for (const typed of ['nobody', 'Saint-Exemple', about.value]) {
    const { body, status } = await search(typed)
    t.equal(status, 422)
    t.match(body, 'No agency has this name, or several have')
    t.notMatch(body, about.value)
  }
})
