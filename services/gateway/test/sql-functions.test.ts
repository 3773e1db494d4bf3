import { waitUntil } from '@unefois/testing'
import t from 'tap'
import { listFeedback } from '../src/use-cases/list-feedback.ts'
import { openAccept } from './open-accept.ts'
import { affiliation, aspa, caf, newKey, onss } from './sample.ts'

// FORCE binds the owners of SECURITY DEFINER functions too: a policy forgotten would make them see
// no row and say nothing. Each is called here, with no agency set, on rows of two agencies.
t.test('functions across schemas', async t => {
  const { parts, accept } = await openAccept(t)
  const a = await accept({ sender: caf, idempotencyKey: newKey(), body: aspa() })
  const b = await accept({ sender: onss, idempotencyKey: newKey(), body: affiliation() })
  const ids = [a.id, b.id]
  const at = new Date(parts.nowMs())

  await t.test('consent.check_and_lock sees objections to two agencies', async t => {
    const index = (byte: number) => Buffer.alloc(32, byte)
    for (const byte of [1, 2]) {
      await parts.sql.consent`INSERT INTO consent.objection
        (id, subject_index, index_key, agency, lodged_at, lapses_at)
        VALUES (${newKey()}, ${index(byte)}, '1', ${byte === 1 ? 'cpam-13' : 'caf-13'}, ${at},
          '2028-11-01T00:00:00Z')`
    }
    const item = (n: number, byte: number, receiver: string) => ({
      n,
      bucket: n,
      indexes: [index(byte).toString('hex')],
      right: 'fr.cpam.c2s',
      sender: 'onss',
      receiver,
      objectable: true,
    })
    const items = [item(0, 1, 'cpam-13'), item(1, 2, 'caf-13'), item(2, 1, 'caf-13')]
    const ask = (asked: object[], isolation = 'READ COMMITTED') =>
      parts.sql.accept.begin(`ISOLATION LEVEL ${isolation}`, async sql => {
        return sql`SELECT n, verdict FROM consent.check_and_lock(
          ${JSON.stringify(asked)}::text::jsonb, ${at}, ${new Date()})
          WHERE verdict <> 'clear' ORDER BY n`
      })
    t.strictSame(
      [...(await ask(items))],
      [
        { n: 0, verdict: 'objected' },
        { n: 1, verdict: 'objected' },
      ],
    )
    const setAside = items.map(each => ({ ...each, objectable: false }))
    t.strictSame([...(await ask(setAside))], [], 'a provision may set objection aside')
    await t.rejects(ask(items, 'REPEATABLE READ'), { code: '25001' })
    const volatility = await parts.sql.admin`
      SELECT provolatile FROM pg_proc WHERE proname = 'check_and_lock'`
    t.strictSame([...volatility], [{ provolatile: 'v' }])
  })

  await t.test('the gate sees every objection of somebody who has many', async t => {
    const index = Buffer.alloc(32, 5)
    const receivers = ['caf-13', 'cpam-13', 'carsat-sud-est', 'onss', 'msa-13', 'cpas-ixelles']
    for (const receiver of receivers) {
      await parts.sql.consent`INSERT INTO consent.objection
        (id, subject_index, index_key, agency, lodged_at, lapses_at)
        VALUES (${newKey()}, ${index}, '1', ${receiver}, ${at}, '2028-11-01T00:00:00Z')`
    }
    const items = [...receivers, 'mutualite-horizon'].map((receiver, n) => ({
      ...{ n, bucket: 5, indexes: [index.toString('hex')], right: 'fr.cpam.c2s', sender: 'onss' },
      ...{ receiver, objectable: true },
    }))
    const asked = await parts.sql.accept`SELECT n FROM consent.check_and_lock(
      ${JSON.stringify(items)}::text::jsonb, ${at}, ${new Date()})
      WHERE verdict = 'objected' ORDER BY n`
    t.strictSame(
      asked.map(row => row.n),
      [0, 1, 2, 3, 4, 5],
    )
  })

  await t.test('the gate waits for an objection under way, and then sees it', async t => {
    const index = Buffer.alloc(32, 9)
    const { promise: committed, resolve: commit } = Promise.withResolvers<void>()
    const { promise: locked, resolve: lockedNow } = Promise.withResolvers<void>()
    const lodging = parts.sql.consent.begin(async sql => {
      await sql`SELECT pg_advisory_xact_lock(7301, 77)`
      await sql`INSERT INTO consent.objection (id, subject_index, index_key, lodged_at, lapses_at)
        VALUES (${newKey()}, ${index}, '1', ${at}, '2028-11-01T00:00:00Z')`
      lockedNow()
      await committed
    })
    await locked
    const items = [
      {
        n: 0,
        bucket: 77,
        indexes: [index.toString('hex')],
        right: 'fr.cpam.c2s',
        sender: 'caf-13',
        receiver: 'cpam-13',
        objectable: true,
      },
    ]
    const asked = parts.sql.accept`SELECT verdict FROM consent.check_and_lock(
      ${JSON.stringify(items)}::text::jsonb, ${at}, ${new Date()})`.execute()
    await waitUntil('the gate waits', async () => {
      const [row] = await parts.sql.admin<{ n: number }[]>`
        SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
      return row?.n === 1
    })
    commit()
    await lodging
    t.strictSame([...(await asked)], [{ verdict: 'objected' }])
  })

  await t.test(
    'audit.append refuses an act without actor, agency, purpose or operation',
    async t => {
      const whole = {
        id: parts.newId(parts.nowMs()),
        at,
        actor: 'a',
        agency: 'b',
        purpose: 'award-right',
        operation: 'signal-release',
      }
      const append = (event: object) =>
        parts.sql.relay`SELECT audit.append(${JSON.stringify([event])}::text::json) AS n`
      const appendRow = (event: object) => parts.sql.relay`
        SELECT audit.append(ARRAY(SELECT e FROM json_populate_record(NULL::audit.new_event,
          ${JSON.stringify(event)}::text::json) AS e)) AS n`
      t.strictSame([...(await append(whole))], [{ n: 1 }])
      for (const missing of ['actor', 'agency', 'purpose', 'operation']) {
        const { [missing]: _, ...rest } = { ...whole, id: parts.newId(parts.nowMs()) } as Record<
          string,
          unknown
        >
        await t.rejects(append(rest), { code: '23502' }, missing)
        await t.rejects(appendRow(rest), { code: '23502' }, missing)
        const empty = { ...rest, [missing]: '' }
        await t.rejects(append(empty), { code: '23514' }, missing)
      }
      const again = { ...whole, id: parts.newId(parts.nowMs()) }
      t.strictSame([...(await appendRow(again))], [{ n: 1 }])
      const other = { ...whole, id: parts.newId(parts.nowMs()) }
      for (const change of [{ purpose: 'fraud-detection' }, { operation: 'of Jane Doe' }]) {
        await t.rejects(append({ ...other, ...change }), { code: '23514' })
        await t.rejects(appendRow({ ...other, ...change }), { code: '23514' })
      }
      await t.rejects(parts.sql.relay`SELECT * FROM audit.event`, { code: '42501' })
    },
  )

  await t.test('feedback comes in the order it was told, past the ninth', async t => {
    const told = Array.from({ length: 12 }, (_, n) => new Date(at.getTime() + n).toISOString())
    await parts.sql.admin`
      INSERT INTO exchange.feedback (sender, position, signal_id, class, at)
      SELECT 'caf-13', ordinality, ${a.id}, 'received', at
      FROM unnest(${told}::timestamptz[]) WITH ORDINALITY AS told(at, ordinality)`
    const list = listFeedback({ agencySql: parts.sql.agency })
    const first = await list('caf-13', 0)
    t.strictSame(
      first.list.items.map(item => item.at),
      told,
    )
    t.equal(first.next, '12')
    t.strictSame((await list('caf-13', 12)).list.items, [])
    t.strictSame((await list('onss', 0)).list.items, [], 'each agency has its own')
  })

  await t.test('exchange.destroy_keys destroys and recalls for two agencies', async t => {
    const keys = await parts.sql.admin<{ subject_index: Buffer }[]>`
      SELECT subject_index FROM exchange.data_key WHERE signal_id = ANY (${ids})`
    await parts.sql
      .admin`UPDATE exchange.data_key SET released_at = ${at} WHERE signal_id = ${a.id}`
    const indexes = parts.sql.consent.array(
      keys.map(key => key.subject_index),
      17,
    )
    const touched = await parts.sql.consent`
      SELECT signal_id AS id, recalled FROM exchange.destroy_keys(${indexes}, NULL, NULL,
        'objection', ${at}, ${at}) ORDER BY recalled`
    t.strictSame(
      [...touched],
      [
        { id: b.id, recalled: false },
        { id: a.id, recalled: true },
      ],
    )
    const [left] = await parts.sql.admin`SELECT
      (SELECT count(*)::int FROM exchange.data_key) AS keys,
      (SELECT count(*)::int FROM exchange.outbox) AS outbox,
      (SELECT count(*)::int FROM exchange.recall) AS recalls`
    t.strictSame({ ...left }, { keys: 0, outbox: 0, recalls: 1 })
  })

  await t.test('every table and partition forces row-level security', async t => {
    const open = await parts.sql.admin`
      SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('exchange', 'consent', 'audit') AND c.relkind IN ('r', 'p')
        AND c.relname <> 'migration' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`
    t.strictSame([...open], [])
    const strong = await parts.sql.admin`
      SELECT rolname FROM pg_roles
      WHERE rolbypassrls AND rolname ~ '^(gateway|consent|registry|audit)'`
    t.strictSame([...strong], [])
  })
})
