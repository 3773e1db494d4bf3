import type { Hub } from '@unefois/local'
import { castActors } from '../actors/actor.ts'

const beforeAnything = '2020-01-01T00:00:00.000Z'

/** Signals that the hub accepted at earlier starts on the same data. */
export async function countEarlierSignals(hub: Hub): Promise<number> {
  const dpo = castActors(hub)('hub-dpo', 'gateway')
  const to = new Date(hub.nowMs()).toISOString()
  const path = `/v1/figures?from=${beforeAnything}&to=${to}`
  return (await dpo.get(path, 'urn:unefois:contracts:figures.v1')).accepted
}
