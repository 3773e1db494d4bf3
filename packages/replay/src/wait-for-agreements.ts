import { randomUUID } from 'node:crypto'
import type { AgreementText } from '@unefois/contracts'
import { type Hub, sampleCompetence } from '@unefois/local'
import { apiOf } from './actors/actor.ts'
import { waitFor } from './wait-for.ts'

/** A day on which nobody can have noticed anything: a signal that bears it is always refused. */
const impossibleDay = '9999-12-31'
const subjects = {
  'fr-nir': { scheme: 'fr-nir', value: '253079999999951' },
  'be-niss': { scheme: 'be-niss', value: '73041992368' },
} as const

/**
 * The registry tells the gateways of new agreements over the bus, which takes a moment. Waits until
 * every gateway knows them: it then refuses an impossible signal for its day, and no sooner.
 */
export async function waitForAgreements(
  hub: Hub,
  agreements: readonly AgreementText[],
): Promise<void> {
  // They are concluded in this order, and a gateway reads all of them at once.
  const last = agreements.findLast(text => text.basis !== 'with-agreement')
  if (last === undefined) throw new Error('there is an agreement that needs nobody’s own')
  const body = impossibleSignal(last)
  for (const gateway of hub.urls.gateways) {
    const api = apiOf(hub, last.sender, { url: gateway })
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

function impossibleSignal({ receiver, rights, identifierBasis }: AgreementText) {
  const [right] = rights
  const place = sampleCompetence.find(
    row => row.right === right && row.participant === receiver,
  )?.territory
  const route = place === undefined ? { addressee: receiver } : { territory: place }
  return { subject: subjects[identifierBasis.scheme], right, ...route, observedOn: impossibleDay }
}
