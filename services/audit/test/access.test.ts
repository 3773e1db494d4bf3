import { randomUUID } from 'node:crypto'
import type { AccessAnswerV2, AccessPartList } from '@unefois/contracts'
import { openAccess, verifyAccess } from '@unefois/evidence'
import type { Identifier } from '@unefois/identifiers'
import { blindIndex } from '@unefois/sealing'
import type { Bearer } from '@unefois/testing'
import { readZip } from '@unefois/zip'
import t, { type Test } from 'tap'
import type { AuditDeps } from '../src/deps.ts'
import { forgetRecords } from '../src/use-cases/forget-records.ts'
import { openAudit, signalOf, start } from './open-audit.ts'
import { appendActs, somebody } from './person-samples.ts'
import { recordRequest } from './recorded-request.ts'

const dpo = (agency: string): Bearer => ({
  agency,
  agent: 'agt_hub01',
  roles: ['dpo'],
  scopes: ['oversight'],
})
const url = '/v1/access-requests'
const months = ['2026-09-02', '2026-10-02', '2026-11-02'].map(day => `${day}T08:00:00.000Z`)

/** Two persons with signals in three months, one of them sent to a desk that has it. */
async function open(t: Test, change: Partial<AuditDeps> = {}) {
  const opened = await openAudit(t, undefined, change)
  const { sql, store } = opened
  const [mine, other] = [somebody(), somebody()]
  const signals = new Map<string, string[]>()
  for (const [place, at] of months.entries()) {
    for (const about of [mine, other]) {
      const signalId = signalOf(at)
      signals.set(about.value, [...(signals.get(about.value) ?? []), signalId])
      const [receiver, outcomeClass] =
        place === 2 ? (['caf-75', 'objected'] as const) : (['carsat-sud-est', 'sent'] as const)
      const detail = { right: 'fr.carsat.aspa', trigger: 'age-threshold' }
      const own = { about, counterparty: receiver, outcomeClass, detail }
      await appendActs({ admin: sql.admin, store }, [
        { at, operation: 'signal-accept', signalId, ...own },
        ...(place === 0 ? [{ at, operation: 'case-received', agency: receiver, signalId }] : []),
      ])
    }
  }
  await opened.sequence()
  const request = (about: Identifier, lapsesAt?: string) =>
    recordRequest({ admin: sql.admin, store }, about, lapsesAt)
  const ask = (subject: Identifier, id: string, bearer = dpo('hub'), part = 1) =>
    opened.raw(part === 1 ? url : `${url}?part=${part}`, bearer, { subject, request: id })
  return { ...opened, mine, other, signals, request, ask }
}

type Opened = Awaited<ReturnType<typeof open>>

/** The person's events as an administrator counts them, without the function that finds them. */
async function eventsOf({ sql, store }: Opened, about: Identifier, signalIds: readonly string[]) {
  const indexes = store.list('trace-index').map(({ key }) => blindIndex(key, about).toString('hex'))
  const rows = await sql.admin<{ id: string }[]>`
    SELECT id FROM audit.event WHERE encode(trace_index, 'hex') = ANY (${indexes})
      OR signal_id = ANY (${[...signalIds]}::uuid[]) ORDER BY id`
  return rows.map(({ id }) => id)
}

const answerIn = (zip: Uint8Array): AccessAnswerV2 => openAccess(zip, undefined).answer
const idsIn = (zip: Uint8Array) =>
  answerIn(zip)
    .events.map(({ id }) => id)
    .sort()
const operationOf = ({ first }: AccessAnswerV2['events'][number]) =>
  JSON.parse(first ?? '{}').operation

t.test(
  'all and only what is theirs, each act with its proof, and this answer among them',
  async t => {
    const opened = await open(t)
    const { ask, mine, other, request, signals, store } = opened
    const id = await request(mine)
    const first = await ask(mine, id)
    t.equal(first.status, 200, opened.lines.slice(-3).join(''))
    t.match(first.headers, {
      'content-type': 'application/zip',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="access-${id}.zip"`,
    })
    const zip = first.bytes
    t.match(verifyAccess(zip, {}), { faults: [], events: 6, proven: 4, pending: 2 })
    const own = signals.get(mine.value) ?? []
    t.strictSame(idsIn(zip), await eventsOf(opened, mine, own), 'as an administrator counts')
    const said = answerIn(zip)
    t.strictSame(said.events.slice(-2).map(operationOf).sort(), [
      'access-answer',
      'access-part-ask',
    ])
    t.match(said.events.at(-1), { publishedBy: '2026-11-21T08:20:00.000Z' })
    t.ok(said.events.map(operationOf).includes('signal-accept'))
    t.match(
      said.events.find(({ first: part }) => part?.includes('objected')),
      { kind: 'act' },
    )

    await t.test('nothing of anybody else, and no number or index', t => {
      const files = readZip(zip).map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
      const whole = files.join('\n')
      const indexes = store.list('trace-index').map(({ key }) => blindIndex(key, mine))
      const never = [
        mine.value,
        other.value,
        ...(signals.get(other.value) ?? []),
        ...indexes.flatMap(index => [index.toString('hex'), index.toString('base64url')]),
      ]
      for (const text of never) t.notOk(whole.includes(text))
      t.end()
    })

    await t.test('pages in four languages say it in words', t => {
      const files = new Map(
        readZip(zip).map(each => [each.name, Buffer.from(each.bytes).toString()]),
      )
      for (const language of ['fr', 'nl', 'de', 'en']) {
        const page = files.get(`${language}.html`) ?? ''
        t.match(page, `<html lang="${language}">`)
        t.equal(page.split('<tr>').length - 1, 1 + 6 + 2, 'a row an act, and one a desk')
        t.notMatch(page, /<script|https?:\/\/|undefined|\{\w+\}/u)
      }
      t.match(files.get('fr.html'), 'Réponse à une demande d’accès établie')
      t.match(files.get('en.html'), 'Not passed on: you had objected.')
      t.notMatch(files.get('en.html'), />(?:sent|objected)</u, 'no code stands for words')
      t.end()
    })

    await t.test('a later answer has the proofs of the earlier, and names both', async t => {
      await opened.clock.set(start.getTime() + 600_000)
      await opened.sequence()
      const later = await ask(mine, id)
      t.match(verifyAccess(later.bytes, {}), { faults: [], events: 7, proven: 6, pending: 1 })
      t.strictSame(idsIn(later.bytes), await eventsOf(opened, mine, own))
      const [row] = await opened.sql.admin`SELECT answered_at AS at FROM consent.access_request`
      t.strictSame(row?.at, start, 'answered once')
    })
  },
)

t.test('what an answer says is what was logged, whatever the database says now', async t => {
  const { ask, mine, request, sql } = await open(t)
  const id = await request(mine)
  await sql.admin`UPDATE audit.event SET counterparty = 'caf-75' WHERE operation = 'case-received'`
  await sql.admin`UPDATE audit.event SET agency = 'caf-75' WHERE operation = 'signal-accept'`
  const { faults } = verifyAccess((await ask(mine, id)).bytes, {})
  t.equal(faults.filter(({ code }) => code === 'first-part-edited').length, 4)
})

t.test('what was erased is told by its leaf, and no more', async t => {
  const { ask, mine, other, request, signals, sql, sequence, clock } = await open(t)
  const [gone] = signals.get(mine.value) ?? []
  await sql.admin`SELECT audit.erase_second_openings(ARRAY[${gone ?? ''}]::uuid[], ${start})`
  await clock.set(start.getTime() + 600_000)
  await sequence()
  const report = verifyAccess((await ask(mine, await request(mine))).bytes, {})
  t.match(report, { faults: [], secondErased: 1 })
  t.match(verifyAccess((await ask(other, await request(other))).bytes, {}), { secondErased: 0 })
})

t.test('only the hub’s officer, only for a request of this number that stands', async t => {
  const { ask, mine, other, request, raw, sql, clock } = await open(t)
  const id = await request(mine)
  const unknown = { status: 404 }
  t.match(await ask(other, id), unknown, 'another’s request')
  t.match(await ask(mine, randomUUID()), unknown)
  t.match(await ask({ ...mine, value: '253072B07300471' } as Identifier, id), { status: 422 })
  t.equal((await ask(mine, id, dpo('caf-13'))).status, 403)
  const wrong: Bearer = { agency: 'hub', roles: ['operator'], scopes: ['oversight'] }
  t.equal((await ask(mine, id, wrong)).status, 403)
  t.equal((await ask(mine, id, { ...dpo('hub'), scopes: ['retention'] })).status, 403)
  const { agent: _, ...nameless } = dpo('hub')
  t.equal((await ask(mine, id, nameless)).status, 403, 'a program is nobody’s officer')
  t.equal((await raw(url, dpo('hub'), { subject: mine })).status, 400)
  const [row] = await sql.admin`
    SELECT count(*)::int AS acts FROM audit.event WHERE operation LIKE 'access-%'`
  t.equal(row?.acts, 0, 'what was refused read nothing')
  await clock.set(Date.parse('2027-02-21T08:00:00.000Z'))
  await sql.admin`SELECT audit.ensure_partitions('2027-02-21', 1)`
  t.match(await ask(mine, id), unknown, 'lapsed')
})

t.test('desks that hold a case are asked for their part, and no other', async t => {
  const { ask, call, clock, deps, mine, request, signals, sql } = await open(t)
  const answer = answerIn((await ask(mine, await request(mine))).bytes)
  t.match(answer.parts, [{ agency: 'carsat-sud-est', dueAt: '2026-12-21T08:00:00.000Z' }])
  t.equal(answer.parts.length, 1, 'nobody learns of what it never received')
  const parts = async (agency: string) =>
    (await call<AccessPartList>('GET', '/v1/access-parts', { bearer: dpo(agency) })).body.items
  const [own] = signals.get(mine.value) ?? []
  t.match(await parts('carsat-sud-est'), [{ state: 'asked', signalIds: [own] }])
  t.strictSame(await parts('caf-75'), [])
  const [seen] = await parts('hub')
  t.match(seen, { agency: 'carsat-sud-est', state: 'asked' })
  t.equal(seen?.signalIds, undefined, 'the hub’s officer sees no signal')
  const [read] = await sql.admin`SELECT agency, signal_id AS id FROM audit.event
    WHERE operation = 'access-part-read'`
  t.match(read, { agency: 'carsat-sud-est', id: own }, 'and the person who looked')

  await clock.set(Date.parse('2026-12-21T08:00:00.000Z'))
  t.match(await parts('hub'), [{ state: 'overdue' }])
  const close = (agency: string) =>
    call('POST', `/v1/access-parts/${String(seen?.id)}/answer`, { bearer: dpo(agency) })
  t.equal((await close('caf-75')).status, 404)
  t.equal((await close('hub')).status, 404)
  t.match(await close('carsat-sud-est'), { status: 200, body: { state: 'answered' } })
  const { body } = await close('carsat-sud-est')
  t.match(body, { answeredAt: '2026-12-21T08:00:00.000Z' }, 'once')
  const [row] = await sql.admin`SELECT signal_ids AS ids FROM audit.access_part`
  t.equal(row?.ids, null, 'whose signals they were is forgotten')
  await clock.set(Date.parse('2027-02-21T08:00:00.000Z'))
  await forgetRecords(deps)()
  t.strictSame(await parts('hub'), [], 'with the request')
})
