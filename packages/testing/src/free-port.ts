import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/** Above the hubs' blocks, below what a system gives to connections and to listeners on port 0. */
const firstPort = 30_100
const lastPort = 32_700
const attempts = 1_000
const host = '127.0.0.1'

/**
 * A loopback port of this process's own until it ends. Whoever starts a server on it does so later,
 * so that it is not enough that it is free now: the UDP port of the same number is held as a claim
 * on it, which every process that asks here respects, and which no crash leaves behind.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(firstPort, lastPort)
    if ((await claim(port)) && (await isFree(port))) return port
  }
  throw new Error(`no port is free between ${firstPort} and ${lastPort}`)
}

function claim(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind({ port, address: host, exclusive: true }, () => resolve(true))
    socket.unref()
  })
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
