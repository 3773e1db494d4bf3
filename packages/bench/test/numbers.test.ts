import t from 'tap'
import { flatten } from '../src/bench-type.ts'
import { median, percentile } from '../src/index.ts'
import { callsOf } from '../src/release/release-calls.ts'

t.test('ranks are interpolated between neighbours', async t => {
  t.equal(median([3, 1, 2]), 2)
  t.equal(median([4, 1, 2, 3]), 2.5)
  t.equal(percentile([0, 10], 0.99), 9.9)
  t.equal(percentile([7], 0.99), 7)
  t.throws(() => median([]), /no values/u)
})

t.test('figures are flat, and keep what a figure may be', async t => {
  t.strictSame(
    flatten({ at32: { ratio: 1.2, oursMs: { p99: 13 } }, ratios: [1, 2], holds: true }),
    {
      at32Ratio: 1.2,
      at32OursMsP99: 13,
      ratios: '1 2',
      holds: true,
    },
  )
})

t.test('a desk names each id once, so many a call', async t => {
  const ids = Array.from({ length: 7 }, (_, n) => `id-${n}`)
  const { bodies } = callsOf('token', ids, 3)
  t.strictSame(
    bodies.map(body => JSON.parse(body).ids.length),
    [3, 3, 1],
  )
  t.strictSame(
    bodies.flatMap(body => JSON.parse(body).ids),
    ids,
  )
})
