import { randomUUID } from 'node:crypto'
import { type Hub, sampleAgreements } from '@unefois/local'
import { apiOf } from './actors/actor.ts'
import { waitFor } from './wait-for.ts'

/** A day on which nobody can have noticed anything: a signal that bears it is always refused. */
const impossibleDay = '9999-12-31'

/**
 * The registry tells the gateways of new agreements over the bus, which takes a moment. Waits until
 * every gateway knows them: it then refuses an impossible signal for its day, and no sooner.
 */
export async function waitForAgreements(hub: Hub): Promise<void> {
  const addressed = sampleAgreements(hub.nowMs()).find(text => text.rights[0]?.startsWith('be.mut'))
  if (addressed === undefined) throw new Error('the sample has an addressed right')
  const { sender, receiver, rights } = addressed
  const body = {
    subject: { scheme: 'be-niss', value: '73041992368' },
    right: rights[0],
    addressee: receiver,
    observedOn: impossibleDay,
  }
  for (const gateway of hub.urls.gateways) {
    const api = apiOf(hub, sender, { url: gateway })
    await waitFor(
      'the gateway knows the agreements',
      async () => {
        const idempotencyKey = randomUUID()
        return api.call({ method: 'POST', path: '/v1/signals', body, idempotencyKey })
      },
      ({ body: refusal }) => JSON.stringify(refusal).includes('observed-on-out-of-range'),
    )
    await api.close()
  }
}
