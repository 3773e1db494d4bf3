import {
  AckPolicy,
  type ConsumerConfig,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import { type Bus, connectionOf } from './connect.ts'
import {
  ackWaitMs,
  decoyMsMax,
  decoysMax,
  duplicateWindowMs,
  messageAgeDaysMax,
  messageBytesMax,
  unackedMessagesMax,
  waitingPullsMax,
} from './limits.ts'
import { consumerName, decoyStream, decoySubjects, participantToken, streamName } from './names.ts'

const dayMs = 86_400_000
const streamNotFound = 10_059

/**
 * Creates or brings up to date the work-queue stream of one receiver and its one durable consumer.
 * `created` is when the server made the stream: another value than last time means that the store
 * was lost and everything still owed must be published again.
 *
 * @throws when the bus does not answer.
 */
export async function ensureReceiverStream(
  bus: Bus,
  receiver: string,
): Promise<{ created: string }> {
  const manager = await connectionOf(bus).stream.jetstreamManager(false)
  const created = await ensureStream(manager, streamConfig(receiver))
  await manager.consumers.add(streamName(receiver), consumerConfig())
  return { created }
}

/**
 * The same for the hub's decoys: what it costs the server to take one is what a receiver's message
 * costs. Nobody takes them out; the oldest go after two minutes, or when there are too many.
 *
 * @throws when the bus does not answer.
 */
export async function ensureDecoyStream(bus: Bus): Promise<void> {
  const manager = await connectionOf(bus).stream.jetstreamManager(false)
  await ensureStream(manager, decoyConfig())
  await manager.consumers.add(decoyStream, consumerConfig())
}

async function ensureStream(manager: JetStreamManager, config: NamedConfig): Promise<string> {
  const known = await findStream(manager, config.name)
  if (known === undefined) return (await manager.streams.add(config)).created
  const differs = Object.entries(config).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(known.config, key)),
  )
  if (differs) await manager.streams.update(config.name, config)
  return known.created
}

async function findStream(manager: JetStreamManager, name: string) {
  try {
    return await manager.streams.info(name)
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === streamNotFound) return undefined
    throw error
  }
}

type NamedConfig = StreamConfig & { name: string }

/**
 * One waiting message per subject, the newer refused: publishing again what still waits cannot
 * double it. Duplicates within two minutes are recognised by the message id.
 */
function streamConfig(receiver: string): NamedConfig {
  const token = participantToken(receiver)
  const config: Partial<StreamConfig> & { name: string } = {
    name: streamName(receiver),
    subjects: [`sig.${token}.>`, `recall.${token}.>`, `restriction.${token}.>`],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    discard_new_per_subject: true,
    max_msgs_per_subject: 1,
    max_age: nanos(messageAgeDaysMax * dayMs),
    max_msg_size: messageBytesMax,
    duplicate_window: nanos(duplicateWindowMs),
    num_replicas: 1,
    allow_direct: false,
    deny_delete: false,
  }
  return config as NamedConfig
}

function decoyConfig(): NamedConfig {
  const config: Partial<StreamConfig> & { name: string } = {
    name: decoyStream,
    subjects: [decoySubjects],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_msgs: decoysMax,
    max_msgs_per_subject: 1,
    max_age: nanos(decoyMsMax),
    max_msg_size: messageBytesMax,
    duplicate_window: nanos(duplicateWindowMs),
    num_replicas: 1,
    allow_direct: false,
    deny_delete: false,
  }
  return config as NamedConfig
}

function consumerConfig(): Partial<ConsumerConfig> {
  return {
    durable_name: consumerName,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    max_deliver: -1,
    max_ack_pending: unackedMessagesMax,
    max_waiting: waitingPullsMax,
  }
}
