import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { atPace } from '../src/index.ts'

const everyMs = 60
/** A timer may fire this much before its time, and this much late on a busy machine. */
const earlyMs = 2
const lateMs = 40

async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const begunMs = performance.now()
  await call().catch(() => {})
  return performance.now() - begunMs
}

t.test('short and long work, and a refusal, are answered at multiples of the pace', async t => {
  const works: [() => Promise<unknown>, number][] = [
    [async () => 1, everyMs],
    [() => sleep(everyMs / 3), everyMs],
    [() => Promise.reject(new Error('refused')), everyMs],
    [() => sleep(everyMs + 10), 2 * everyMs],
  ]
  for (const [work, expectedMs] of works) {
    const tookMs = await timeOf(atPace(everyMs, work))
    t.ok(tookMs >= expectedMs - earlyMs && tookMs < expectedMs + lateMs, `${tookMs} ms`)
  }
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
