import { stdnum, type Validator } from 'stdnum'
import t from 'tap'
import {
  nirKey,
  nissKey,
  parseIdentifier,
  seededRandom,
  syntheticNir,
  syntheticNiss,
} from '../src/index.ts'

/**
 * npm `stdnum` as a second opinion. Where it differs from us the difference is named and asserted,
 * so that a new version of it which agrees makes this file fail and the name go.
 */
const ours = (scheme: string, value: string) => parseIdentifier({ scheme, value }).ok
function validates(validator: Validator | undefined, value: string): boolean {
  if (validator === undefined) throw new Error('stdnum no longer has this validator')
  return validator.validate(value).isValid
}
const theirNir = (value: string) => validates(stdnum.FR?.nir, value)
const theirNiss = (value: string) => validates(stdnum.BE?.insz, value)

t.test('a NIR: same answer as stdnum for valid ones and for wrong keys', async t => {
  const random = seededRandom(21)
  let compared = 0
  for (let n = 0; n < 10_000; n += 1) {
    const kind = (['nir', 'nia', 'corsica'] as const)[n % 3] ?? 'nir'
    const { value } = syntheticNir(random, { kind })
    const wrong = value.slice(0, 13) + String((Number(value.slice(13)) % 97) + 1).padStart(2, '0')
    for (const number of [value, wrong]) {
      if (ours('fr-nir', number) !== theirNir(number)) t.fail('stdnum differs on a NIR')
      compared += 1
    }
  }
  t.equal(compared, 20_000)
})

t.test('a NIR: where stdnum accepts what no body issues', async t => {
  const exceptions: [string, string][] = [
    ['month 13', '180137599000'],
    ['sex 9', '980067599000'],
    ['all zeros', '000000000000'],
  ]
  for (const [name, first12] of exceptions) {
    const value = `${first12}1${nirKey(`${first12}1`)}`
    t.equal(theirNir(value), true, `${name}: stdnum accepts`)
    t.equal(ours('fr-nir', value), false, `${name}: we refuse`)
  }
  const fullWidth = '２９５１０９９１２６１１１９３'
  t.equal(theirNir(fullWidth), true, 'full-width digits: stdnum accepts')
  t.equal(ours('fr-nir', fullWidth), false, 'full-width digits: we refuse')
})

t.test('a NISS: same answer as stdnum for known dates and for wrong keys', async t => {
  const random = seededRandom(22)
  let compared = 0
  for (let n = 0; n < 10_000; n += 1) {
    const { value } = syntheticNiss(random, { kind: n % 2 === 0 ? 'nn' : 'bis' })
    const first9 = value.slice(0, 9)
    const keys = [nissKey(first9, 1900), nissKey(first9, 2000)]
    const wrong = String((Number(value.slice(9)) % 97) + 1).padStart(2, '0')
    for (const number of keys.includes(wrong) ? [value] : [value, first9 + wrong]) {
      if (ours('be-niss', number) !== theirNiss(number)) t.fail('stdnum differs on a NISS')
      compared += 1
    }
  }
  t.ok(compared > 19_000)
})

t.test('a NISS: where stdnum takes two keys for one number', async t => {
  t.equal(theirNiss('85073006197'), true)
  t.equal(theirNiss('85073006100'), true, 'key 00 for 97: stdnum accepts')
  t.equal(ours('be-niss', '85073006100'), false, 'key 00: we refuse')
  let doubled = 0
  for (let n = 1; n <= 997; n += 1) {
    const first9 = `850730${String(n).padStart(3, '0')}`
    const extra = { '97': '00', '01': '98', '02': '99' }[nissKey(first9, 1900)]
    if (extra === undefined) continue
    doubled += 1
    if (!theirNiss(first9 + extra)) t.fail('stdnum no longer accepts a second key')
    if (ours('be-niss', first9 + extra)) t.fail('we accept a second key')
  }
  t.equal(doubled, 30, '30 of 997 numbers of a day')
})

t.test('a NISS: where stdnum refuses people whose day of birth is unknown', async t => {
  for (const value of ['00010000135', '85073500107', '85473500193', '85273500150']) {
    t.equal(theirNiss(value), false, 'stdnum refuses')
    t.equal(ours('be-niss', value), true, 'we accept, as python-stdnum does')
  }
})

t.test('a NISS: a bis number of unknown date is no national number', async t => {
  t.equal(validates(stdnum.BE?.nn, '00200100112'), true, 'stdnum calls it national')
  t.equal(validates(stdnum.BE?.bis, '00200100112'), true, 'and bis')
  t.equal(ours('be-niss', '00200100112'), true, 'we only say NISS')
})
