import { createTree, leafHash } from '@unefois/audit-log'
import { createLog } from '@unefois/events'
import t from 'tap'
import { events } from '../src/events.ts'
import { limits } from '../src/limits.ts'
import { replaceWitnessed } from '../src/repositories/witnessed.ts'
import { readLogWatch } from '../src/use-cases/read-log-watch.ts'
import { tellFrozen } from '../src/witness-loop.ts'
import { openDesk } from './support/desk.ts'

function stateOf(texts: readonly string[]) {
  const tree = createTree()
  for (const text of texts) tree.append(leafHash(Buffer.from(text)))
  return { size: tree.size, root: tree.root() }
}

t.test(
  'a log that publishes nothing new for three periods is frozen, and the desk says so',
  async t => {
    const { sql } = (await openDesk(t)).deps
    const periodMs = limits.logPublishesEveryMs
    const at = new Date('2026-11-21T08:00:00.000Z')
    const log = 'hub-test/log'
    const after = (periods: number) =>
      readLogWatch({ sql }, () => at.getTime() + periods * periodMs)()
    t.match(
      await after(9),
      { cosigned: null, cosignedAt: null, frozen: false },
      'none was ever seen',
    )
    const [first, next] = [stateOf(['a']), stateOf(['a', 'b'])] as const
    await replaceWitnessed(sql, log, { last: undefined, next: first, at })
    t.match(await after(3), { cosignedAt: at.toISOString(), frozen: false })
    t.match(await after(3.1), { frozen: true })
    const later = new Date(at.getTime() + 2 * periodMs)
    await replaceWitnessed(sql, log, { last: first, next: first, at: later })
    t.match(await after(3.1), { frozen: true }, 'the same said again is nothing new')
    await replaceWitnessed(sql, log, { last: first, next, at: later })
    t.match(await after(3.1), { cosignedAt: later.toISOString(), frozen: false })

    const lines: Record<string, unknown>[] = []
    const logged = createLog({
      service: 'desk',
      events,
      destination: { write: line => void lines.push(JSON.parse(line)) },
    })
    const tell = tellFrozen({
      sql,
      log: logged,
      nowSeconds: () => (later.getTime() + 4 * periodMs) / 1_000,
    })
    await tell()
    await tell()
    t.match(lines, [{ event: 'log-frozen', minutes: 40 }])
    t.equal(lines.length, 1, 'once in the time of a publication')
  },
)
