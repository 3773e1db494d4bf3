import { setTimeout as sleep } from 'node:timers/promises'
import { type JetStreamClient, jetstream } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { connectMsMax, connectRetryMs, drainMsMax, pingEveryMs, publishMsMax } from './limits.ts'

export interface BusOptions {
  /** One or more `nats://host:port`, separated by commas. */
  readonly servers: string
  readonly user: string
  readonly password: string
  /** The process, as the server's log names it. */
  readonly name: string
  readonly inboxPrefix?: string
}

/** A connection under one login. The client library stays inside this package. */
export interface Bus {
  isConnected(): boolean
  /** Calls `listener` whenever the connection is lost or found again. */
  onStatus(listener: (connected: boolean) => void): void
  /** Sends what is under way, then leaves; past two seconds it leaves at once. */
  close(): Promise<void>
}

interface Connection {
  readonly nats: NatsConnection
  readonly stream: JetStreamClient
  readonly inboxPrefix: string | undefined
}

const connections = new WeakMap<Bus, Connection>()

/**
 * Connects to the bus, trying again for half a minute: the server may be starting too. Once
 * connected it reconnects for ever.
 * @throws the last refusal, when nothing answered in time or the login was refused.
 */
export async function connectBus(options: BusOptions): Promise<Bus> {
  const nats = await connectWithin(options)
  const listeners: ((connected: boolean) => void)[] = []
  let connected = true
  const bus: Bus = {
    isConnected: () => connected && !nats.isClosed(),
    onStatus: listener => void listeners.push(listener),
    async close() {
      if (nats.isClosed()) return
      await Promise.race([
        nats.drain().catch(() => {}),
        sleep(drainMsMax, undefined, { ref: false }),
      ])
      await nats.close()
    },
  }
  const tell = (value: boolean) => {
    connected = value
    for (const listener of listeners) listener(value)
  }
  void follow(nats, tell)
  const stream = jetstream(nats, { timeout: publishMsMax })
  connections.set(bus, { nats, stream, inboxPrefix: options.inboxPrefix })
  return bus
}

/** The client behind a bus, for the other files of this package. */
export function connectionOf(bus: Bus): Connection {
  const connection = connections.get(bus)
  if (connection === undefined) throw new Error('not a bus of this package')
  return connection
}

async function connectWithin(options: BusOptions): Promise<NatsConnection> {
  const untilMs = Date.now() + connectMsMax
  for (;;) {
    try {
      return await connect({
        servers: options.servers.split(','),
        user: options.user,
        pass: options.password,
        name: options.name,
        maxReconnectAttempts: -1,
        reconnectTimeWait: connectRetryMs,
        pingInterval: pingEveryMs,
        ...(options.inboxPrefix === undefined ? {} : { inboxPrefix: options.inboxPrefix }),
      })
    } catch (error) {
      if (Date.now() + connectRetryMs > untilMs) throw error
      await sleep(connectRetryMs)
    }
  }
}

async function follow(nats: NatsConnection, tell: (connected: boolean) => void): Promise<void> {
  for await (const status of nats.status()) {
    if (status.type === 'disconnect') tell(false)
    if (status.type === 'reconnect') tell(true)
    if (status.type === 'close') tell(false)
  }
}
