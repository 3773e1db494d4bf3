import { randomUUID } from 'node:crypto'
import { letter, type openBoth, receive } from './console.ts'
import type { TestDesk } from './desk.ts'

/** A desk with its HTTP side. */
export type Both = Awaited<ReturnType<typeof openBoth>>

/** A case that was claimed and whose person was told: version 3. */
export async function toldCase(
  both: Both,
  ...given: Parameters<TestDesk['seal']>
): Promise<string> {
  const { desk, asAdviser } = both
  const id = await receive(desk, ...given)
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const body = { ...letter, at: desk.clock.now().toISOString() }
  const sent = { version: 2, body, key: randomUUID() }
  await asAdviser('POST', `/v1/cases/${id}/contacts`, sent)
  return id
}
