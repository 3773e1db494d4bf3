import t from 'tap'
import { atPace } from '../src/index.ts'

const everyMs = 60

/** What it answers at, by a clock that stands but for the work and for what is slept. */
async function answeredAt(workMs: number, isRefused = false): Promise<number> {
  let nowMs = 1_000
  const time = {
    nowMs: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms
    },
  }
  const work = async () => {
    nowMs += workMs
    if (isRefused) throw new Error('refused')
  }
  await atPace(everyMs, work, time)().catch(() => {})
  return nowMs - 1_000
}

t.test('short and long work, and a refusal, are answered at multiples of the pace', async t => {
  for (const [workMs, expectedMs] of [
    [0, everyMs],
    [everyMs / 3, everyMs],
    [everyMs, everyMs],
    [everyMs + 10, 2 * everyMs],
    [5 * everyMs - 1, 5 * everyMs],
  ] as const) {
    t.equal(await answeredAt(workMs), expectedMs, `${workMs} ms of work`)
    t.equal(await answeredAt(workMs, true), expectedMs, `${workMs} ms, refused`)
  }
})

t.test('by itself it goes by the machine’s clock', async t => {
  const begunMs = performance.now()
  await atPace(everyMs, async () => 1)()
  // A timer may fire a little before its time.
  t.ok(performance.now() - begunMs >= everyMs - 2)
})

t.test('what it answers and throws passes through', async t => {
  t.equal(await atPace(1, async (a: number, b: number) => a + b)(2, 3), 5)
  await t.rejects(
    atPace(1, async () => {
      throw new Error('as it was')
    })(),
    { message: 'as it was' },
  )
})
