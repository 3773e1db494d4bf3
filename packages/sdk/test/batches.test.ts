import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Signal } from '@unefois/contracts'
import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import t from 'tap'
import { type LineSource, limits, linesOf, linesOfFile } from '../src/index.ts'
import { countLines } from '../src/segments.ts'
import { sendBatch } from '../src/send-batch.ts'
import { type Mishap, smallHub } from './small-hub.ts'

const id = '019aa3f0-5c00-7001-8000-000000000001'
const random = seededRandom(1)

function* signals(count: number): Generator<Signal> {
  for (let n = 0; n < count; n += 1) {
    yield {
      subject: { scheme: 'be-niss', value: syntheticNiss(random).value },
      right: 'be.mutualite.intervention-majoree',
      observedOn: '2026-11-20',
    }
  }
}

t.test('every line arrives once, whatever befalls the connection', async t => {
  const all = [...signals(25_000)]
  const mishaps: Mishap[] = ['cut before', 'busy', 'cut after', undefined, 'half', 'half', 'busy']
  const hub = await smallHub(t, mishaps)
  const seen: number[] = []
  const onProgress = (status: { nextLine: number }) => void seen.push(status.nextLine)
  const status = await sendBatch(hub.api, { id, source: linesOf(all), options: { onProgress } })
  t.equal(status.nextLine, 25_001)
  t.strictSame(
    hub.stored,
    all.map(signal => JSON.stringify(signal)),
  )
  const steps = Array.from({ length: 6 }, (_, n) => (n + 1) * limits.segmentLinesMax + 1)
  t.same(seen, [1, ...steps, 25_001])
  t.ok(hub.puts.every(put => put.lines <= limits.segmentLinesMax))
  t.equal(mishaps.length, 0)
})

t.test('a file goes on where the batch stands, and another file is found out', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-sdk-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const rows = [...signals(1_500)].map(
    ({ subject, right, observedOn }) => `${subject.value};be-niss;${right};${observedOn}`,
  )
  rows[7] = 'x'.repeat(5_000)
  const header = 'subject.value;subject.scheme;right;observedOn'
  const file = join(folder, 'people.CSV.gz')
  writeFileSync(file, gzipSync(`\ufeff${[header, ...rows].join('\r\n')}`))
  t.equal(await countLines(linesOfFile(file)), 1_500)
  const sent = rows.map((row, index) => (index === 7 ? 'too long' : row))
  for (const known of [0, 8, 300, 1_500]) {
    const hub = await smallHub(t, [], sent.slice(0, known))
    const options = known === 300 ? { compressed: false } : {}
    await sendBatch(hub.api, { id, source: linesOfFile(file), options })
    t.strictSame(hub.stored, sent)
    t.same(hub.puts[0]?.format, 'csv')
    t.equal(hub.puts[0]?.from, Math.max(1, known + 1 - limits.resumeOverlapLines))
  }
  const other = await smallHub(t, [], rows.slice(0, 299).concat('another'))
  const resumed = sendBatch(other.api, { id, source: linesOfFile(file), options: {} })
  await t.rejects(resumed, { code: 'batch-line-differs' })
  t.equal(other.stored.length, 300, 'before a line of it is stored')
  t.throws(() => linesOfFile('people.txt'), TypeError)
  const missing = sendBatch(other.api, { id, source: linesOfFile(`${file}.csv`), options: {} })
  await t.rejects(missing, { code: 'ENOENT' })
})

t.test('it stops when asked, when told to come back tomorrow, and when nothing moves', async t => {
  const stopping = await smallHub(t, [])
  const controller = new AbortController()
  const options = {
    stop: controller.signal,
    onProgress: (status: { nextLine: number }) => {
      if (status.nextLine > 1) controller.abort()
    },
  }
  const status = await sendBatch(stopping.api, { id, source: endless(), options })
  t.equal(status.nextLine, limits.segmentLinesMax + 1, 'the segment under way is finished')

  const tomorrow = await smallHub(t, ['tomorrow'])
  const source = () => linesOf(signals(10))
  const quota = sendBatch(tomorrow.api, { id, source: source(), options: {} })
  await t.rejects(quota, { name: 'ApiError', code: 'unavailable', message: /429/ })
  t.equal(tomorrow.puts.length, 1)

  const stuck = await smallHub(t, Array(1_000).fill('cut before'))
  const patience = { standstillMsMax: 300 }
  const given = sendBatch(stuck.api, { id, source: source(), options: patience })
  await t.rejects(given, { code: 'UND_ERR_SOCKET' })
  const failing: LineSource = {
    format: 'ndjson',
    bytes: (async function* () {
      yield Buffer.from('{}\n')
      throw new Error('the source broke')
    })(),
  }
  const broken = sendBatch(tomorrow.api, { id, source: failing, options: {} })
  await t.rejects(broken, /the source broke/)
})

function endless(): LineSource {
  return linesOf(signals(Number.POSITIVE_INFINITY))
}
