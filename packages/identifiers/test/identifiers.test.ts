import fc from 'fast-check'
import t from 'tap'
import {
  formatIdentifier,
  identifierInputCharsMax,
  nirKey,
  nissKey,
  parseIdentifier,
  type Scheme,
  seededRandom,
  syntheticNir,
  syntheticNiss,
} from '../src/index.ts'
import { identifiersPerScheme, people } from './people.ts'

function outcome(scheme: string, value: string): string {
  const parsed = parseIdentifier({ scheme, value })
  return parsed.ok ? parsed.identifier.value : parsed.reason
}

t.test('published examples are read as their publishers read them', async t => {
  const examples: [Scheme, string, string][] = [
    // python-stdnum, stdnum/fr/nir.py; the last from npm stdnum.
    ['fr-nir', '2 95 10 99 126 111 93', '295109912611193'],
    ['fr-nir', '295109912611199', 'key'],
    ['fr-nir', '253072B07300470', '253072B07300470'],
    ['fr-nir', '253072A07300443', '253072A07300443'],
    ['fr-nir', '253072C07300443', 'alphabet'],
    ['fr-nir', '6546546546546703', 'length'],
    ['fr-nir', '186022A21532523', '186022A21532523'],
    // python-stdnum, stdnum/be/nn.py and tests/test_be_{nn,bis,ssn}.doctest.
    ['be-niss', '85.07.30-033 28', '85073003328'],
    ['be-niss', '17 07 30 033 84', '17073003384'],
    ['be-niss', '12345678901', 'structure'],
    ['be-niss', '75.06.08-980.09', '75060898009'],
    ['be-niss', '75.46.08-980.95', '75460898095'],
    ['be-niss', '75.26.08-980.52', '75260898052'],
    ['be-niss', '01 49 07 001 85', '01490700185'],
    ['be-niss', '85133000105', 'structure'],
    ['be-niss', '85533000191', 'structure'],
    ['be-niss', '85333000148', 'structure'],
  ]
  for (const [scheme, typed, expected] of examples) t.equal(outcome(scheme, typed), expected)
  const unknownDates = [
    ...['00000100166', '00000100195', '00000000128', '00010000135', '85073500107'],
    ...['00400100155', '00200100112', '00400100184', '00200100141', '00400000117'],
    ...['00200000171', '00410000124', '00210000178', '85473500193', '85273500150'],
  ]
  for (const value of unknownDates) t.equal(outcome('be-niss', value), value)
})

t.test('the structure of a NIR: sex, months, Corsica', async t => {
  const withKey = (first13: string) => outcome('fr-nir', first13 + nirKey(first13))
  const accepted: number[] = []
  for (let sex = 0; sex <= 9; sex += 1) {
    const answer = withKey(`${sex}800675990001`)
    if (answer !== 'structure') accepted.push(sex)
  }
  t.same(accepted, [1, 2, 3, 4, 7, 8])
  const months: number[] = []
  for (let month = 0; month <= 99; month += 1) {
    const answer = withKey(`180${String(month).padStart(2, '0')}75990001`)
    if (answer !== 'structure') months.push(month)
  }
  const expected = Array.from({ length: 100 }, (_, month) => month).filter(
    month =>
      (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || (month >= 50 && month <= 99),
  )
  t.same(months, expected)
  t.equal(outcome('fr-nir', '253072b07300470'), '253072B07300470', 'lower case is the same person')
  t.equal(outcome('fr-nir', '2530A2B07300470'), 'structure', 'a letter stands only after the 2')
  t.equal(outcome('fr-nir', '253073B07300470'), 'structure')
})

t.test('keys 00, 98 and 99 are refused, key 97 is the one of a multiple of 97', async t => {
  let multiples = 0
  for (let n = 0; n < 97 * 3; n += 1) {
    const first9 = `850730${String(n).padStart(3, '0')}`
    const is97 = nissKey(first9, 1900) === '97'
    if (is97) multiples += 1
    if (is97) t.equal(Number(first9) % 97, 0)
    for (const key of ['00', '98', '99']) t.equal(outcome('be-niss', first9 + key), 'key')
  }
  t.equal(multiples, 3)
  t.equal(outcome('be-niss', '85073006197'), '85073006197')
  t.equal(outcome('be-niss', '85073006100'), 'key')
  const first13 = '1800675990' + '097'
  for (const key of ['00', '98', '99']) t.equal(outcome('fr-nir', first13 + key), 'key')
})

t.test('a birth in the future is refused when the year is given', async t => {
  const value = `85073003${'3'}${nissKey('850730033', 2000)}`
  const read = (birthYearMax: number) =>
    parseIdentifier({ scheme: 'be-niss', value }, { birthYearMax }).ok
  t.equal(outcome('be-niss', value), value, 'without a year the key alone decides')
  t.equal(read(2026), false)
  t.equal(read(2084), false)
  t.equal(read(2085), true)
})

t.test('what is not ASCII, or not a separator, is refused and never repaired', async t => {
  const intruders = [
    '\u00a0',
    '\u200b',
    '\u202f',
    '\u2009',
    '\ufeff',
    '\t',
    '\n',
    '/',
    '_',
    '‑',
    '–',
  ]
  for (const person of [syntheticNir(seededRandom(1)), syntheticNiss(seededRandom(1))]) {
    const { scheme, value } = person
    for (const intruder of intruders) {
      for (const at of [0, 5, value.length]) {
        t.equal(outcome(scheme, value.slice(0, at) + intruder + value.slice(at)), 'alphabet')
      }
    }
    for (const zero of ['\uff10', '\u0660', '\u06f0', '\u0966']) {
      const foreign = [...value]
        .map(char => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number.parseInt(char, 16)))
        .join('')
      t.equal(outcome(scheme, foreign), 'alphabet')
    }
    t.equal(outcome(scheme, value.slice(1)), 'length')
    t.equal(outcome(scheme, `${value}1`), 'length')
    t.equal(outcome(scheme, value.padEnd(identifierInputCharsMax + 1)), 'length')
    t.equal(outcome(scheme, value.padEnd(identifierInputCharsMax)), value)
    t.equal(outcome(scheme, ''), 'length')
    t.equal(outcome('fr-nif', value), 'scheme')
    t.equal(outcome('toString', value), 'scheme')
  }
})

t.test('one person has one canonical value, however the number is typed', async t => {
  for (const scheme of ['fr-nir', 'be-niss'] as const) {
    for (const person of people(scheme, identifiersPerScheme, 7)) {
      const { value } = person
      const spellings = [value, value.toLowerCase(), formatIdentifier(person), ` ${value}. -`]
      for (const typed of spellings) {
        if (outcome(scheme, typed) !== value) t.fail(`another value for a ${scheme}`)
      }
    }
  }
  t.match(formatIdentifier(syntheticNir(seededRandom(2))), /^\d \d\d \d\d \w\w \d{3} \d{3} \d\d$/)
  t.match(formatIdentifier(syntheticNiss(seededRandom(2))), /^\d\d\.\d\d\.\d\d-\d{3}\.\d\d$/)
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.constantFrom('', ' ', '.', '-'), { maxLength: 9 }),
      (seed, gaps) => {
        const person = syntheticNiss(seededRandom(seed))
        const typed = [...person.value].map((char, at) => char + (gaps[at] ?? '')).join('')
        return outcome(person.scheme, typed) === person.value
      },
    ),
    { seed: 20_261_120, numRuns: 2_000 },
  )
})

t.test('nothing that can be typed makes the parser throw or answer anything else', async t => {
  const reasons = new Set(['scheme', 'alphabet', 'length', 'structure', 'key'])
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'0123456789ABab .-'), maxLength: 26 }),
  )
  const { failed, numRuns } = fc.check(
    fc.property(fc.constantFrom('fr-nir', 'be-niss', 'x'), anything, (scheme, value) => {
      const parsed = parseIdentifier({ scheme, value })
      if (!parsed.ok) return reasons.has(parsed.reason)
      const again = parseIdentifier(parsed.identifier)
      return again.ok && again.identifier.value === parsed.identifier.value
    }),
    { seed: 20_261_120, numRuns: 20_000 },
  )
  t.same({ failed, numRuns }, { failed: false, numRuns: 20_000 })
})

t.test(
  'synthetic people are valid, repeatable, various, and out of the way of real ones',
  async t => {
    for (const scheme of ['fr-nir', 'be-niss'] as const) {
      const made = people(scheme, identifiersPerScheme, 3)
      t.same(made.slice(0, 50), people(scheme, 50, 3), 'the same seed gives the same people')
      t.ok(new Set(made.map(person => person.value)).size > identifiersPerScheme * 0.99)
      t.ok(made.every(person => parseIdentifier(person).ok))
      const reserved = scheme === 'fr-nir' ? /^.{7}99\d/ : /^.{6}[89]\d\d/
      t.ok(made.every(person => reserved.test(person.value)))
    }
    const random = seededRandom(5)
    t.match(syntheticNir(random, { kind: 'nia' }).value, /^[78]/)
    t.match(syntheticNir(random, { kind: 'corsica' }).value, /^.{5}2[AB]/)
    t.match(syntheticNiss(random, { kind: 'bis' }).value, /^..[2345]/)
    t.match(syntheticNiss(random, { kind: 'day-unknown' }).value, /^....00/)
    t.throws(() => syntheticNir(() => 1.5), 'a source outside [0, 1) is a bug, not a person')
  },
)
