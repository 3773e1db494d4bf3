import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import { drawPeople, type SyntheticPerson } from '../../synthetic-people.ts'
import { type Callers, hubAddress } from '../callers.ts'

/** One signal of the owners, as its sender knows it. */
export interface OwnedSignal {
  readonly id: string
  readonly sender: string
  readonly receiver: string
  readonly idempotencyKey: string
}

/** The agencies whose exchanges must stay theirs. One pair is told classes, the other only dates. */
export const owners = {
  senders: ['cpas-forest', 'mission-locale-marseille'],
  receivers: ['mutualite-horizon', 'cpam-13'],
} as const

/** Sends signals between the owners, half of them with the person's agreement. */
export interface OwnersTraffic {
  send(pairs: number): Promise<OwnedSignal[]>
  /** One signal to the intruder, which must be able to see its own. */
  sendToIntruder(): Promise<string>
  withdraw(signal: OwnedSignal): Promise<void>
  readonly sent: readonly OwnedSignal[]
  /** A person's agreement recorded by an owner. */
  readonly personAgreement: () => string
}

export function createOwnersTraffic(hub: Hub, callers: Callers, seed: number): OwnersTraffic {
  const people = drawPeople(seed)
  const sent: OwnedSignal[] = []
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  let lastAgreement = ''

  async function post(sender: string, body: Record<string, unknown>) {
    const idempotencyKey = randomUUID()
    const call = { method: 'POST', path: '/v1/signals', body, idempotencyKey } as const
    const { id } = await callers(sender, hubAddress(hub, 'gateway')).ok<{ id: string }>(call)
    return { id, idempotencyKey }
  }

  async function sendForest(): Promise<OwnedSignal> {
    const { subject } = people.next('be-niss')
    const [sender, receiver] = [owners.senders[0], owners.receivers[0]]
    const right = 'be.mutualite.intervention-majoree'
    const posted = await post(sender, { subject, right, observedOn, addressee: receiver })
    return { ...posted, sender, receiver }
  }

  async function sendMarseille(): Promise<OwnedSignal> {
    const person = people.next('fr-nir')
    const [sender, receiver] = [owners.senders[1], owners.receivers[1]]
    lastAgreement = await recordAgreement(sender, receiver, person)
    const posted = await post(sender, {
      subject: person.subject,
      right: 'fr.cpam.c2s',
      observedOn,
      territory: 'fr-13',
      personAgreement: lastAgreement,
    })
    return { ...posted, sender, receiver }
  }

  async function recordAgreement(sender: string, receiver: string, person: SyntheticPerson) {
    const answer = await callers(sender, hubAddress(hub, 'consent')).ok<{ id: string }>({
      method: 'POST',
      path: '/v1/person-agreements',
      idempotencyKey: randomUUID(),
      body: {
        subject: person.subject,
        rights: ['fr.cpam.c2s'],
        recipients: [receiver],
        obtainedOn: observedOn,
        channel: 'in-person',
        agent: 'agt_ml13counter01',
      },
    })
    return answer.id
  }

  return {
    sent,
    personAgreement: () => lastAgreement,
    async send(pairs) {
      const posted: OwnedSignal[] = []
      for (let pair = 0; pair < pairs; pair += 1) {
        posted.push(await sendForest(), await sendMarseille())
      }
      sent.push(...posted)
      return posted
    },
    async sendToIntruder() {
      const { subject } = people.next('fr-nir')
      const right = 'fr.carsat.aspa'
      const { id } = await post('caf-13', { subject, right, observedOn, territory: 'fr-13' })
      return id
    },
    async withdraw({ sender, id }) {
      await callers(sender, hubAddress(hub, 'gateway')).ok({
        method: 'POST',
        path: `/v1/signals/${id}/withdrawal`,
        idempotencyKey: randomUUID(),
      })
    },
  }
}
