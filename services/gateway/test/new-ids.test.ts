import t from 'tap'
import { version } from 'uuid'
import { millisecondsOf } from '../src/domain/month.ts'
import { createIds } from '../src/new-ids.ts'

t.test('ids are uuids v7 that carry their instant and are never twice the same', async t => {
  const newId = createIds()
  const instants = [0, 1, 1_763_700_000_000, 1_763_700_000_000, 1_763_700_000_001, 2 ** 48 - 1]
  const seen = new Set<string>()
  const variants = new Set<string | undefined>()
  const firsts = new Set<string | undefined>()
  for (let round = 0; round < 3_000; round += 1) {
    for (const ms of instants) {
      const id = newId(ms)
      if (version(id) !== 7 || millisecondsOf(id) !== ms) t.fail(`not of ${ms}: ${id}`)
      seen.add(id)
      variants.add(id[19])
      firsts.add(id.slice(15, 16))
    }
  }
  t.equal(seen.size, 3_000 * instants.length)
  t.strictSame([...variants].sort(), ['8', '9', 'a', 'b'])
  t.equal(firsts.size, 16, 'all digits are random')
})
