import { gzipSync } from 'node:zlib'
import type { Signal } from '@unefois/contracts'
import t from 'tap'
import { openHubKeys } from '../src/hub-keys.ts'
import { limits } from '../src/limits.ts'
import { forgetBatches } from '../src/use-cases/forget-batches.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { many, ndjson, openBatches, other, type Seen } from './open-batches.ts'
import { affiliation, aspa, beat, newKey } from './sample.ts'

const chunk = limits.chunkLinesMax

t.test('batches over HTTP', async t => {
  const hub = await openBatches(t)
  const { parts, tokenOf, logged, offered, call, open, put, status, results, count, rows } = hub

  await t.test('open, send, read', async t => {
    const before = await rows()
    const key = newKey()
    const body = { lines: 3 }
    const created = await call('POST', '/v1/signal-batches', { body, key })
    t.equal(created.status, 201)
    t.strictSame((await call('POST', '/v1/signal-batches', { body, key })).json, created.json)
    const reused = await call('POST', '/v1/signal-batches', { body: { lines: 4 }, key })
    t.match(reused, { status: 409, json: { original: created.json.id } })
    const { id } = created.json
    t.match(await status(id), { state: 'open', nextLine: 1, lines: 3, accepted: 0, refused: 0 })
    const signals = many(3)
    const sent = await put(id, 1, { pieces: [ndjson(signals)] })
    t.equal(sent?.status, 200)
    t.match(sent?.json(), { id, state: 'complete', nextLine: 4, accepted: 3, refused: 0 })
    const list = await results(id)
    t.strictSame(
      list.map(each => each.line),
      [1, 2, 3],
    )
    const { id: signal, acceptedAt } = seenAt(list, 1)
    const read = await call('GET', `/v1/signals/${signal}`)
    t.match(read.json, { id: signal, acceptedAt, status: 'sent' })
    const after = await rows()
    t.equal(after.signals, before.signals + 3)
    t.equal(after.keys, after.signals)
    t.equal(after.outbox, after.signals)
    t.equal(after.idempotency, before.idempotency, 'a line needs no row for its key')
    t.ok(
      list.every(each => offered.includes(each.id)),
      'handed to the relay',
    )
    const again = await put(id, 1, { pieces: [ndjson(signals)] })
    t.match(again?.json(), { nextLine: 4, accepted: 3 }, 'harmless to repeat')
    t.strictSame(await rows(), after)
    const over = await put(id, 4, { pieces: [ndjson(many(1))] })
    t.match(over?.json(), { status: 413, code: 'batch-lines-too-many', nextLine: 4 })
    t.strictSame(await rows(), after)
  })

  await t.test('a line refused is a result, with pointers and without values', async t => {
    const id = await open()
    const wrong = aspa()
    const { value } = wrong.subject
    const swapped = `${value.slice(0, -1)}${value.endsWith('1') ? 2 : 1}`
    const hidden = { ...aspa(), '1840713055123': 'x' }
    const lines = [
      JSON.stringify(aspa()),
      JSON.stringify({ ...wrong, subject: { ...wrong.subject, value: swapped } }),
      '{"subject": 18407130551',
      JSON.stringify(hidden),
      JSON.stringify({ ...aspa(), agent: 'x'.repeat(2_048) }),
      JSON.stringify(aspa({ territory: 'fr-75' })),
      JSON.stringify(aspa({ language: 'de' })),
      '',
      JSON.stringify(aspa()),
    ]
    const sent = await put(id, 1, { pieces: [lines.join('\r\n')] })
    t.match(sent?.json(), { nextLine: 10, accepted: 2, refused: 7 })
    const list = await results(id)
    t.match(list, [
      { line: 1, status: 'sent' },
      { line: 2, code: 'identifier-invalid', pointers: [{ pointer: '/subject/value' }] },
      { line: 3, code: 'line-not-json', pointers: [] },
      { line: 4, code: 'line-invalid', pointers: [{ pointer: '' }] },
      { line: 5, code: 'line-too-long', pointers: [] },
      { line: 6, code: 'receiver-not-found' },
      { line: 7, code: 'field-not-agreed', pointers: [{ pointer: '/language' }] },
      { line: 8, code: 'line-not-json' },
      { line: 9, status: 'sent' },
    ])
    const text = JSON.stringify(list)
    for (const secret of [swapped, '18407130551', 'fr-75', 'xx']) {
      t.notOk(text.includes(secret), 'no value is repeated')
    }
    const again = await put(id, 1, { pieces: [lines.join('\n')] })
    t.match(again?.json(), { nextLine: 10, accepted: 2, refused: 7 }, 'refused lines compare too')
  })

  await t.test('gzip, CSV, and the same line in another spelling', async t => {
    const id = await open()
    const signals = many(chunk + 20)
    const packed = gzipSync(ndjson(signals))
    const half = packed.length / 2
    const sent = await put(id, 1, {
      pieces: [packed.subarray(0, half), packed.subarray(half)],
      encoding: 'gzip',
    })
    t.match(sent?.json(), { accepted: chunk + 20, refused: 0 })
    const cells = ({ subject, right, territory, observedOn, trigger }: Signal) =>
      [subject.scheme, `"${subject.value}"`, right, territory, observedOn, trigger].join(';')
    const head = 'subject.scheme;subject.value;right;territory;observedOn;trigger'
    const csv = `\ufeff${[head, ...[...signals, aspa()].map(cells)].join('\r\n')}\r\n`
    const more = await put(id, 1, { pieces: [csv], type: 'text/csv; charset=utf-8' })
    t.match(more?.json(), { nextLine: chunk + 22, accepted: chunk + 21 }, 'one line is new')
    const torn = await put(id, chunk + 22, {
      pieces: [packed.subarray(0, packed.length - 9)],
      encoding: 'gzip',
    })
    t.match(torn?.json(), { status: 400, code: 'batch-stream-broken' })
    const header = await put(id, 1, { pieces: ['subject.value,1840713055123\n'], type: 'text/csv' })
    t.match(header?.json(), { status: 422, code: 'batch-header-invalid' })
    t.notMatch(header?.text, /1840713055123/)
    const brotli = await put(id, 1, { pieces: ['x'], encoding: 'br' })
    t.match(brotli?.json(), { status: 415, code: 'batch-encoding-unknown' })
    const json = await put(id, 1, { pieces: ['{}'], type: 'application/json' })
    t.equal(json?.status, 415)
  })

  await t.test('an objected line looks like any other', async t => {
    const [plain, objected, last] = [aspa(), aspa(), aspa()]
    const keys = openHubKeys(parts.keyStore)
    await lodge(parts.sql.consent, subjectIndexes(keys, objected.subject), parts.newId)
    const id = await open()
    const sent = await put(id, 1, { pieces: [ndjson([plain, objected, last])] })
    t.match(sent?.json(), { accepted: 3, refused: 0 })
    const list = await results(id)
    t.strictSame(Object.keys(seenAt(list, 2)), Object.keys(seenAt(list, 1)))
    t.strictSame(
      list.map(each => each.status),
      ['sent', 'sent', 'sent'],
    )
    const voids = await parts.sql.admin`SELECT void, octet_length(message) AS length
      FROM exchange.outbox WHERE signal_id = ANY (${list.map(each => each.id)})
      ORDER BY void`
    t.strictSame(
      voids.map(row => row.void),
      [false, false, true],
    )
    t.equal(voids[2]?.length, voids[0]?.length)
    t.notOk(offered.includes(seenAt(list, 2).id))
    t.ok(offered.includes(`not ${seenAt(list, 2).id}`), 'a decoy goes in its place')
    const [stored] = await parts.sql.admin`SELECT l::text AS text FROM exchange.batch_lines AS l
      WHERE batch = ${id}`
    t.notMatch(stored?.text, /objected|void/)
  })

  await t.test('another agency’s batch is not there at all', async t => {
    const id = await open()
    await put(id, 1, { pieces: [ndjson(many(1))] })
    const unknown = '019aa3f0-5c00-7001-8000-000000000001'
    for (const path of ['', '/results']) {
      const theirs = await call('GET', `/v1/signal-batches/${id}${path}`, { as: other })
      const none = await call('GET', `/v1/signal-batches/${unknown}${path}`, { as: other })
      t.equal(theirs.status, 404)
      t.strictSame(theirs.json, none.json)
    }
    const pieces = [ndjson([affiliation()])]
    const token = tokenOf(other)
    const theirs = await put(id, 1, { pieces, token })
    t.equal(theirs?.status, 404)
    t.equal(theirs?.text, (await put(unknown, 1, { pieces, token }))?.text)
    const receive = await put(id, 1, { pieces, token: tokenOf({ ...other, scopes: ['receive'] }) })
    t.equal(receive?.status, 403)
  })

  await t.test('results by page; a week later nothing is left but the signals', async t => {
    const id = await open()
    await parts.clock.advance(86_400_000)
    await beat(parts.sql.consent)
    const signals = many(chunk + 10).map(each => ({ ...each, observedOn: '2026-11-20' }))
    await put(id, 1, { pieces: [ndjson(signals)] })
    const url = `/v1/signal-batches/${id}/results`
    const lines: number[] = []
    let next: string | undefined = `${url}?after=490&limit=15`
    while (next !== undefined) {
      const page = await call('GET', next)
      lines.push(...page.json.results.map((each: Seen) => each.line))
      next = /<([^>]+)>; rel="next"/u.exec(String(page.headers.link))?.[1]
    }
    t.strictSame(
      lines,
      Array.from({ length: chunk - 480 }, (_, n) => 491 + n),
    )
    const before = await rows()
    await parts.clock.advance(7 * 86_400_000)
    const forget = forgetBatches({
      retentionSql: parts.sql.retention,
      nowMs: parts.nowMs,
      newId: parts.newId,
    })
    t.ok((await forget()) > 0)
    t.equal(await count('batch'), 0)
    t.equal(await count('batch_lines'), 0)
    t.equal((await call('GET', url)).status, 404)
    t.strictSame(await rows(), before)
  })

  await t.test('nothing of it is logged', async t => {
    const all = logged.join('')
    t.match(all, /batch-stream-ended/)
    t.notMatch(all, /[0-9]{13}/, 'no identifier')
    t.notMatch(all, /request-failed/)
  })
})

function seenAt(list: readonly Seen[], line: number): Seen {
  const found = list.find(each => each.line === line)
  if (found === undefined) throw new Error('there is a result for every line')
  return found
}
