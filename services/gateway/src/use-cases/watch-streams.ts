import { type Bus, ensureDecoyStream, ensureReceiverStream } from '@unefois/bus'
import type { Database } from '@unefois/database'
import { readStreamStates, waitAgain } from '../repositories/outbox.ts'

/**
 * Makes sure that every receiver's stream is there and is the one last seen. Postgres is the system
 * of record: JetStream acknowledges before it syncs, so a lost store must lose nothing. Answers the
 * receivers whose messages wait again.
 */
export function watchStreams(deps: { relaySql: Database; bus: Bus }) {
  return async (receivers: readonly string[]): Promise<string[]> => {
    await ensureDecoyStream(deps.bus)
    const known = await readStreamStates(deps.relaySql)
    const lost: string[] = []
    for (const receiver of receivers) {
      const { created } = await ensureReceiverStream(deps.bus, receiver)
      if (known.get(receiver) === created) continue
      const won = await waitAgain(deps.relaySql, receiver, created)
      if (won && known.has(receiver)) lost.push(receiver)
    }
    return lost
  }
}
