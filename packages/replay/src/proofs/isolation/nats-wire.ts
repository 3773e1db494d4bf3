import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** One message as it came over the wire; `status` is that of a header-only answer (503, 408). */
export interface WireMessage {
  /** JetStream answers a request with the stored message's own subject, not with the inbox's. */
  readonly subject: string
  readonly subscription: number
  readonly reply: string | undefined
  readonly status: number | undefined
  readonly payload: string
}

/** A connection that speaks the NATS protocol itself: no client library is polite for it. */
export interface NatsWire {
  /** Where answers to its own requests come. */
  readonly inbox: string
  /** Everything received by subscriptions that are not a request's own. */
  readonly heard: readonly WireMessage[]
  /** What the server refused, such as `Permissions Violation for Subscription to ">"`. */
  readonly refusals: readonly string[]
  subscribe(subject: string): Promise<void>
  publish(subject: string, payload: string): Promise<void>
  /**
   * Every answer that comes within `waitMs`: several may answer, and the first may well be a
   * refusal by one while another tells all.
   */
  request(subject: string, payload: string, waitMs: number): Promise<readonly WireMessage[]>
  close(): void
}

const answerMsMax = 5_000

/**
 * Opens a connection under a login and waits for the server's PONG.
 * @throws when the login is refused or the server does not answer.
 */
export async function openNatsWire(options: {
  url: string
  user: string
  password: string
}): Promise<NatsWire> {
  const { hostname, port } = new URL(options.url)
  const socket = connect({ host: hostname, port: Number(port) })
  const heard: WireMessage[] = []
  const refusals: string[] = []
  const waiting = new Map<number, (message: WireMessage) => void>()
  const pongs: (() => void)[] = []
  const inbox = `_INBOX.probe${process.pid}${Math.floor(performance.now() * 1000)}`
  let subscriptions = 0
  readWire(socket, {
    message(message) {
      const answered = waiting.get(message.subscription)
      if (answered === undefined) heard.push(message)
      else answered(message)
    },
    refusal: text => void refusals.push(text),
    pong: () => pongs.shift()?.(),
  })
  const send = (line: string) => void socket.write(`${line}\r\n`)
  const flush = () =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the bus does not answer')), answerMsMax)
      pongs.push(() => {
        clearTimeout(timer)
        resolve()
      })
      send('PING')
    })
  const login = { user: options.user, pass: options.password }
  const manners = { verbose: false, pedantic: false, headers: true, no_responders: true }
  send(`CONNECT ${JSON.stringify({ ...login, ...manners, lang: 'probe', version: '1' })}`)
  await flush()
  return {
    inbox,
    heard,
    refusals,
    async subscribe(subject) {
      subscriptions += 1
      send(`SUB ${subject} ${subscriptions}`)
      await flush()
    },
    async publish(subject, payload) {
      send(`PUB ${subject} ${Buffer.byteLength(payload)}\r\n${payload}`)
      await flush()
    },
    async request(subject, payload, waitMs) {
      subscriptions += 1
      const number = subscriptions
      const reply = `${inbox}.${number}`
      const answers: WireMessage[] = []
      waiting.set(number, message => void answers.push(message))
      send(`SUB ${reply} ${number}`)
      send(`PUB ${subject} ${reply} ${Buffer.byteLength(payload)}\r\n${payload}`)
      await sleep(waitMs)
      return answers
    },
    close: () => void socket.destroy(),
  }
}

interface WireEvents {
  message(message: WireMessage): void
  refusal(text: string): void
  pong(): void
}

/** Reads `MSG`, `HMSG`, `PING`, `PONG` and `-ERR` from the socket; the payload follows its line. */
function readWire(socket: Socket, on: WireEvents): void {
  let waiting = Buffer.alloc(0)
  socket.on('error', error => on.refusal(error.message))
  socket.on('data', chunk => {
    waiting = Buffer.concat([waiting, chunk])
    for (;;) {
      const end = waiting.indexOf('\r\n')
      if (end === -1) return
      const [verb = '', ...words] = waiting.subarray(0, end).toString().split(' ')
      const bytes = verb.endsWith('MSG') ? Number(words.at(-1)) + 2 : 0
      if (waiting.length < end + 2 + bytes) return
      const body = waiting.subarray(end + 2, end + bytes)
      waiting = waiting.subarray(end + 2 + bytes)
      if (verb === 'MSG' || verb === 'HMSG') on.message(parseMessage(verb, words, body))
      else if (verb === 'PING') socket.write('PONG\r\n')
      else if (verb === 'PONG') on.pong()
      else if (verb === '-ERR') on.refusal(words.join(' '))
    }
  })
}

function parseMessage(verb: string, words: readonly string[], body: Buffer): WireMessage {
  const headerBytes = verb === 'HMSG' ? Number(words.at(-2)) : 0
  const named = words.length - (verb === 'HMSG' ? 4 : 3)
  const status = /^NATS\/1\.0 (\d{3})/u.exec(body.subarray(0, headerBytes).toString())?.[1]
  return {
    subject: words[0] ?? '',
    subscription: Number(words[1]),
    reply: named === 1 ? words[2] : undefined,
    status: status === undefined ? undefined : Number(status),
    payload: body.subarray(headerBytes).toString(),
  }
}
