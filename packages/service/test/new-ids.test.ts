import t from 'tap'
import { createIds } from '../src/index.ts'

const isUuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u

t.test('ids are uuids v7 that carry their instant and are never twice the same', async t => {
  const newId = createIds()
  const instants = [0, 1, 1_763_700_000_000, 1_763_700_000_000, 1_763_700_000_001, 2 ** 48 - 1]
  const seen = new Set<string>()
  const variants = new Set<string | undefined>()
  const firsts = new Set<string | undefined>()
  for (let round = 0; round < 3_000; round += 1) {
    for (const ms of instants) {
      const id = newId(ms)
      const carried = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
      if (!isUuidV7.test(id) || carried !== ms) t.fail(`not of ${ms}: ${id}`)
      seen.add(id)
      variants.add(id[19])
      firsts.add(id.slice(15, 16))
    }
  }
  t.equal(seen.size, 3_000 * instants.length)
  t.strictSame([...variants].sort(), ['8', '9', 'a', 'b'])
  t.equal(firsts.size, 16, 'all digits are random')
})
