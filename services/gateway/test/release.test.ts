import { waitUntil } from '@unefois/testing'
import t from 'tap'
import { releaseKeys } from '../src/use-cases/release-keys.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { openAccept } from './open-accept.ts'
import { aspa, caf, newKey } from './sample.ts'

const carsat = { agency: 'carsat-sud-est', clientId: 'carsat-desk' }

t.test('a release locks keys in id order, and sees what it waited for', async t => {
  const { parts, shared, accept } = await openAccept(t)
  const { admin } = parts.sql
  const posted = await Promise.all(
    Array.from({ length: 7 }, () =>
      accept({ sender: caf, idempotencyKey: newKey(), body: aspa() }),
    ),
  )
  const ids = posted.map(({ id }) => id).sort()
  const middle = ids[3]
  if (middle === undefined) throw new Error('seven were posted')
  // In the table the other way round, so that only the index has them in order.
  await admin.begin(async sql => {
    await sql`CREATE TEMP TABLE held ON COMMIT DROP AS SELECT * FROM exchange.data_key`
    await sql`DELETE FROM exchange.data_key`
    await sql`INSERT INTO exchange.data_key SELECT * FROM held ORDER BY signal_id DESC`
  })
  await admin`ANALYZE exchange.data_key`

  let released: ReturnType<ReturnType<typeof releaseKeys>> | undefined
  await admin.begin(async sql => {
    await sql`DELETE FROM exchange.data_key WHERE signal_id = ${middle}`
    released = releaseKeys(shared)(carsat, ids.toReversed())
    await waitUntil('the release waits', async () => {
      const [row] = await admin<{ n: number }[]>`
        SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`
      return row?.n === 1
    })
    const free = await admin<{ id: string }[]>`
      SELECT signal_id AS id FROM exchange.data_key ORDER BY signal_id FOR UPDATE SKIP LOCKED`
    t.strictSame(
      free.map(row => row.id),
      ids.slice(4),
    )
  })
  const { releases } = (await released) ?? { releases: [] }
  t.strictSame(
    releases.map(({ id }) => id),
    ids.toReversed(),
  )
  t.strictSame(
    releases.filter(each => 'refusal' in each),
    [{ id: middle, refusal: 'gone' }],
  )
  const traces = await admin<{ id: string }[]>`
    SELECT signal_id AS id FROM audit.event WHERE operation = 'signal-release' ORDER BY signal_id`
  t.strictSame(
    traces.map(row => row.id),
    ids.filter(id => id !== middle),
    'each key given has its trace, and nothing else',
  )
  await releaseKeys(shared)({ ...carsat, agency: 'cpam-13' }, ids).then(answer =>
    t.ok(answer.releases.every(each => 'refusal' in each)),
  )
})

t.test('what an objection made void is gone like any other, and leaves no release', async t => {
  const { parts, shared, accept } = await openAccept(t)
  const { admin } = parts.sql
  const objected = aspa()
  await lodge(admin, subjectIndexes(shared.keys, objected.subject), shared.newId)
  const post = (body: typeof objected) => accept({ sender: caf, idempotencyKey: newKey(), body })
  const [nothing, live] = await Promise.all([post(objected), post(aspa())])
  const { releases } = await releaseKeys(shared)(carsat, [nothing.id, live.id])
  t.strictSame(releases[0], { id: nothing.id, refusal: 'gone' })
  t.ok(releases[1] !== undefined && 'key' in releases[1])
  const [row] = await admin<{ traces: number; marked: number }[]>`
    SELECT (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-release') AS traces,
      (SELECT count(released_at)::int FROM exchange.data_key) AS marked`
  t.strictSame({ ...row }, { traces: 1, marked: 1 })
})
