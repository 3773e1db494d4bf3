import { setTimeout as sleep } from 'node:timers/promises'
import { waitUntil } from '@unefois/testing'
import t from 'tap'
import { takeMessages } from '../src/consumers/take-messages.ts'
import { startLoop } from '../src/loop.ts'
import { messageOf } from './support/desk.ts'
import { agency, recallOf } from './support/signals.ts'

const long = 60_000

t.test('a pause ends early when woken, and a turn under way is finished', async t => {
  let begun = 0
  let ended = 0
  const loop = startLoop({
    async turn() {
      begun += 1
      await sleep(5)
      ended += 1
      return long
    },
    onError: error => t.fail(String(error)),
    retryMs: long,
    retryMsMax: long,
  })
  loop.wake()
  await waitUntil('two turns have ended', () => ended === 2)
  await sleep(20)
  t.equal(begun, 2, 'woken during a turn, it takes another at once, and one only')
  loop.wake()
  await loop.stop()
  t.equal(begun, ended)
  t.ok(begun >= 2 && begun <= 3)
})

t.test('faults are retried slower and slower, and nobody can hurry that', async t => {
  const delays: number[] = []
  const loop = startLoop({
    turn: () => Promise.reject(new Error('no')),
    onError: (_error, delayMs) => delays.push(delayMs),
    retryMs: 2,
    retryMsMax: 16,
  })
  const startedMs = performance.now()
  const hurrying = setInterval(loop.wake, 1)
  await waitUntil('six faults', () => delays.length >= 6)
  clearInterval(hurrying)
  await loop.stop()
  const lastedMs = performance.now() - startedMs
  t.strictSame(delays.slice(0, 6), [2, 4, 8, 16, 16, 16])
  t.ok(delays.length < 6 + lastedMs / 15, `${delays.length} faults in ${lastedMs} ms`)
})

t.test('a fault of ours puts messages back; one that cannot be recorded is not ended', async t => {
  const faults: unknown[] = []
  const broken = () => Promise.reject(new Error('ours'))
  const consumer = { contract: 'urn:unefois:contracts:recall.v1' as const, take: broken }
  const signalId = '01a207a2-3280-7373-a740-63a26d5a26ba'
  const good = messageOf(`recall.${agency}.${signalId}`, recallOf(signalId), 3)
  const bad = messageOf(`sig.${agency}.${signalId}`, 'not json')
  const put: string[] = []
  await takeMessages(
    {
      agency,
      consumers: {
        recall: {
          ...consumer,
          isValid: (value): value is ReturnType<typeof recallOf> => value !== null,
          signalIdOf: recall => recall.data.signalId,
        },
        restriction: {
          ...consumer,
          isValid: (_value): _value is never => false,
          signalIdOf: () => '',
        },
        sig: { ...consumer, isValid: (_value): _value is never => false, signalIdOf: () => '' },
      },
      quarantine: broken,
      onQuarantined: () => t.fail('nothing was recorded'),
      onPutBack: cause => put.push(cause),
      onFault: error => faults.push(error),
    },
    [good, bad],
  )
  t.strictSame([good.settled, bad.settled], [['nak'], ['nak']])
  t.strictSame(put.sort(), ['quarantine', 'unexpected'])
  t.equal(faults.length, 2)
})
