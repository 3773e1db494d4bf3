import type { Signal } from '@unefois/contracts'
import { createClient, linesOf } from '@unefois/sdk'
import { openProgress } from '../progress.ts'
import type { Stage } from '../stage.ts'

/** How a batch ended. */
export interface SentBatch {
  readonly id: string
  readonly accepted: number
}

/**
 * Sends signals as one batch, in order, through the SDK’s own stream of lines, as the system of an
 * agency would.
 * @throws when a line is refused, with its code.
 */
export async function sendBatch(
  stage: Stage,
  agency: string,
  signals: readonly Signal[],
): Promise<SentBatch> {
  const { hub } = stage
  const client = createClient({
    hub: hub.urls.gateway,
    issuer: hub.urls.identity,
    clientId: agency,
    privateKey: hub.client(agency).privateKeyPem,
  })
  const progress = openProgress(stage.narrate, `${agency} sends`, signals.length)
  try {
    const { id } = await client.batches.open({ lines: signals.length })
    const { state, accepted, refused } = await client.batches.send(id, linesOf(signals), {
      onProgress: status => progress.reach(status.nextLine - 1),
    })
    if (refused > 0) {
      for await (const result of client.batches.results(id)) {
        if (result.status === 'refused') throw new Error(`a line was refused: ${result.code}`)
      }
    }
    if (state !== 'complete') throw new Error('the batch is not complete')
    return { id, accepted }
  } finally {
    await client.close()
  }
}
