import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { limits } from '../src/limits.ts'
import { startRelayLoop } from '../src/relay-loop.ts'
import type { OfferedMessage } from '../src/use-cases/relay-outbox.ts'

/** A relay whose bus takes nothing until it is let, and which notes what it was asked. */
function openRelay() {
  const published: string[][] = []
  const sweeps: number[] = []
  let let1 = () => {}
  const relay = startRelayLoop({
    relayOffered: async messages => {
      published.push(messages.map(each => each.signalId))
      await new Promise<void>(resolve => {
        let1 = resolve
      })
      return { published: messages.length, refused: 0 }
    },
    markOffered: async () => {},
    relayWaiting: async heldMs => {
      sweeps.push(heldMs)
      return { published: 0, refused: 0, more: false }
    },
    eraseMessages: async () => false,
    watch: async () => {},
    onFault: () => {},
  })
  const until = async (count: number) => {
    for (let turn = 0; published.length < count; turn += 1) {
      if (turn > 200) throw new Error(`only ${published.length} batches were published`)
      await sleep(10)
    }
  }
  return { relay, published, sweeps, until, next: () => let1() }
}

function messages(name: string, count: number): OfferedMessage[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${name}-box-${n}`,
    signalId: `${name}-${n}`,
    receiver: 'carsat-sud-est',
    message: Buffer.alloc(0),
  }))
}

t.test('what is held here is not looked for in Postgres', async t => {
  const { relay, sweeps, until, next } = openRelay()
  relay.offer(messages('held', 1), 'signals')
  await until(1)
  relay.offer(messages('behind', 1), 'lines')
  const seen = sweeps.length
  for (let turn = 0; sweeps.length < seen + 3; turn += 1) {
    if (turn > 500) throw new Error('Postgres is not asked any more')
    await sleep(10)
  }
  t.ok((sweeps.at(-1) ?? 0) >= limits.relayIdleMs, 'since the oldest, which is under way')
  next()
  await until(2)
  next()
  const before = sweeps.length
  for (let turn = 0; sweeps.length < before + 2; turn += 1) {
    if (turn > 500) throw new Error('Postgres is not asked any more')
    await sleep(10)
  }
  t.equal(sweeps.at(-1), 0, 'nothing is held')
  await relay.close()
})

t.test('a signal goes before thousands of lines; a transaction is never torn', async t => {
  const { relay, published, until, next } = openRelay()
  relay.offer(messages('first', 1), 'lines')
  await until(1)
  for (const name of ['a', 'b', 'c']) relay.offer(messages(name, 300), 'lines')
  relay.offer(messages('signal', 1), 'signals')
  next()
  await until(2)
  t.equal(published[1]?.[0], 'signal-0')
  t.equal(published[1]?.length, 301, 'the signal, and one transaction of lines')
  next()
  await until(3)
  t.equal(published[2]?.length, 300)
  next()
  await until(4)
  next()
  await relay.close()
})
