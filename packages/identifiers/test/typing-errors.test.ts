import t from 'tap'
import { parseIdentifier } from '../src/index.ts'
import { identifiersPerScheme, people } from './people.ts'

t.test('typing errors are caught at the rate of the key or better', async t => {
  const rates = new Map<string, number>()
  for (const scheme of ['fr-nir', 'be-niss'] as const) {
    const tries = { substitution: [0, 0], transposition: [0, 0] } as Record<
      string,
      [number, number]
    >
    for (const { value } of people(scheme, identifiersPerScheme, 11)) {
      for (const [kind, wrong] of errorsOf(value)) {
        const count = tries[kind] ?? [0, 0]
        count[0] += 1
        if (!parseIdentifier({ scheme, value: wrong }).ok) count[1] += 1
      }
    }
    for (const [kind, [made, caught]] of Object.entries(tries)) {
      t.ok(made > identifiersPerScheme * 5, `${scheme}: ${made} errors by ${kind}`)
      rates.set(`${scheme} ${kind}`, caught / made)
    }
  }
  // 97 is prime and greater than any change of one digit or of two neighbours: all are caught. A
  // NISS has two keys, one per century, so an error passes when it meets the other century's: 1 in
  // 97.
  t.equal(rates.get('fr-nir substitution'), 1)
  t.equal(rates.get('fr-nir transposition'), 1)
  t.ok((rates.get('be-niss substitution') ?? 0) >= 1 - 1 / 97, 'substitutions in a NISS')
  t.ok((rates.get('be-niss transposition') ?? 0) >= 1 - 1 / 97, 'transpositions in a NISS')
})

/** All single-digit substitutions and all exchanges of two different neighbours. */
function* errorsOf(value: string): Generator<['substitution' | 'transposition', string]> {
  for (let at = 0; at < value.length; at += 1) {
    const digit = value.charAt(at)
    if (digit < '0' || digit > '9') continue
    for (let other = 0; other <= 9; other += 1) {
      if (String(other) === digit) continue
      yield ['substitution', value.slice(0, at) + other + value.slice(at + 1)]
    }
    const next = value.charAt(at + 1)
    if (next !== '' && next !== digit) {
      yield ['transposition', value.slice(0, at) + next + digit + value.slice(at + 2)]
    }
  }
}
