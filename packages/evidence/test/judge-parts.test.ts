import t from 'tap'
import { judgeParts } from '../src/index.ts'

t.test('parts that were made around other acts do not fit, and it is said', t => {
  const id = (n: number) => `01930f6e-0000-7000-8000-00000000000${n}`
  const [first, second, third] = [
    { number: 1, of: 3, until: id(1) },
    { number: 2, of: 3, after: id(1), until: id(2) },
    { number: 3, of: 3, after: id(2) },
  ]
  t.strictSame(judgeParts([third, first, second]), [])
  t.strictSame(judgeParts([first, { ...second, after: id(9) }, third]), [
    { code: 'parts-differ', at: '2' },
  ])
  t.strictSame(judgeParts([first, second, third, second]), [{ code: 'parts-differ', at: '2' }])
  t.strictSame(judgeParts([first, { number: 2, of: 2, after: id(1) }, third]), [
    { code: 'parts-differ', at: '2' },
    { code: 'parts-differ', at: '3' },
  ])
  t.end()
})
