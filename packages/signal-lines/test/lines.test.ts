import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import fc from 'fast-check'
import t from 'tap'
import {
  CsvHeaderError,
  checkSubject,
  createLineReader,
  createLineSplitter,
  csvColumns,
  lineBytesMax,
  locate,
  locateJsonFault,
  type NumberedLine,
  readCsvHeader,
} from '../src/index.ts'

const right = 'be.mutualite.intervention-majoree'
const value = syntheticNiss(seededRandom(7)).value
const signal = { subject: { scheme: 'be-niss', value }, right, observedOn: '2026-11-20' }
const header = 'subject.scheme,subject.value,right,observedOn,addressee'

function readAll(format: 'ndjson' | 'csv', text: string | Buffer, from?: number): NumberedLine[] {
  const reader = createLineReader({ format, ...(from === undefined ? {} : { from }) })
  return [...reader.push(Buffer.from(text)), ...reader.end()]
}

t.test('however the bytes are cut, the lines are the same', t => {
  const lineText = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', ' '), maxLength: 12 })
  fc.assert(
    fc.property(fc.array(lineText), fc.array(fc.nat(40)), fc.boolean(), (lines, cuts, mark) => {
      const text = `${mark ? '\ufeff' : ''}${lines.map(line => `${line}\r\n`).join('')}`
      const bytes = Buffer.from(text)
      const splitter = createLineSplitter(100)
      const got: string[] = []
      let at = 0
      for (const cut of [...cuts, bytes.length]) {
        const chunk = Buffer.from(bytes.subarray(at, at + cut))
        for (const line of splitter.push(chunk)) got.push(line.bytes.toString())
        chunk.fill(0)
        at += cut
      }
      for (const line of splitter.end()) got.push(line.bytes.toString())
      t.strictSame(got, lines)
    }),
    { seed: 20_261_121, numRuns: 200 },
  )
  const splitter = createLineSplitter(10)
  const long = splitter.push(Buffer.from('0123456789\n0123456789a\n0123'))
  t.same(
    long.map(line => line.tooLong),
    [false, true],
  )
  for (let n = 0; n < 1_000; n += 1) splitter.push(Buffer.alloc(1_000, 'x'))
  t.same(
    splitter.push(Buffer.from('\nok\n')).map(line => line.tooLong),
    [true, false],
  )
  t.same(splitter.end(), [])
  t.end()
})

t.test('NDJSON and CSV say the same signal; numbers go on from where a stream does', t => {
  const [line] = readAll('ndjson', JSON.stringify(signal), 41)
  t.match(line, { ok: true, line: 41, signal })
  for (const separator of [',', ';', '\t']) {
    const named = header.replaceAll(',', separator)
    const rows = ['be-niss', value, `"${right}"`, '2026-11-20', ''].join(separator)
    const lines = readAll('csv', `\ufeff${named}\r\n${rows}\r\n${rows}`, 7)
    t.strictSame(
      lines.map(each => [each.line, each.ok && each.signal]),
      [
        [7, signal],
        [8, signal],
      ],
    )
  }
  t.end()
})

t.test('what is no signal has a code and pointers, and nothing is repeated', t => {
  const cases: [string, 'ndjson' | 'csv', string, string[]][] = [
    ['', 'csv', 'line-columns', []],
    [`be-niss,${value},${right}`, 'csv', 'line-columns', []],
    [`"be-niss,${value},${right},2026-11-20,`, 'csv', 'line-columns', []],
    [`be"-niss,${value},${right},2026-11-20,`, 'csv', 'line-columns', []],
    [`be-niss,${value}x,${right},2026-11-20,`, 'csv', 'line-invalid', ['/subject/value']],
    [`be-niss,,${right},2026-11-20,`, 'csv', 'line-invalid', ['/subject/value']],
    [`${value}`, 'ndjson', 'line-invalid', ['']],
    [`${value}x`, 'ndjson', 'line-not-json', []],
    [JSON.stringify({ ...signal, [value]: 1 }), 'ndjson', 'line-invalid', ['']],
    [JSON.stringify({ ...signal, observedOn: value }), 'ndjson', 'line-invalid', ['/observedOn']],
    [`{"right":"${value.padEnd(lineBytesMax, '0')}"}`, 'ndjson', 'line-too-long', []],
  ]
  for (const [text, format, code, pointers] of cases) {
    const [line] = readAll(format, format === 'csv' ? `${header}\n${text}\n` : `${text}\n`)
    if (line === undefined || line.ok) t.fail('read as a signal')
    else {
      const { raw: _raw, ...said } = line
      t.match(said, { code, pointers: pointers.map(pointer => ({ pointer })) })
      t.equal(said.pointers.length, pointers.length)
      t.notOk(JSON.stringify(said).includes(value))
    }
  }
  t.end()
})

t.test('a header row is known, complete and without doubles, and is never repeated', t => {
  const faults: [string, object][] = [
    [`be-niss,${value},${right},2026-11-20`, { reason: 'unknown-column', column: 1 }],
    [`${header},${value}`, { reason: 'unknown-column', column: 6 }],
    [`${header},right`, { reason: 'repeated-column', column: 6 }],
    ['subject.scheme,subject.value,right', { reason: 'missing-column', missing: 'observedOn' }],
    ['', { reason: 'unknown-column', column: 1 }],
  ]
  for (const [text, fault] of faults) {
    try {
      readAll('csv', `${text}\n`)
      t.fail('accepted')
    } catch (error) {
      t.ok(error instanceof CsvHeaderError)
      t.match(error, { fault, pointers: [{}] })
      t.notOk(String(error).includes(value))
    }
  }
  t.throws(() => readAll('csv', ''), CsvHeaderError)
  t.equal(readCsvHeader(csvColumns.join(';')).ok, true)
  t.end()
})

t.test('a pointer leads to its column; a broken JSON to where it breaks', t => {
  const text = JSON.stringify(signal)
  t.equal(locate(text, '/subject/value'), text.indexOf(`"${value}"`) + 1)
  t.equal(locate(text, '/right'), text.indexOf(`"${right}"`) + 1)
  t.equal(locate(text, '/subject/none'), text.indexOf('{"scheme') + 1)
  t.equal(locate(text, ''), 1)
  const reading = readCsvHeader(header)
  if (!reading.ok) throw new Error('the header is good')
  const row = `"be-niss",${value},"${right}",2026-11-20,`
  t.equal(locate(row, '/subject/value', reading.header), row.indexOf(value) + 1)
  t.equal(locate(row, '/observedOn', reading.header), row.indexOf('2026') + 1)
  t.equal(locate(row, '/subject', reading.header), 1)
  t.equal(locateJsonFault('{"a" 1}'), 6)
  t.equal(locateJsonFault('{"a":'), 6)
  t.equal(locateJsonFault('abc'), 1)
  t.end()
})

t.test('the subject’s own check', t => {
  const at = Date.UTC(2026, 10, 20)
  t.match(checkSubject({ subject: { scheme: 'be-niss', value }, right }, at), { ok: true })
  const swapped = {
    scheme: 'be-niss',
    value: `${value.slice(0, -1)}${(Number(value.at(-1)) + 1) % 10}`,
  }
  const refusals: [object, string, string][] = [
    [{ subject: swapped, right }, 'identifier-invalid', '/subject/value'],
    [
      { subject: { scheme: 'be-niss', value }, right: 'fr.cpam.c2s' },
      'identifier-scheme-foreign',
      '/subject/scheme',
    ],
  ]
  for (const [input, code, pointer] of refusals) {
    const reading = checkSubject(input as typeof signal & { subject: never }, at)
    t.match(reading, { ok: false, code, pointers: [{ pointer }] })
    t.notOk(JSON.stringify(reading).includes(value))
  }
  t.end()
})
