import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@unefois/local'
import { type NatsWire, openNatsWire, type WireMessage } from './nats-wire.ts'
import type { Tally } from './tally.ts'

const answerMsMax = 600
const listenMs = 1_500

/** Who tries, and whose messages must stay closed. Streams are named as packages/bus names them. */
export interface BusSides {
  readonly intruder: string
  readonly owner: string
}

/**
 * With the intruder's real login: listens everywhere, asks JetStream everything it knows, and lies
 * to it, while `traffic` makes the owner's signals flow.
 */
export async function probeNats(
  hub: Hub,
  sides: BusSides,
  tally: Tally,
  traffic: () => Promise<void>,
): Promise<void> {
  const login = hub.nats.login(sides.intruder)
  const listener = await openNatsWire({ url: hub.nats.url, ...login })
  const asker = await openNatsWire({ url: hub.nats.url, ...login })
  try {
    for (const subject of everywhere(sides)) await listener.subscribe(subject)
    const flowing = traffic()
    await askEverything(asker, sides, tally)
    await lie(asker, sides)
    await flowing
    await sleep(listenMs)
    await controlListening(listener, asker, sides, tally)
    const heard = listener.heard.find(message => !isOwn(message, asker, sides.intruder))
    for (const subject of everywhere(sides)) {
      tally.tried('nats', heard && `subscribed to ${subject}: heard ${shape(heard)}`)
    }
  } finally {
    listener.close()
    asker.close()
  }
}

/** The intruder's two connections share a login: one hears the answers that the other asked for. */
function isOwn(message: WireMessage, asker: NatsWire, intruder: string): boolean {
  if (/^(?:sig|recall|restriction)\./u.test(message.subject))
    return message.subject.split('.')[1] === intruder
  return [message.subject, message.reply ?? ''].some(each => each.startsWith(`${asker.inbox}.`))
}

/** A question that it may ask is answered, and its other connection overhears that answer. */
async function controlListening(
  listener: NatsWire,
  asker: NatsWire,
  { intruder }: BusSides,
  tally: Tally,
): Promise<void> {
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${streamOf(intruder)}.desk`
  const answers = await asker.request(subject, '{"batch":1,"no_wait":true}', answerMsMax)
  const overheard = listener.heard.some(message => isOwn(message, asker, intruder))
  tally.control('the intruder’s connections hear what it may hear', answers.length > 0 && overheard)
}

function everywhere({ intruder, owner }: BusSides): string[] {
  return [
    '>',
    '*',
    '*.>',
    '_INBOX.>',
    '_R_.>',
    '_GR_.>',
    '$JS.>',
    '$JS.API.>',
    '$JS.ACK.>',
    '$JS.EVENT.ADVISORY.>',
    '$SYS.>',
    'sig.>',
    'recall.>',
    'restriction.>',
    'registry.>',
    `sig.${owner}.>`,
    `recall.${owner}.>`,
    `restriction.${owner}.>`,
    `$JS.API.CONSUMER.MSG.NEXT.${streamOf(owner)}.desk`,
    `sig.${intruder}.>`,
  ]
}

/** Every request that could show or move the owner's messages; what leaked when granted is here. */
function requests({ intruder, owner }: BusSides): [subject: string, payload: string][] {
  const stream = streamOf(owner)
  const own = streamOf(intruder)
  const create = (name: string, of: string, config: Record<string, unknown>) =>
    JSON.stringify({ stream_name: of, config: { name, ack_policy: 'explicit', ...config } })
  const push = { deliver_subject: `_INBOX.stolen`, deliver_policy: 'all' }
  const pull = { durable_name: 'stolen', deliver_policy: 'all' }
  const api = '$JS.API'
  const onStreams: [string, string][] = [stream, own].flatMap((of): [string, string][] => [
    [`${api}.STREAM.INFO.${of}`, ''],
    [`${api}.STREAM.MSG.GET.${of}`, '{"seq":1}'],
    [`${api}.STREAM.MSG.GET.${of}`, `{"last_by_subj":"sig.${owner}.>"}`],
    [`${api}.DIRECT.GET.${of}`, '{"seq":1}'],
    [`${api}.DIRECT.GET.${of}.sig.${owner}.>`, ''],
    [`${api}.CONSUMER.NAMES.${of}`, ''],
    [`${api}.CONSUMER.LIST.${of}`, ''],
    [`${api}.CONSUMER.INFO.${of}.desk`, ''],
    [`${api}.CONSUMER.CREATE.${of}`, create('stolen', of, push)],
    [`${api}.CONSUMER.CREATE.${of}.stolen`, create('stolen', of, pull)],
    [`${api}.CONSUMER.CREATE.${of}.stolen.sig.${owner}.>`, create('stolen', of, pull)],
    [`${api}.CONSUMER.DURABLE.CREATE.${of}.stolen`, create('stolen', of, pull)],
    [`${api}.CONSUMER.MSG.NEXT.${of}.*`, '{"batch":10,"no_wait":true}'],
    [`${api}.CONSUMER.MSG.NEXT.${of}.stolen`, '{"batch":10,"no_wait":true}'],
    [`${api}.CONSUMER.DELETE.${of}.desk`, ''],
    [`${api}.STREAM.PURGE.${of}`, ''],
    [`${api}.STREAM.MSG.DELETE.${of}`, '{"seq":1}'],
    [`${api}.STREAM.SNAPSHOT.${of}`, '{"deliver_subject":"_INBOX.stolen"}'],
    [`${api}.STREAM.UPDATE.${of}`, `{"name":"${of}","subjects":["sig.${owner}.>"]}`],
    [`${api}.STREAM.DELETE.${of}`, ''],
  ])
  return [
    ...onStreams,
    [`${api}.CONSUMER.MSG.NEXT.${stream}.desk`, '{"batch":10,"no_wait":true}'],
    [`${api}.INFO`, ''],
    [`${api}.STREAM.NAMES`, ''],
    [`${api}.STREAM.LIST`, ''],
    [`${api}.STREAM.CREATE.mirror`, `{"name":"mirror","mirror":{"name":"${stream}"}}`],
    [`${api}.STREAM.CREATE.source`, `{"name":"source","sources":[{"name":"${stream}"}]}`],
    [`$JS.hub.API.STREAM.INFO.${stream}`, ''],
    ['$SYS.REQ.SERVER.PING', ''],
    ['$SYS.REQ.SERVER.PING.JSZ', '{"streams":true,"consumer":true}'],
    ['$SYS.REQ.ACCOUNT.HUB.CONNZ', ''],
    ['$SYS.REQ.USER.INFO', ''],
  ]
}

async function askEverything(asker: NatsWire, sides: BusSides, tally: Tally): Promise<void> {
  const asked = requests(sides)
  const answers = await Promise.all(
    asked.map(([subject, payload]) => asker.request(subject, payload, answerMsMax)),
  )
  for (const [index, received] of answers.entries()) {
    const subject = asked[index]?.[0] ?? ''
    const told = received.find(answer => answer.status === undefined && !refuses(answer, sides))
    tally.tried('nats', told && `${subject}: answered ${shape(told)}`)
  }
}

/** An error, or what a login may know of itself, tells nothing of anybody else. */
function refuses(answer: WireMessage, { owner }: BusSides): boolean {
  const namesOwner = answer.payload.includes(owner) || answer.payload.includes(streamOf(owner))
  return !namesOwner && /"error":\s*\{|"permissions":|"account":/u.test(answer.payload)
}

/** False acknowledgements and false signals: the owner's count afterwards tells if they took. */
async function lie(asker: NatsWire, { owner }: BusSides): Promise<void> {
  const stream = streamOf(owner)
  for (let sequence = 1; sequence <= 20; sequence += 1) {
    await asker.publish(`$JS.ACK.${stream}.desk.1.${sequence}.${sequence}.1.0`, '+ACK')
    await asker.publish(`$JS.ACK.${stream}.desk.1.${sequence}.${sequence}.1.0`, '+TERM')
  }
  await asker.publish(`sig.${owner}.00000000-0000-7000-8000-000000000000`, '{}')
  await asker.publish(`recall.${owner}.00000000-0000-7000-8000-000000000000`, '{}')
  await asker.publish('registry.changed', '{"version":1}')
}

/** A message's shape for the one who reads the proof: its subject's first words and its length. */
function shape(message: WireMessage): string {
  const words = message.subject.split('.').slice(0, 2).join('.')
  return `${words}… of ${message.payload.length} characters`
}

function streamOf(participant: string): string {
  return `R_${participant.replaceAll('-', '_')}`
}
