import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import t from 'tap'
import {
  createDataKey,
  currentKek,
  kekLifeMsMax,
  oldKeks,
  openKeyStore,
  overdueKeks,
  unwrapDataKey,
  wrapDataKey,
} from '../src/index.ts'

const hourMs = 3_600_000
const startMs = Date.parse('2026-11-20T10:25:00.000Z')

t.test(
  'a key-encryption key wraps for a day and is listed for re-wrapping an hour later',
  async t => {
    const store = openKeyStore(join(t.testdir(), 'keys'))
    const first = currentKek(store, startMs)
    t.equal(first.label, '2026-11-20T10:00:00.000Z', 'named after its hour')
    t.equal(currentKek(store, startMs + 23 * hourMs).id, first.id)
    t.same(oldKeks(store, startMs + 23 * hourMs), [])
    const second = currentKek(store, startMs + 24 * hourMs)
    t.not(second.id, first.id)
    t.same(oldKeks(store, startMs + 24 * hourMs), [], 'a slow transaction may still hold the first')
    const due = startMs + 25 * hourMs
    t.same(
      oldKeks(store, due).map(kek => kek.id),
      [first.id],
    )
    t.same(
      oldKeks(store, startMs + 60 * hourMs).map(kek => kek.id),
      [first.id],
      'never the newest',
    )
  },
)

t.test('survivors are re-wrapped, and the destroyed key opens nothing any more', async t => {
  const folder = join(t.testdir(), 'keys')
  const store = openKeyStore(folder)
  const signalId = randomUUID()
  const dataKey = createDataKey()
  const old = currentKek(store, startMs)
  const backup = wrapDataKey({ kek: old, dataKey, signalId })
  const laterMs = startMs + 26 * hourMs
  const kek = currentKek(store, laterMs)
  let live = backup
  for (const dying of oldKeks(store, laterMs)) {
    const survivor = unwrapDataKey({ kek: dying, wrapped: live, signalId })
    live = wrapDataKey({ kek, dataKey: survivor, signalId })
    store.destroy('kek', dying.label)
  }
  t.same(unwrapDataKey({ kek, wrapped: live, signalId }), dataKey)
  const reopened = openKeyStore(folder)
  t.equal(reopened.findById(old.id), undefined)
  t.same(
    reopened.list('kek').map(key => key.id),
    [kek.id],
  )
  t.throws(() => unwrapDataKey({ kek, wrapped: backup, signalId }), { code: 'open-failed' })
  t.same(overdueKeks(store, startMs + kekLifeMsMax), [], 'nothing is older than two days')
})

t.test('a key that outlives 48 hours is overdue', async t => {
  const store = openKeyStore(join(t.testdir(), 'keys'))
  const kek = currentKek(store, startMs)
  const bornMs = Date.parse(kek.label)
  t.same(overdueKeks(store, bornMs + kekLifeMsMax), [])
  t.same(
    overdueKeks(store, bornMs + kekLifeMsMax + 1).map(key => key.id),
    [kek.id],
  )
})

t.test('two processes that find the key due in the same hour share the new one', async t => {
  const folder = join(t.testdir(), 'keys')
  const [one, other] = [openKeyStore(folder), openKeyStore(folder)]
  const first = currentKek(one, startMs)
  t.equal(currentKek(other, startMs + 60_000).id, first.id)
  const nextMs = startMs + 24 * hourMs
  t.equal(currentKek(one, nextMs).id, currentKek(other, nextMs + 10_000).id)
  t.equal(one.list('kek').length, 2)
})

t.test('a clock that leaps over several days leaves one key to wrap with', async t => {
  const store = openKeyStore(join(t.testdir(), 'keys'))
  const ids = [0, 30, 100, 500].map(hours => currentKek(store, startMs + hours * hourMs).id)
  t.equal(new Set(ids).size, 4)
  const old = oldKeks(store, startMs + 500 * hourMs)
  t.same(
    old.map(kek => kek.id),
    ids.slice(0, 3),
    'oldest first',
  )
})
