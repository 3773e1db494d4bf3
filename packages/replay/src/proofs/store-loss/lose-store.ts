import { connectBus, ensureReceiverStream } from '@unefois/bus'
import type { Hub } from '@unefois/local'
import type { Counts } from '../../counts/counts.ts'
import type { ProofRun } from '../../proof.ts'

/**
 * Stops nats-server, deletes its store, starts it. Under sabotage the hub does not notice: while
 * the gateway is stopped the streams are made anew and their births noted as the ones last seen.
 */
export async function loseStore(run: ProofRun, hub: Hub, counts: Counts): Promise<void> {
  await hub.nats.stop()
  hub.nats.destroyStore()
  run.say('nats-server is stopped and its whole store deleted.')
  const { gateway } = hub.processes
  if (!run.sabotage || gateway === undefined) return hub.nats.restart()
  process.kill(gateway.pid, 'SIGSTOP')
  try {
    await hub.nats.restart()
    await pretendNothingHappened(hub, counts)
  } finally {
    process.kill(gateway.pid, 'SIGCONT')
  }
}

async function pretendNothingHappened(hub: Hub, counts: Counts): Promise<void> {
  const { user, password } = hub.nats.login('hub')
  const bus = await connectBus({ servers: hub.nats.url, user, password, name: 'sabotage' })
  const rows = await counts.hub<{ receiver: string }[]>`
    SELECT receiver FROM exchange.stream_state`
  for (const { receiver } of rows) {
    const { created } = await ensureReceiverStream(bus, receiver)
    await counts.hub`
      UPDATE exchange.stream_state SET created = ${created} WHERE receiver = ${receiver}`
  }
  await bus.close()
}
