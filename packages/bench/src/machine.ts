import { connect } from 'node:net'
import { cpus, totalmem } from 'node:os'
import { openDatabase } from '@unefois/database'
import type { Hub } from '@unefois/local'
import type { Figure } from './bench-type.ts'

const answerMsMax = 2_000

/** What the figures were measured on: they move with it, the ratios much less. */
export async function describeMachine(hub: Hub): Promise<Record<string, Figure>> {
  const sql = openDatabase({ url: hub.databaseUrl('hub'), name: 'bench', connectionsMax: 1 })
  try {
    const [row] = await sql<{ postgres: string; fsync: string; commit: string }[]>`
      SELECT current_setting('server_version') AS postgres, current_setting('fsync') AS fsync,
        current_setting('synchronous_commit') AS commit`
    return {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
      postgres: row?.postgres ?? 'unknown',
      fsync: row?.fsync ?? 'unknown',
      synchronousCommit: row?.commit ?? 'unknown',
      natsServer: await natsVersion(hub.nats.url),
    }
  } finally {
    await sql.end()
  }
}

/** A NATS server speaks first, and says its version. */
function natsVersion(url: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise(resolve => {
    const socket = connect({ host: hostname, port: Number(port) })
    const answer = (version: string) => {
      socket.destroy()
      resolve(version)
    }
    socket.once('data', data => answer(/"version":"([^"]+)"/u.exec(String(data))?.[1] ?? 'unknown'))
    socket.once('error', () => answer('unknown'))
    socket.setTimeout(answerMsMax, () => answer('unknown'))
  })
}
