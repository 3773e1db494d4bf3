import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import { type Callers, hubAddress } from '../callers.ts'
import { owners } from './owners.ts'

/** A batch of an owner with the result of one line: a row in each table that must stay its own. */
export async function sendOwnedBatch(hub: Hub, callers: Callers): Promise<string> {
  const owner = callers(owners.senders[0], hubAddress(hub, 'gateway'))
  const { id } = await owner.ok<{ id: string }>({
    method: 'POST',
    path: '/v1/signal-batches',
    idempotencyKey: randomUUID(),
    body: {},
  })
  // A refused line is a result as much as an accepted one, and makes no signal to wait for.
  const answer = await owner.call(putLine(id))
  if (answer.status !== 200) throw new Error(`the owner’s line was answered ${answer.status}`)
  return id
}

/** One line for a batch, whoever owns it. */
export function putLine(batch: string) {
  return {
    method: 'PUT',
    path: `/v1/signal-batches/${batch}/lines`,
    query: { from: 1 },
    bytes: {
      content: Buffer.from('{}\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    },
  } as const
}
