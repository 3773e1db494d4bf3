import { randomUUID } from 'node:crypto'
import t from 'tap'
import { operations } from '../src/pages/words/operations/index.ts'
import { type Act, readActs } from '../src/repositories/acts.ts'
import { readExchange } from '../src/use-cases/read-exchange.ts'
import { searchActs } from '../src/use-cases/search-acts.ts'
import { openAudit, sampleAgreementVersions, signalOf, start } from './open-audit.ts'
import { appendActs } from './person-samples.ts'

type Opened = Awaited<ReturnType<typeof openAudit>>

const at = start.toISOString()
const later = new Date(start.getTime() + 60_000)
const hub = { clientId: 'hub-audit', agency: 'hub', agent: 'agt_hub01' }
const caf = { clientId: 'hub-audit', agency: 'caf-13', agent: 'agt_caf1303' }
const time = { from: new Date(start.getTime() - 86_400_000), to: later }

/** What an agency’s officer sees of their own agency; all else stays unseen. */
const shown = new Set([
  ...['signal-accept', 'signal-release', 'signal-withdraw', 'case-received', 'case-taken-charge'],
  ...['case-informed', 'case-closed', 'case-declined', 'campaign-propose', 'campaign-accept'],
  ...['campaign-figures-read', 'case-receive', 'case-read', 'case-claim', 'case-unclaim'],
  ...['case-assign', 'case-contact', 'case-notice', 'case-hold', 'case-resume'],
  ...['case-propose-close', 'case-confirm-close', 'case-withdraw-close', 'case-close'],
  ...['case-decline', 'case-expire', 'case-preserve', 'hold-place', 'hold-end', 'notice-write'],
  ...['message-quarantine', 'person-agreement-record', 'agreement-draft', 'agreement-revise'],
  ...['agreement-opinion', 'agreement-sign', 'agreement-activate', 'agreement-suspend'],
  ...['agreement-resume', 'agreement-end', 'key-register', 'key-retire', 'witness-register'],
  ...['console-sign-in', 'exchange-search', 'exchange-read'],
])
const telling = /objection|renunciation|restrict|recall|destroy|eras|request|succeed|person-search/u

async function actsOf(opened: Opened, samples: Parameters<typeof appendActs>[1]) {
  return appendActs({ admin: opened.sql.admin, store: opened.store }, samples)
}

t.test('an agency sees its own acts of the kinds that are listed, and no other', async t => {
  const opened = await openAudit(t)
  const all = Object.keys(operations)
  await actsOf(
    opened,
    all.flatMap(operation => {
      const act = { at, operation, signalId: signalOf(at), detail: { right: 'fr.carsat.aspa' } }
      return [
        { ...act, agency: 'caf-13', counterparty: 'carsat-sud-est' },
        { ...act, agency: 'carsat-sud-est', counterparty: 'caf-13' },
        { ...act, agency: 'hub', counterparty: 'caf-13' },
      ]
    }),
  )
  const read = (viewer: string) =>
    readActs(opened.sql.audit, { viewer, agencies: ['caf-13', 'hub'], ...time, rowsMax: 1_000 })
  const own = await read('caf-13')
  t.ok(
    own.every(({ agency }) => agency === 'caf-13'),
    'asking for others changes nothing',
  )
  const seen = new Set(own.map(({ operation }) => operation))
  for (const operation of all) {
    t.equal(seen.has(operation), shown.has(operation), operation)
  }
  t.equal(own.length, shown.size + 1, 'a joined signal looks like a received one')
  t.notOk(
    [...shown].some(each => telling.test(each)),
    'nothing that tells of a person’s wish',
  )
  for (const key of ['detail', 'erasedAt', 'erasedArticle', 'erasedLogIndex'] as const) {
    t.ok(
      own.every(act => act[key] === null),
      `${key} is not an agency’s`,
    )
  }
  t.equal((await read('hub')).length, 2 * all.length)
  t.strictSame(await read('onss'), [], 'nothing of nobody')
  await t.rejects(read(''), /nobody reads/u)
})

t.test('no place in the log tells an agency what lies between two acts of its own', async t => {
  const opened = await openAudit(t)
  const own = { at, agency: 'caf-13', counterparty: 'carsat-sud-est', operation: 'signal-accept' }
  const others = { at, agency: 'carsat-sud-est', counterparty: 'caf-13' }
  const [live, refused] = [signalOf(at), signalOf(at)]
  for (const sample of [
    { ...own, signalId: live },
    { ...others, operation: 'signal-release', signalId: live },
    { ...others, operation: 'case-received', signalId: live },
    { ...own, signalId: refused, outcomeClass: 'objected' },
    { ...own, signalId: signalOf(at) },
  ]) {
    await actsOf(opened, [sample])
    await opened.sequence()
  }
  const wanted = { agencies: ['caf-13'], ...time, rowsMax: 9 }
  const placesOf = async (viewer: string) =>
    (await readActs(opened.sql.audit, { viewer, ...wanted })).map(({ logIndex }) => logIndex)
  t.strictSame((await placesOf('hub')).map(Number.isInteger), [true, true, true])
  t.strictSame(await placesOf('caf-13'), [null, null, null])
  const bearer = { agency: 'caf-13', agent: 'agt_caf1303', roles: ['dpo'], scopes: ['oversight'] }
  const body = { from: time.from.toISOString(), to: time.to.toISOString() }
  const { status, text } = await opened.call('POST', '/v1/event-searches', { bearer, body })
  t.equal(status, 200)
  t.notMatch(text, /logIndex/u)
})

t.test('what became of an attempt is in nobody’s list', async t => {
  const opened = await openAudit(t)
  const [live, void1, void2] = [signalOf(at), signalOf(at), signalOf(at)]
  const sent = (signalId: string, outcomeClass: string) =>
    ({ at, operation: 'signal-accept', agency: 'caf-13', signalId, outcomeClass }) as const
  await actsOf(opened, [
    { ...sent(live, 'sent'), detail: { right: 'fr.carsat.aspa' } },
    { ...sent(void1, 'objected'), detail: { right: 'fr.carsat.aspa' } },
    { ...sent(void2, 'not-integrated') },
    { at, operation: 'signal-recall', agency: 'hub', counterparty: 'x', signalId: live },
    { at, operation: 'case-closed', agency: 'caf-13', outcomeClass: 'closed-acted' },
  ])
  // The person of the live one objects: the second opening goes.
  await opened.sql.admin`SELECT audit.erase_second_openings(ARRAY[${live}::uuid], ${start})`
  for (const viewer of ['hub', 'caf-13']) {
    const acts = await readActs(opened.sql.audit, { viewer, agencies: ['caf-13'], rowsMax: 9 })
    const accepts = acts.filter(({ operation }) => operation === 'signal-accept')
    t.strictSame(
      accepts.map(({ outcomeClass }) => outcomeClass),
      [null, null, null],
      viewer,
    )
    t.equal(acts.find(({ operation }) => operation === 'case-closed')?.outcomeClass, 'closed-acted')
  }
  const bare = ({ id: _, signalId: _s, at: _a, logIndex: _l, ...rest }: Act) => rest
  const stories = await Promise.all(
    [live, void1, void2].map(async id => (await readExchange(opened.deps)(caf, id)).acts.map(bare)),
  )
  t.strictSame(stories[1], stories[0], 'to the sender a void signal looks like a live one')
  t.strictSame(stories[2], stories[0])
  await t.rejects(readExchange(opened.deps)(caf, randomUUID()), { code: 'exchange-unknown' })
  await t.rejects(
    readExchange(opened.deps)({ ...caf, agency: 'onss' }, live),
    { code: 'exchange-unknown' },
    'another’s signal is as unknown as one that never was',
  )
})

t.test(
  'a story says what was erased, when and by which article, and where the log has it',
  async t => {
    const opened = await openAudit(t)
    const signalId = signalOf(at)
    const detail = { right: 'fr.carsat.aspa' }
    await actsOf(opened, [{ at, operation: 'signal-accept', signalId, detail }])
    await opened.sequence()
    const before = (await readExchange(opened.deps)(hub, signalId)).acts
    t.match(before, [{ detail, logIndex: 0, erasedAt: null }])
    const entry = {
      id: signalOf(at),
      at,
      owner: 'exchange',
      class: 'second-opening',
      reason: 'outcome',
      article: 'CRPA L.114-8 II, al. 2',
      signalIds: [signalId],
      count: 1,
    }
    await opened.sql.admin`SELECT audit.erase_second_openings(ARRAY[${signalId}::uuid], ${start})`
    await opened.sql.admin`SELECT audit.record_erasures(${JSON.stringify([entry])}::text::json)`
    await opened.sequence()
    const { acts } = await readExchange(opened.deps)(hub, signalId)
    const first = acts.find(({ operation }) => operation === 'signal-accept')
    t.match(first, { detail: null, erasedAt: start, erasedArticle: entry.article })
    t.type(first?.erasedLogIndex, 'number')
  },
)

t.test('a search goes page by page, by agreement, agent and time, and is traced', async t => {
  const opened = await openAudit(t)
  const search = searchActs(opened.deps)
  const ids = Array.from({ length: 120 }, () => signalOf(at))
  const { hash = '' } = sampleAgreementVersions.find(({ text }) => text.sender === 'caf-13') ?? {}
  await actsOf(
    opened,
    ids.map(signalId => ({ at, operation: 'signal-accept', agency: 'caf-13', signalId })),
  )
  await opened.sql.admin`UPDATE audit.event SET agreement_hash = ${hash}, agent = 'agt_caf1301'
    WHERE signal_id = ANY (${ids.slice(0, 3)}::uuid[])`
  const seen: string[] = []
  let before: string | undefined
  const sizes: number[] = []
  do {
    const page = await search(hub, { agency: 'caf-13', ...time, before })
    seen.push(...page.items.map(({ signalId }) => signalId ?? ''))
    sizes.push(page.items.length)
    before = page.next
  } while (before !== undefined)
  t.strictSame(sizes, [50, 50, 20])
  t.strictSame(seen.sort(), ids.sort(), 'each once')
  const reads = await opened.sql.admin<object[]>`
    SELECT count(*)::int AS reads, count(DISTINCT signal_id)::int AS signals, min(agent) AS agent
    FROM audit.event WHERE operation = 'exchange-search' AND purpose = 'oversight'`
  t.strictSame([...reads], [{ reads: 120, signals: 120, agent: 'agt_hub01' }], 'each read is told')
  t.equal((await search(hub, { agreement: hash, ...time })).items.length, 3)
  const agent = 'agt_caf1301'
  t.equal((await search(hub, { agency: 'caf-13', agent, ...time })).items.length, 3)
  t.equal((await search(caf, { agent, ...time })).items.length, 3)
  t.equal((await search({ ...caf, agency: 'onss' }, { agent, ...time })).items.length, 0)
  const empty = { from: later, to: new Date(later.getTime() + 1_000) }
  t.equal((await search(hub, { agency: 'caf-13', ...empty })).items.length, 0)
  await t.rejects(search(hub, { agent, ...time }), { code: 'agent-without-agency' })
  await t.rejects(search(hub, { from: later, to: start }), { code: 'search-time-unfit' })
  await t.rejects(search(hub, { ...time, from: new Date(0) }), { code: 'search-time-unfit' })
  await t.rejects(search(hub, { ...time, agreement: 'f'.repeat(64) }), {
    code: 'agreement-never-in-force',
  })
})

t.test('every branch is by an index, and an agency’s touches no entry of another', async t => {
  const { sql } = await openAudit(t)
  const [row] = await sql.admin<{ text: string }[]>`
    SELECT pg_get_functiondef('audit.read_acts'::regproc) AS text`
  const branches = [
    ...(row?.text ?? '').matchAll(/SELECT e\.id FROM event AS e\s+WHERE ([^\n]*)/gu),
  ]
  t.equal(branches.length, 6)
  const bound = branches.filter(([, where]) =>
    /agency = (?:w\.agency|read_acts\.viewer)/u.test(where ?? ''),
  )
  t.equal(bound.length, 4, 'all but the two that only the hub takes')
  const plan = await sql.admin`EXPLAIN SELECT e.id FROM audit.event AS e
    WHERE e.agency = 'a' AND left(e.agreement_hash, 8) = 'x' AND e.id < ${signalOf(at)}::uuid
    ORDER BY e.id DESC LIMIT 50`
  t.match(
    JSON.stringify(plan),
    /Index(?: Only)? Scan Backward/u,
    'no sort: the first page is enough',
  )
})

t.test('no other call of the service reads a trace', async t => {
  const { sql } = await openAudit(t)
  await t.rejects(sql.audit`SELECT FROM audit.event`, { code: '42501' })
  await t.rejects(sql.audit`SELECT FROM audit.opening`, { code: '42501' })
  const readers = await sql.admin<{ name: string }[]>`
    SELECT p.proname AS name FROM pg_proc AS p
    WHERE p.pronamespace = 'audit'::regnamespace
      AND has_function_privilege('audit_app', p.oid, 'EXECUTE')
      AND pg_get_function_result(p.oid) ~ 'signal_id.*detail|detail.*signal_id' ORDER BY 1`
  t.strictSame(
    readers.map(({ name }) => name),
    ['find_person_events', 'read_acts', 'read_person_acts', 'take_leaves'],
    'a person’s own access, the officer’s lists, and the log’s writer',
  )
})
