import {
  emptyRoot,
  encodeBundle,
  formatCheckpoint,
  parsePolicy,
  signNote,
} from '@unefois/audit-log'
import { samplePolicy as policyText, sampleLog, sampleLogKey } from '@unefois/testing'
import t from 'tap'
import {
  isCheckpoint,
  judgeCertificateStates,
  judgeCheckpoints,
  judgeOpenings,
  judgeRange,
  openingLines,
  openSaved,
  readEntries,
  readOpenings,
  Unproven,
} from '../src/index.ts'
import { tileAt } from '../src/log/tile-folder.ts'

const policy = parsePolicy(Buffer.from(policyText))
const leaves = 700
const log = sampleLog(leaves)
const read = (path: string) => log.files.get(path)
const savedAt = (size: number, source = log) => {
  const name = `checkpoint-${size}`
  const bytes = Buffer.from(source.checkpointAt(size))
  return { name, opened: openSaved({ name, bytes }, policy, { quorum: true }) }
}
const { opened } = savedAt(leaves)
const placed = (all: readonly object[]) =>
  all.map((certificate, place) => ({ at: String(place + 1), certificate })) as never
const linesOf = (lines: Iterable<string>) => [...lines].map(line => Buffer.from(line))
const whole = { from: 0, to: leaves }

t.test('a range is rebuilt from tiles up to the root', t => {
  t.strictSame(judgeRange(opened, whole, read), { faults: [], leaves })
  t.strictSame(judgeRange(opened, { from: 300, to: 301 }, read), { faults: [], leaves: 256 })
  const without = (path: string) => (one: string) => (one === path ? undefined : read(one))
  t.match(judgeRange(opened, whole, without('tile/entries/001')).faults, [
    { code: 'tile-missing', index: 256 },
  ])
  t.ok(judgeRange(opened, whole, without('tile/1/000.p/2')).faults.length > 0)

  const entries = log.openings.map(({ entry }) => entry)
  const edited = entries.slice(256, 512)
  edited[7] = Buffer.alloc(64, 5)
  const other = (one: string) => (one === 'tile/entries/001' ? encodeBundle(edited) : read(one))
  t.strictSame(judgeRange(opened, whole, other).faults, [{ code: 'entry-edited', index: 263 }])
  const tile = Buffer.from(read('tile/0/001') ?? '')
  tile[40] = (tile[40] ?? 0) ^ 1
  const changed = (one: string) => (one === 'tile/0/001' ? tile : read(one))
  const { faults } = judgeRange(opened, whole, changed)
  t.ok(faults.some(({ code, index }) => code === 'entry-edited' && index === 257))
  t.ok(faults.some(({ code, index }) => code === 'root-differs' && index === 256))
  for (const path of ['tile/0/000', 'tile/0/002.p/188', 'tile/1/000.p/2']) {
    const longer = Buffer.concat([read(path) ?? Buffer.alloc(0), Buffer.alloc(32)])
    const found = judgeRange(opened, whole, one => (one === path ? longer : read(one))).faults
    t.ok(
      found.some(({ code }) => code === 'tile-differs'),
      `${path}, with a hash too many`,
    )
  }
  const none = { from: 0, to: 0 }
  t.strictSame(judgeRange(opened, none, read), { faults: [], leaves: 0 })
  t.match(judgeRange(opened, none, without('tile/1/000.p/2')).faults, [{ code: 'tile-missing' }])
  const bent = (one: string) => (one === 'tile/1/000.p/2' ? Buffer.alloc(64) : read(one))
  t.match(judgeRange(opened, none, bent).faults, [{ code: 'root-differs', index: 0 }])
  t.end()
})

t.test('of the tiles that were read only the last are kept', t => {
  const asked: string[] = []
  const tile = tileAt(path => {
    asked.push(path)
    return Buffer.alloc(8_192, path)
  })
  const at = (index: number) =>
    tile({ level: 0, index, width: 256 })?.subarray(0, 'tile/0/000'.length)
  for (let index = 0; index < 100; index += 1) at(index)
  t.equal(String(at(99)), 'tile/0/099')
  t.equal(asked.length, 100, 'read once while it is kept')
  t.equal(String(at(0)), 'tile/0/000')
  t.equal(asked.length, 101, 'and again once it is not')
  t.end()
})

t.test('what the tree has not got is missing, and an empty tree has its own root', t => {
  const beyond = [{ code: 'leaves-missing', index: leaves }]
  t.strictSame(judgeRange(opened, { from: 600, to: 2_000 }, read), { faults: beyond, leaves: 188 })
  t.strictSame(judgeRange(opened, { from: 1_000, to: 2_000 }, read), { faults: beyond, leaves: 0 })
  const empty = (root: Buffer) => {
    const checkpoint = { ...opened.checkpoint, size: 0, root }
    return judgeRange({ ...opened, checkpoint }, { from: 0, to: 0 }, () => undefined).faults
  }
  t.strictSame(empty(emptyRoot), [])
  t.strictSame(empty(opened.checkpoint.root), [{ code: 'root-differs', index: 0 }])
  t.end()
})

t.test('a crafted log ends in a fault of it, soon', t => {
  const nothing = () => undefined
  t.strictSame(judgeCheckpoints([savedAt(256), savedAt(700)], leaves, nothing), [
    { code: 'tile-missing', at: 'checkpoint-700', index: 256 },
  ])
  const { root } = savedAt(256).opened.checkpoint
  const checkpoint = { origin: 'hub-test/log', size: 256, root: root.toString('base64'), index: 3 }
  t.strictSame(judgeCertificateStates(placed([{ checkpoint }]), leaves, nothing), [
    { code: 'tile-missing', at: '1', index: 256 },
  ])
  const size = 9_999_999_999
  const huge = { ...opened, checkpoint: { ...opened.checkpoint, size } }
  t.equal(judgeRange(huge, { from: 0, to: size }, nothing).faults.length, 1_000)
  t.throws(() => readEntries(size, nothing), Unproven)
  const text = formatCheckpoint({ ...opened.checkpoint, size: size + 1 })
  const bytes = Buffer.from(signNote(text, [sampleLogKey]))
  t.throws(() => openSaved({ name: 'c', bytes }, policy, { quorum: false }), Unproven)
  const head = '{"version":1,"laws":["fr"],"now":"2026-11-22T08:00:00.000Z"}'
  for (const lines of [
    ['{"version":1,"now":"2026-11-22T08:00:00.000Z"}'],
    [head.replace('fr', 'xx')],
    [head, '{"pads":{"end":700,"count":1e15,"seed":""}}'],
    [head, '{"opening":{"index":1,"nonce1":"","source":null}}'],
    [head, `{"opening":{"index":1,"nonce1":"${'A'.repeat(99)}","source":{}}}`],
  ]) {
    t.throws(() => readOpenings(linesOf(lines)), Unproven, String(lines.at(-1)))
  }
  const seed = 'A'.repeat(43)
  const doubled = Array(2).fill(`{"pads":{"end":700,"count":700,"seed":"${seed}"}}`)
  const pads = readOpenings(linesOf([head, ...doubled]))
  const entries = readEntries(leaves, read)
  t.throws(() => judgeOpenings(pads, entries, pads.now.getTime()), Unproven)
  t.end()
})

t.test('any saved checkpoints are states of one log', t => {
  const sizes = [1, 5, 256, 300, 512, 699, 700]
  t.strictSame(
    judgeCheckpoints(
      sizes.map(size => savedAt(size)),
      leaves,
      read,
    ),
    [],
  )
  const elsewhere = savedAt(300, sampleLog(leaves))
  t.strictSame(judgeCheckpoints([savedAt(256), elsewhere, savedAt(700)], leaves, read), [
    { code: 'checkpoint-inconsistent', at: 'checkpoint-300', index: 256 },
    { code: 'checkpoint-inconsistent', at: 'checkpoint-700', index: 300 },
  ])
  t.match(judgeCheckpoints([savedAt(300), elsewhere], leaves, read), [
    { code: 'checkpoint-inconsistent' },
  ])
  t.match(judgeCheckpoints([savedAt(900, sampleLog(900))], leaves, read), [
    { code: 'leaves-missing', index: 700 },
  ])
  const bytes = Buffer.from(log.checkpointAt(700, [sampleLogKey]))
  t.ok(isCheckpoint(bytes))
  t.notOk(isCheckpoint(Buffer.from('{}')))
  const open = (quorum: boolean) => () => openSaved({ name: 'c', bytes }, policy, { quorum })
  t.doesNotThrow(open(false), 'what never left the hub')
  t.throws(open(true), Unproven)
  t.end()
})

t.test('certificates stand over states of this log', t => {
  const certificate = (size: number, index: number, source = log) => {
    const { root } = savedAt(size, source).opened.checkpoint
    const checkpoint = { origin: 'hub-test/log', size, root: root.toString('base64'), index }
    return { checkpoint }
  }
  const judge = (...all: object[]) => judgeCertificateStates(placed(all), leaves, read)
  t.strictSame(judge(certificate(256, 3), certificate(700, 699), { checkpoint: null }), [])
  t.strictSame(judge(certificate(256, 3), certificate(512, 3, sampleLog(leaves))), [
    { code: 'checkpoint-inconsistent', at: '2', index: 512 },
  ])
  t.strictSame(judge(certificate(256, 256)), [{ code: 'leaves-missing', at: '1', index: 256 }])
  t.strictSame(judge(certificate(900, 1, sampleLog(900))), [
    { code: 'leaves-missing', at: '1', index: 1 },
  ])
  t.end()
})

t.test('openings that were edited, deleted or exchanged are named by their index', t => {
  const entries = readEntries(leaves, read)
  const evidence = {
    openings: log.openings.map(({ entry: _, ...opening }) => ({ ...opening, erasedAt: null })),
    pads: [],
    checkpointTimes: [{ size: leaves, at: new Date('2026-11-21T08:00:00.000Z') }],
    laws: ['fr'] as const,
    now: new Date('2026-11-22T08:00:00.000Z'),
  }
  const report = (change: object, nowMs = evidence.now.getTime()) =>
    judgeOpenings(readOpenings(linesOf(openingLines({ ...evidence, ...change }))), entries, nowMs)
  const judge = (openings: typeof evidence.openings) => report({ openings }).faults
  t.strictSame(report({}), { faults: [], shown: leaves, pads: 0, over: 0, later: 0 })
  const change = (index: number, to: object) =>
    evidence.openings.map(each => (each.index === index ? { ...each, ...to } : each))
  const at = (index: number) => evidence.openings[index]
  t.strictSame(judge(change(5, { source: { ...at(5)?.source, agency: 'caf-75' } })), [
    { code: 'first-part-edited', index: 5 },
  ])
  t.strictSame(
    judge(change(6, { source: { ...at(6)?.source, detail: { right: 'fr.caf.rsa' } } })),
    [{ code: 'second-part-edited', index: 6 }],
  )
  t.strictSame(judge(evidence.openings.filter(({ index }) => index !== 400)), [
    { code: 'opening-deleted', index: 400 },
  ])
  const erased = {
    nonce2: null,
    source: { ...at(9)?.source, detail: null, erased: true },
    erasedAt: new Date(),
  }
  t.strictSame(judge(change(9, erased)), [{ code: 'second-opening-deleted', index: 9 }])
  const future = { openings: [], now: new Date('2100-01-01T00:00:00.000Z') }
  t.strictSame(report(future), {
    faults: [{ code: 'openings-later' }],
    shown: 0,
    pads: 0,
    over: leaves,
    later: 0,
  })
  t.match(report(future, future.now.getTime()), { faults: [], shown: 0, over: leaves })
  const [time] = evidence.checkpointTimes
  const times = (...checkpointTimes: object[]) => report({ checkpointTimes }).faults
  const wrong = [{ code: 'checkpoint-times-wrong', at: '700' }]
  t.strictSame(times({ ...time, at: new Date('2026-11-23T08:00:00.000Z') }), wrong)
  t.strictSame(times({ ...time, size: 800 }, time as object), wrong)
  t.strictSame(times({ size: 5, at: evidence.now }, time as object), wrong)
  const early = { checkpointTimes: [{ ...time, size: 400 }] }
  const openings = evidence.openings.filter(({ index }) => index < 400)
  t.match(report({ ...early, openings }), { faults: [], shown: 400, over: 0, later: leaves - 400 })
  const shown = report({ ...early, openings: change(699, { nonce1: Buffer.alloc(32) }) })
  t.match(shown, { faults: [{ code: 'first-part-edited', index: 699 }], later: 0 })
  const exchanged = evidence.openings.map(each =>
    each.index === 1 ? { ...each, index: 2 } : each.index === 2 ? { ...each, index: 1 } : each,
  )
  t.strictSame([...new Set(judge(exchanged).map(({ index }) => index))], [1, 2])
  t.throws(() => readOpenings(linesOf(['{"version":1,"laws":["fr"],"now":"x"}'])), Unproven)
  t.throws(() => readOpenings(linesOf(['no'])), Unproven)
  t.end()
})
