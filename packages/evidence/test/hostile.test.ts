import { hash } from 'node:crypto'
import { signNote } from '@unefois/audit-log'
import { entryOfSource } from '@unefois/log-leaves'
import { jcs } from '@unefois/sealing'
import { sampleAnswer, sampleLog, sampleLogKey, samplePolicy, sampleZip } from '@unefois/testing'
import { readZip, writeZip } from '@unefois/zip'
import t from 'tap'
import { manifestNote } from '../src/access/names.ts'
import {
  judgeCertificateStates,
  judgeOpenings,
  judgeRange,
  openingLines,
  openSaved,
  readEntries,
  readOpenings,
  readPolicy,
  Unproven,
  verifyAccess,
  verifyCertificates,
} from '../src/index.ts'
import { mutationsOf, seededDraw } from './mutations.ts'
import { oddValues, replaced } from './odd-documents.ts'
import { signedList } from './signed-list.ts'

const given = Buffer.from(samplePolicy)
const leaves = 300
const log = sampleLog(leaves)
const nowMs = Date.parse('2026-11-22T08:00:00.000Z')

/** The codes of what does not hold; anything else that is thrown is a fault of this program. */
function faultsOf(judge: () => readonly { readonly code: string }[]): readonly string[] {
  try {
    return judge().map(({ code }) => code)
  } catch (error) {
    if (error instanceof Unproven) return [error.fault.code]
    throw error
  }
}

const zip = sampleZip(sampleAnswer(log, [3, 280], leaves))
const accessFaults = (bytes: Uint8Array, trusted: Uint8Array | undefined = given) =>
  faultsOf(() => verifyAccess(bytes, { policy: trusted, nowMs }).faults)

/** The same ZIP with one file otherwise, signed by the log's own key all the same. */
function signedWith(name: string, content: Buffer): Buffer {
  const files = readZip(zip).map(each => (each.name === name ? { name, bytes: content } : each))
  const inner = files.slice(0, -2)
  const listed = inner.map(({ name: of, bytes }) => ({
    name: of,
    bytes: bytes.length,
    sha256: hash('sha256', bytes, 'base64url'),
  }))
  const { hub, madeAt, request } = sampleAnswer(log, [], leaves).answer
  const told = jcs({ version: 1, hub, request: request.id, madeAt, files: listed })
  const manifest = name === 'manifest.json' ? content : Buffer.from(told)
  const digest = hash('sha256', manifest, 'buffer')
  return writeZip([
    ...inner,
    { name: 'manifest.json', bytes: manifest },
    {
      name: 'signature.txt',
      bytes: Buffer.from(signNote(manifestNote(hub, digest), [sampleLogKey])),
    },
  ])
}

t.test('an answer of any other shape is never believed, and nothing is thrown', t => {
  const draw = seededDraw(1)
  let judged = 0
  const believed = (bytes: Uint8Array, trusted?: Uint8Array) => {
    judged += 1
    return accessFaults(bytes, trusted).length === 0
  }
  t.notOk(believed(zip) === false, 'as it is it holds')
  for (const bytes of mutationsOf(zip, draw, 400)) t.notOk(believed(bytes), 'bytes')
  for (const bytes of mutationsOf(given, draw, 200)) {
    // Whoever names other keys believes them; a line that says nothing may be added.
    t.doesNotThrow(() => believed(zip, bytes))
  }
  for (const { name, bytes } of readZip(zip)) {
    if (name === 'signature.txt' || name.endsWith('.html')) continue
    const cases = name.endsWith('.json')
      ? oddDocuments(Buffer.from(bytes))
      : mutationsOf(Buffer.from(bytes), draw, 60)
    for (const odd of cases) {
      if (odd.equals(bytes)) continue
      if (name !== 'policy.txt') t.notOk(believed(signedWith(name, odd)), name)
      else t.doesNotThrow(() => believed(signedWith(name, odd), undefined))
    }
  }
  t.ok(judged > 1_000, `${judged} judged`)
  t.end()
})

/** JSON that a schema, a parser or a hash may stumble over, at every place of a document. */
function* oddDocuments(bytes: Buffer): Generator<Buffer> {
  const text = bytes.toString()
  const document: unknown = JSON.parse(text)
  for (const odd of oddValues) yield Buffer.from(odd)
  for (const changed of replaced(document)) yield Buffer.from(changed)
  yield Buffer.from(text.slice(0, -1))
  yield Buffer.from(text.replace('{', '{"version":1,'))
  yield Buffer.from(`\ufeff${text}`)
  yield Buffer.concat([bytes, Buffer.from([0xff])])
}

t.test('certificates of any other shape are not believed but as they were signed', t => {
  const draw = seededDraw(2)
  const { certificates, list } = signedList(log, leaves)
  const bytes = Buffer.from(JSON.stringify(list))
  const known = new Set(certificates.map(each => jcs(each)))
  const read = (path: string) => log.files.get(path)
  const judge = (judged: Buffer, keys: Buffer | undefined) => {
    let found: readonly object[] = []
    const faults = faultsOf(() => {
      const report = verifyCertificates([{ name: '', bytes: judged }], keys)
      found = report.certificates.map(({ certificate }) => certificate)
      return [...report.faults, ...judgeCertificateStates(report.certificates, leaves, read)]
    })
    return faults.length > 0 || found.every(each => known.has(jcs(each)))
  }
  t.ok(judge(bytes, bytes))
  let judged = 0
  for (const odd of [...mutationsOf(bytes, draw, 400), ...oddDocuments(bytes)]) {
    judged += 1
    if (!judge(odd, bytes)) t.fail('believed what nobody signed')
    judge(odd, undefined)
    judge(bytes, odd)
  }
  t.ok(judged > 400, `${judged} judged`)
  t.end()
})

t.test('a log of any other shape is never believed', t => {
  const draw = seededDraw(3)
  const note = Buffer.from(log.checkpointAt(leaves))
  const judge = (files: ReadonlyMap<string, Buffer>, checkpoint: Buffer, trusted: Buffer = given) =>
    faultsOf(() => {
      const saved = { name: 'checkpoint', bytes: checkpoint }
      const opened = openSaved(saved, readPolicy(trusted), { quorum: true })
      const { size } = opened.checkpoint
      return judgeRange(opened, { from: 0, to: size }, path => files.get(path)).faults
    })
  t.strictSame(judge(log.files, note), [])
  const textOf = (bytes: Buffer) => bytes.subarray(0, bytes.indexOf('\n\n') + 1)
  for (const odd of mutationsOf(note, draw, 400)) {
    // A signature may stand there twice: it says the same.
    const isSame = textOf(odd).equals(textOf(note))
    t.ok(judge(log.files, odd).length > 0 || isSame, 'checkpoint')
  }
  for (const odd of mutationsOf(given, draw, 200)) t.doesNotThrow(() => judge(log.files, note, odd))
  for (const [path, bytes] of log.files) {
    for (const odd of mutationsOf(bytes, draw, 60)) {
      // More may stand in a tile than the tree asks of it.
      if (bytes.equals(odd.subarray(0, bytes.length))) continue
      t.not(judge(new Map([...log.files, [path, odd]]), note).length, 0, path)
    }
  }
  t.end()
})

t.test('a malformed opening is named by its leaf, and none throws', t => {
  const draw = seededDraw(4)
  const entries = readEntries(leaves, path => log.files.get(path))
  const evidence = {
    openings: log.openings.map(({ entry: _, ...opening }) => ({ ...opening, erasedAt: null })),
    pads: [],
    checkpointTimes: [{ size: leaves, at: new Date('2026-11-21T08:00:00.000Z') }],
    laws: ['fr'] as const,
    now: new Date(nowMs),
  }
  const lines = [...openingLines(evidence)].map(line => Buffer.from(line))
  const judge = (all: readonly Buffer[]) => {
    let shown = 0
    const faults = faultsOf(() => {
      const report = judgeOpenings(readOpenings(all), entries, nowMs)
      shown = report.shown
      return report.faults
    })
    return { faults, shown }
  }
  t.strictSame(judge(lines), { faults: [], shown: leaves })
  const [head, times] = lines as [Buffer, Buffer]
  const unread = (line: string) => {
    try {
      judgeOpenings(readOpenings([head, times, Buffer.from(line)]), entries, nowMs)
      return undefined
    } catch (error) {
      return error instanceof Unproven ? error.fault : error
    }
  }
  const wrong = (index: number) => ({ code: 'openings-wrong', at: '3', index })
  const seed = 'A'.repeat(88)
  t.strictSame(unread(`{"pads":{"end":9,"count":2,"seed":"${seed}"}}`), wrong(7), 'a long seed')
  t.strictSame(unread('{"pads":{"end":9,"count":2,"seed":null}}'), wrong(7))
  const line = String(lines[9])
  const opening = (from: string | RegExp, to: string) => unread(line.replace(from, to))
  t.strictSame(opening(/"nonce1":"[^"]*"/u, `"nonce1":"${seed}"`), wrong(7), 'a long nonce')
  t.strictSame(opening(/"nonce1":"[^"]*"/u, '"nonce1":9'), wrong(7))
  t.strictSame(opening(/"signal_id":"[^"]*"/u, '"signal_id":"x"'), wrong(7))
  t.strictSame(opening('"erasedAt":null', '"erasedAt":"soon"'), wrong(7))
  t.strictSame(opening('"erasedAt":null', '"erasedAt":"+275760-09-13T00:00:00.000Z"'), wrong(7))
  t.strictSame(opening('"detail":', '"detail":1,"detail":'), { code: 'openings-wrong', at: '3' })
  t.strictSame(opening('"tester"', '"\\ud800"'), { code: 'openings-wrong', at: '3' })
  for (let round = 0; round < 300; round += 1) {
    const place = draw(lines.length)
    const original = lines[place] ?? head
    const odds =
      round % 2 === 0 ? mutationsOf(original, draw, 1) : replaced(JSON.parse(String(original)))
    const all = [...odds]
    const odd = all[draw(all.length)]
    const { faults, shown } = judge(lines.with(place, Buffer.from(odd ?? '')))
    // What it says of its own times may be otherwise; no leaf is shown that is not.
    if (faults.length === 0 && shown !== leaves) t.fail('believed with an opening less')
  }
  t.end()
})

t.test('a leaf that the hub itself made malformed is judged, and throws nothing', t => {
  const nonces = Buffer.alloc(64, 7)
  const source = {
    ...log.openings[0]?.source,
    kind: 'erasure',
    entry: { class: 'second-opening', reason: 'expiry', signalIds: 5 },
  } as never
  const erased = {
    ...log.openings[1]?.source,
    detail: null,
    signal_id: 'ffffffff-ffff-7000-8000-000000000001',
    erased: true,
  } as never
  const entries = [entryOfSource(source, nonces), entryOfSource(erased, nonces)]
  const [nonce1, nonce2] = [nonces.subarray(0, 32), nonces.subarray(32)]
  const erasedAt = new Date('2026-11-21T08:00:00.000Z')
  const evidence = {
    openings: [
      { index: 0, source, nonce1, nonce2, erasedAt: null },
      { index: 1, source: erased, nonce1, nonce2: null, erasedAt },
    ],
    pads: [],
    checkpointTimes: [{ size: 2, at: erasedAt }],
    laws: ['fr'] as const,
    now: new Date(nowMs),
  }
  t.strictSame(judgeOpenings(evidence, entries, nowMs).faults, [
    { code: 'second-opening-deleted', index: 1 },
  ])
  t.end()
})
