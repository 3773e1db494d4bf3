import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import t from 'tap'
import { createMatcher } from '../src/matcher.ts'
import { scanFiles } from '../src/scan-files.ts'
import { spellNumber } from '../src/spellings.ts'
import { openFindings, openSearch } from '../src/stream-scan.ts'
import { type Suspect, suspectBody, suspectNumber } from '../src/suspects.ts'

const random = seededRandom(20)
const nir = syntheticNir(random, { kind: 'corsica' })
const niss = syntheticNiss(random)
const other = syntheticNir(random)

async function scan(folder: string, suspects: readonly Suspect[], excluded: string[] = []) {
  const findings = openFindings()
  const roots = [{ place: 'here', path: folder }]
  const report = await scanFiles({ roots, search: openSearch(suspects), findings, excluded })
  return { ...report, findings: findings.list }
}

t.test('the matcher finds what indexOf finds', async t => {
  const letters = (count: number) =>
    Buffer.from(Array.from({ length: count }, () => 97 + Math.floor(random() * 3)))
  for (let round = 0; round < 200; round += 1) {
    const sequences = Array.from({ length: 12 }, () => letters(3 + Math.floor(random() * 6)))
    const text = letters(300)
    const found = new Set<string>()
    createMatcher(sequences).search(text, (index, at) => found.add(`${index}@${at}`))
    const expected = new Set<string>()
    for (const [index, sequence] of sequences.entries()) {
      for (let at = text.indexOf(sequence); at !== -1; at = text.indexOf(sequence, at + 1)) {
        expected.add(`${index}@${at}`)
      }
    }
    const same = found.size === expected.size && [...found].every(each => expected.has(each))
    if (!same) t.fail(`round ${round}`)
  }
  t.throws(() => createMatcher([]))
  t.throws(() => createMatcher([Buffer.from('ab')]))
})

t.test('a number is spelled as people and programs spell it', async t => {
  const spelled = spellNumber({ scheme: 'fr-nir', value: '253072B07300470' })
  t.ok(
    ['253072B07300470', '253072b073004', '2 53 07 2B 073 004 70', '2-53-07-2B-073-004'].every(
      text => spelled.includes(text),
    ),
  )
  const belgian = spellNumber({ scheme: 'be-niss', value: '85073003328' })
  t.ok(['85073003328', '85.07.30-033.28', '850730 033 28'].every(text => belgian.includes(text)))
})

t.test('every form of a secret is found, wherever it lies in a file', async t => {
  const folder = t.testdir({})
  const suspects = [
    ...suspectNumber('number 1', nir),
    ...suspectNumber('number 2', niss),
    ...suspectBody('body 1', [`{"subject":{"value":"${other.value}"}}`]),
  ]
  const hash = (algorithm: string, text: string) => createHash(algorithm).update(text)
  const leaks: Record<string, Buffer> = {
    plain: Buffer.from(`key=${nir.value};`),
    short: Buffer.from(`key=${nir.value.slice(0, 13)};`),
    card: Buffer.from(niss.value.replace(/^(..)(..)(..)(...)(..)$/u, '$1.$2.$3-$4.$5')),
    wide: Buffer.from(nir.value, 'utf16le'),
    'wide-be': Buffer.from(nir.value, 'utf16le').swap16(),
    ...Object.fromEntries(
      ['', 'a', 'ab'].map(before => [
        `base64-${before.length}`,
        Buffer.from(Buffer.from(`${before}${niss.value}zz`).toString('base64')),
      ]),
    ),
    hex: Buffer.from(`\\x${Buffer.from(nir.value).toString('hex')}`),
    'sha-256': hash('sha256', nir.value).digest(),
    'sha-1': Buffer.from(hash('sha1', `${niss.scheme}|${niss.value}`).digest('hex')),
    md5: Buffer.from(hash('md5', nir.value.slice(0, 13)).digest('base64url')),
    body: Buffer.from(hash('sha256', `{"subject":{"value":"${other.value}"}}`).digest('base64')),
  }
  for (const [name, bytes] of Object.entries(leaks)) {
    // The second file has it across the boundary of what is read at once.
    writeFileSync(join(folder, name), Buffer.concat([Buffer.alloc(5, 120), bytes]))
    const far = Buffer.alloc(4_194_304 + 900, 120)
    writeFileSync(join(folder, `${name}-far`), Buffer.concat([far.subarray(0, -890), bytes, far]))
  }
  const report = await scan(folder, suspects)
  const found = new Set(report.findings.map(finding => finding.where))
  const missed = Object.keys(leaks).flatMap(name =>
    [name, `${name}-far`].filter(each => !found.has(join(folder, each))),
  )
  t.strictSame(missed, [])
  t.equal(report.files, Object.keys(leaks).length * 2)
  t.ok(report.bytes > report.files * 2_000_000)
  const once = report.findings.filter(finding => finding.where.endsWith('sha-256-far'))
  t.equal(once.length, 1, 'what lies in the overlap of two chunks is reported once')
})

t.test('a clean folder is clean, and what could not be looked at is said', async t => {
  const folder = t.testdir({ a: `card ${other.value}`, inner: { b: 'nothing' } })
  symlinkSync(join(folder, 'a'), join(folder, 'link'))
  const suspects = suspectNumber('number 1', nir)
  const clean = await scan(folder, suspects)
  t.match(clean, { files: 2, findings: [], unread: [], excluded: [] })
  const input = join(folder, 'inner', 'input')
  writeFileSync(input, nir.value)
  const excluded = await scan(folder, suspects, [input])
  t.match(excluded, { files: 2, findings: [], excluded: [input] })
  t.match(await scan(join(folder, 'not-there'), suspects), { files: 0 })
  if (process.getuid?.() !== 0) {
    mkdirSync(join(folder, 'closed'))
    chmodSync(join(folder, 'closed'), 0)
    t.equal((await scan(folder, suspects)).unread.length, 1)
    chmodSync(join(folder, 'closed'), 0o700)
  }
})
