import type { EventPage } from '@unefois/contracts'
import type { Identifier } from '@unefois/identifiers'
import t, { type Test } from 'tap'
import { isReference } from '../src/domain/file-reference.ts'
import { limits } from '../src/limits.ts'
import { signalOf, start } from './open-audit.ts'
import { type Officer, openConsole } from './open-console.ts'
import { appendActs, appendTogether, somebody } from './person-samples.ts'

const at = start.toISOString()
const hourMs = 3_600_000

async function openFileBy(officer: Officer, reference = 'Plainte 2026-114'): Promise<string> {
  const sight = await officer.send('/files/new', '/files', { reason: 'complaint', reference })
  return sight.url.pathname.replace('/files/', '')
}

function numberFields(form: 'ask' | 'search', { scheme, value }: Identifier) {
  return { [`${form}-scheme`]: scheme, [`${form}-value`]: value }
}

/** The path of the form that approves or refuses, as the second officer's page has it. */
function decisionPath(body: string, word: 'approval' | 'refusal'): string {
  return new RegExp(`action="(/files/[^"]+/${word})"`, 'u').exec(body)?.[1] ?? ''
}

async function setUp(t: Test) {
  const opened = await openConsole(t)
  const [one, two] = [await opened.as('hub-dpo'), await opened.as('hub-dpo-2')]
  const fileId = await openFileBy(one)
  const ask = (person: Identifier) =>
    one.send(`/files/${fileId}`, `/files/${fileId}/searches`, numberFields('ask', person))
  const decide = async (word: 'approval' | 'refusal') => {
    const page = `/files/${fileId}`
    const path = decisionPath((await two.get(page)).body, word)
    return two.send(page, path, {})
  }
  const search = (person: Identifier) =>
    one.send(`/files/${fileId}`, `/files/${fileId}/results`, numberFields('search', person))
  return { ...opened, one, two, fileId, ask, decide, search }
}

t.test('a number is searched in an open file, once a second person has said so', async t => {
  const { sql, store, one, two, fileId, ask, decide, search, clock, lines } = await setUp(t)
  const person = somebody()
  const other = somebody()
  const [mine, blocked, theirs] = [signalOf(at), signalOf(at), signalOf(at)]
  const sent = { at, operation: 'signal-accept', counterparty: 'carsat-sud-est' } as const
  await appendActs({ admin: sql.admin, store }, [
    { ...sent, signalId: mine, outcomeClass: 'sent', about: person },
    { at, operation: 'case-closed', signalId: mine, outcomeClass: 'closed-acted' },
    { ...sent, signalId: blocked, outcomeClass: 'objected', about: person },
    { at, operation: 'objection-lodge', about: person },
    { ...sent, signalId: theirs, outcomeClass: 'sent', about: other },
  ])
  const asked = await ask(person)
  t.match(asked.body, 'attend une seconde personne')
  t.match(asked.body, 'une autre personne décide', 'who asked has no button')
  t.equal(decisionPath(asked.body, 'approval'), '')
  t.notMatch(asked.body, '/results"', 'nothing can be searched yet')
  t.match((await two.get('/files')).body, 'attend une seconde personne')
  t.match((await two.get('/')).body, '<b>1</b> Recherches par numéro à approuver ou à refuser')
  t.notMatch((await one.get('/')).body, 'Recherches par numéro', 'not for who asked')

  const approved = await decide('approval')
  t.match(approved.body, '>approuvée<')
  t.match(approved.body, /role="status"[^>]*autofocus><p>La recherche est approuvée/)
  t.notMatch((await two.get(approved.url.pathname)).body, 'role="status"', 'said once')
  const wrong = await search(other)
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'Aucune approbation ne vaut maintenant pour ce numéro')
  t.notMatch(wrong.body, theirs)
  const found = await search(person)
  t.equal(found.status, 200)
  t.match(found.body, `/exchanges/${mine}`)
  t.match(found.body, `/exchanges/${blocked}`)
  t.match(found.body, 'arrêté par une opposition')
  t.match(found.body, 'Opposition enregistrée')
  t.notMatch(found.body, theirs, 'nothing about anybody else')
  const before = signalOf(at)
  const older = await one.send(`/files/${fileId}`, `/files/${fileId}/results`, {
    ...{ before, looks: 'yes', 'older-scheme': person.scheme, 'older-value': '123' },
  })
  t.equal(older.status, 422, 'a mistyped number is said where it was typed')
  t.match(older.body, '<a href="#older-value">Ce numéro n’est pas valide')
  t.match(older.body, `name="before" value="${before}"`, 'the place in older acts is kept')
  t.match(older.body, 'name="looks" value="yes"')
  t.notMatch(found.url.href, person.value)
  t.notMatch(found.body + lines.join(), person.value, 'the number is in no page and no log')

  await clock.set(start.getTime() + hourMs)
  t.equal((await search(person).catch(() => ({ status: 0 }))).status, 0, 'the form has gone')
  t.match((await one.get(`/files/${fileId}`)).body, 'terminée')

  const told = await sql.admin<{ operation: string; agent: string; indexed: boolean }[]>`
    SELECT operation, agent, trace_index IS NOT NULL AS indexed FROM audit.event
    WHERE operation ~ '^(person-search|file-open)' ORDER BY operation`
  t.strictSame(
    told.map(({ operation, agent, indexed }) => [operation, agent, indexed]),
    [
      ['file-open', 'agt_hub01', false],
      ['person-search', 'agt_hub01', true],
      ['person-search-approve', 'agt_hub02', true],
      ['person-search-ask', 'agt_hub01', true],
      ['person-search-refuse', 'agt_hub01', false],
    ],
    'the person finds who asked, approved and searched; who tried another number is traced',
  )
})

t.test('a search by number shows everything, a page for each time the number is typed', async t => {
  const { sql, store, one, fileId, ask, decide, search, call, clock } = await setUp(t)
  const person = somebody()
  const sent = { at, operation: 'signal-accept', counterparty: 'carsat-sud-est' } as const
  const signals = Array.from({ length: limits.personActsPerPage + 9 }, () => signalOf(at))
  await appendTogether(
    { admin: sql.admin, store },
    signals.map(signalId => ({ ...sent, signalId, about: person })),
  )
  await ask(person)
  await decide('approval')
  const shown = ({ body }: { body: string }) =>
    [...body.matchAll(/href="\/exchanges\/([^"]+)"/gu)].map(([, id]) => id)
  await clock.set(start.getTime() + 1_000)
  const first = await search(person)
  t.equal(shown(first).length, limits.personActsPerPage)
  t.match(first.body, 'Il y en a d’autres')
  t.notMatch(first.body, person.value, 'no page keeps the number')
  const action = `/files/${fileId}/results`
  const typed = { 'older-scheme': person.scheme, 'older-value': person.value }
  const second = await one.submit(first, typed, { action })
  t.notMatch(second.body, 'Il y en a d’autres')
  t.strictSame([...shown(first), ...shown(second)].sort(), [...signals].sort(), 'each once')
  const other = { ...typed, 'older-value': somebody().value }
  t.match(await one.submit(first, other, { action }), { status: 422 }, 'of this person alone')

  // Ids of one millisecond have no order: what comes now is newer than all that was shown.
  await clock.set(start.getTime() + 2_000)
  const bearer = {
    agency: 'hub',
    agent: 'agt_hub01',
    roles: ['dpo'],
    scopes: ['oversight'],
  } as const
  const pages: EventPage['items'][number][] = []
  let before: string | undefined
  do {
    const body = { file: fileId, subject: person, looks: true, ...(before ? { before } : {}) }
    const answer = await call<EventPage>('POST', '/v1/event-searches', { bearer, body })
    t.equal(answer.status, 200, answer.text)
    pages.push(...answer.body.items)
    before = answer.body.next
  } while (before !== undefined && pages.length < 1_000)
  const known = pages.filter(({ operation }) => operation === 'signal-accept')
  t.strictSame(known.map(({ signal }) => signal).sort(), [...signals].sort())
  t.equal(new Set(pages.map(({ id }) => id)).size, pages.length, 'and none of them twice')
  const looks = pages.filter(({ operation }) => operation === 'person-search')
  t.equal(looks.length, 2, 'both pages of before, as the person finds them')
})

t.test('what was refused, is over or is in a closed file cannot be searched', async t => {
  const { sql, deps, one, two, fileId, ask, decide, clock, turns } = await setUp(t)
  const person = somebody()
  await ask(person)
  t.match((await decide('refusal')).body, 'refusée')
  t.notMatch((await one.get(`/files/${fileId}`)).body, '/results"')
  const subjects = async () => {
    const [row] = await sql.admin<{ n: number }[]>`
      SELECT count(subject_index)::int AS n FROM audit.person_search`
    return row?.n
  }
  t.equal(await subjects(), 0, 'about whom is forgotten')
  await ask(person)
  t.equal(await subjects(), 1)
  await clock.set(start.getTime() + 25 * hourMs)
  await turns.forget()
  t.equal(await subjects(), 0, 'nobody decided within a day')
  t.equal(decisionPath((await two.get(`/files/${fileId}`)).body, 'approval'), '')
  await ask(person)
  const closed = await one.send(`/files/${fileId}`, `/files/${fileId}/closing`, {})
  t.match(closed.body, 'clos')
  t.notMatch(closed.body, 'type="text"', 'and nothing is asked for any more')
  t.equal(await subjects(), 0)
  await clock.set(Date.parse('2036-12-31T00:00:00Z'))
  await turns.forget()
  const [left] = await sql.admin<{ n: number }[]>`
    SELECT count(*)::int AS n FROM audit.oversight_file`
  t.equal(left?.n, 0, 'a closed file ends with the oldest trace')
  t.ok(deps)
})

t.test('a number asked for by somebody is not decided by them, in the database either', async t => {
  const { sql, fileId, ask } = await setUp(t)
  await ask(somebody())
  await t.rejects(
    sql.audit`UPDATE audit.person_search SET verdict = 'approved', decided_by = asked_by,
      decided_at = asked_at WHERE file_id = ${fileId}`,
    { code: '23514' },
  )
})

t.test('files are the hub’s, and what is wrong is said without repeating it', async t => {
  const { as, one, fileId, ask } = await setUp(t)
  const caf = await as('caf-13-dpo')
  for (const path of ['/files', '/files/new', `/files/${fileId}`]) {
    t.equal((await caf.get(path)).status, 403, path)
  }
  const person = somebody()
  const bad = await one.send('/files/new', '/files', {
    reason: 'authority',
    reference: `Dossier ${person.value}`,
  })
  t.equal(bad.status, 422)
  t.match(bad.body, 'sans numéro de personne')
  t.notMatch(bad.body, person.value)
  const none = await one.send('/files/new', '/files', {})
  t.match(none.body, 'Dites pourquoi le dossier est ouvert')
  const wrong = await ask({ ...person, value: '123456789012345' as typeof person.value })
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'Ce numéro n’est pas valide')
  t.notMatch(wrong.body, '123456789012345')
  for (let made = 0; made < limits.searchesPerFileMax; made += 1) await ask(person)
  const beyond = await ask(person)
  t.match(beyond, { status: 422, body: 'Ce dossier a autant de recherches' })
  t.match(
    beyond.body,
    new RegExp(`value="${person.scheme}" selected`, 'u'),
    'what was chosen stays',
  )
  t.notMatch(beyond.body, person.value)
})

t.test('a reference holds no number, however it is written', t => {
  const { value } = somebody()
  const spaced = value.replaceAll(/(.)/gu, '$1 ').trim()
  for (const text of [
    value,
    spaced,
    `x${value}y`,
    `Plainte ${value.slice(0, 8)}-${value.slice(8)}`,
  ]) {
    t.equal(isReference(text, 2026), false, 'a number')
  }
  for (const text of ['Plainte 2026-114', 'CNIL SAN-2026-003', 'TJ Marseille RG 26/00123']) {
    t.equal(isReference(text, 2026), true, text)
  }
  t.end()
})
