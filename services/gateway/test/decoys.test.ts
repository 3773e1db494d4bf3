import { connectBus, readStoredMessages, type StoredMessage } from '@unefois/bus'
import { testNats } from '@unefois/testing'
import t from 'tap'
import { createReceiversAside } from '../src/receivers-aside.ts'
import { acceptSignals } from '../src/use-cases/accept-signals.ts'
import { type OfferedMessage, relayOffered, relayWaiting } from '../src/use-cases/relay-outbox.ts'
import { watchStreams } from '../src/use-cases/watch-streams.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { openAccept } from './open-accept.ts'
import { aspa, caf, newKey } from './sample.ts'

const carsat = 'carsat-sud-est'

t.test('what is published in the place of a void signal', async t => {
  const { parts, keys, accepting } = await openAccept(t)
  const nats = await testNats(t, [carsat])
  const bus = await connectBus(nats.connection('hub'))
  t.teardown(() => bus.close())
  const aside = createReceiversAside(() => 0)
  const deps = { relaySql: parts.sql.relay, bus, nowMs: parts.nowMs, aside }
  const watch = watchStreams(deps)
  await watch([carsat])
  const offered: OfferedMessage[] = []
  const accept = acceptSignals({ ...accepting, offer: messages => void offered.push(...messages) })
  const { relayOffered: publish, markOffered } = relayOffered(deps)
  const sweep = relayWaiting({ ...deps, graceMs: -1 })
  const stored = async () => {
    const all: StoredMessage[] = []
    await readStoredMessages(bus, message => void all.push(message))
    return all
  }
  const boxes = () => parts.sql.admin<
    { id: string; signalId: string; void: boolean; message: Buffer; publishedAt: Date | null }[]
  >`SELECT id, signal_id AS "signalId", void, message, published_at AS "publishedAt"
    FROM exchange.outbox ORDER BY void`

  const [live, objected] = [aspa(), aspa()]
  await lodge(parts.sql.consent, subjectIndexes(keys, objected.subject), parts.newId)
  for (const body of [live, objected]) {
    await accept({ sender: caf, idempotencyKey: newKey(), body })
  }

  await t.test('is as long, and has nothing of the signal', async t => {
    t.match(await publish(offered), { published: 2, refused: 0 })
    const [box, voidBox] = await boxes()
    const [decoy, message] = await stored()
    if (voidBox === undefined || decoy === undefined) throw new Error('both were stored')
    t.match([decoy.stream, message?.stream], ['DECOY', 'R_carsat_sud_est'])
    t.equal(message?.subject, `sig.${carsat}.${box?.signalId}`)
    t.match(decoy.subject, /^decoy\.[0-9a-f-]{36}$/u)
    t.equal(decoy.data.length, voidBox.message.length)
    const seen = `${decoy.subject} ${decoy.headers} ${Buffer.from(decoy.data).toString('latin1')}`
    for (const own of [voidBox.id, voidBox.signalId, carsat, caf.agency, live.right]) {
      t.notOk(seen.includes(own), own)
    }
  })

  await t.test('is noted as published with the others, and never again', async t => {
    await markOffered()
    t.strictSame(
      (await boxes()).map(box => box.publishedAt !== null),
      [true, true],
    )
    await parts.sql.admin`UPDATE exchange.stream_state SET created = 'another birth'`
    t.strictSame(await watch([carsat]), [carsat], 'the store is lost')
    t.match(await sweep(), { published: 1, refused: 0 })
    const [, voidBox] = await boxes()
    t.match(voidBox, { void: true, publishedAt: Date })
  })

  await t.test('sets no receiver aside when the bus does not take it', async t => {
    const [, decoy] = offered
    if (decoy === undefined) throw new Error('both were offered')
    await bus.close()
    t.match(await publish([decoy]), { published: 0, refused: 1 })
    t.strictSame(aside.list(), [])
  })
})
