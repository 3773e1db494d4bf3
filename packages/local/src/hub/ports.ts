import { createServer, type Server } from 'node:net'
import {
  guardPortOffset,
  natsPortOffset,
  portBaseDefault,
  portBaseMax,
  portsPerBlock,
  postgresPortOffset,
} from './limits.ts'

/** A block of 40 ports that is ours until `release`. */
export interface PortBlock {
  readonly base: number
  release(): Promise<void>
}

/**
 * Takes the block at `base`, or without one the first free block from 4600 up. One port of the
 * block is held open as its lock: it frees itself when we die.
 *
 * @throws when the block asked for is not free, or none is.
 */
export async function takePortBlock(base?: number): Promise<PortBlock> {
  if (base !== undefined) {
    const block = await tryBlock(base)
    if (block === undefined) throw new Error(`the ports from ${base} (PORT_BASE) are not all free`)
    return block
  }
  for (let next = portBaseDefault; next <= portBaseMax; next += portsPerBlock) {
    const block = await tryBlock(next)
    if (block !== undefined) return block
  }
  throw new Error(`no block of ${portsPerBlock} free ports from ${portBaseDefault}`)
}

async function tryBlock(base: number): Promise<PortBlock | undefined> {
  const guard = await listen(base + guardPortOffset)
  if (guard === undefined) return undefined
  guard.on('connection', socket => socket.destroy())
  guard.unref()
  const release = () => close(guard)
  for (let offset = 0; offset <= Math.max(natsPortOffset, postgresPortOffset); offset += 1) {
    if (offset === guardPortOffset) continue
    const probe = await listen(base + offset)
    if (probe === undefined) {
      await release()
      return undefined
    }
    await close(probe)
  }
  return { base, release }
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()))
}
