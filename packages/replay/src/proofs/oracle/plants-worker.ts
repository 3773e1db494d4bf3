import { connect, createServer } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { plantedDelayMs } from './limits.ts'

interface Plants {
  readonly host: string
  readonly port: number
  /** Numbers of people whose 202 comes later, and of those whose 202 says another status. */
  readonly delayed: readonly string[]
  readonly altered: readonly string[]
}

const { host, port, ...people }: Plants = workerData
const delayed = new Set(people.delayed)
const altered = new Set(people.altered)
const clock = new Int32Array(new SharedArrayBuffer(4))

// A thread of its own: it may sleep exactly, and does not wait for whoever measures.
const server = createServer({ noDelay: true }, sender => {
  const gateway = connect({ host, port, noDelay: true })
  let subject: string | undefined
  sender.on('data', bytes => {
    const text = bytes.toString('latin1')
    subject = text.startsWith('POST /v1/signals ') ? subjectOf(text) : undefined
    gateway.write(bytes)
  })
  gateway.on('data', bytes => {
    if (subject !== undefined && delayed.has(subject)) Atomics.wait(clock, 0, 0, plantedDelayMs)
    sender.write(subject !== undefined && altered.has(subject) ? alter(bytes) : bytes)
    subject = undefined
  })
  sender.on('close', () => gateway.destroy()).on('error', () => gateway.destroy())
  gateway.on('close', () => sender.destroy()).on('error', () => sender.destroy())
})
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()))

function subjectOf(text: string): string | undefined {
  return /"value":"([^"]+)"/u.exec(text)?.[1]
}

/** Another status of the same length: nothing but the word differs. */
function alter(bytes: Buffer): Buffer {
  return Buffer.from(
    bytes.toString('latin1').replace('"status":"sent"', '"status":"held"'),
    'latin1',
  )
}
