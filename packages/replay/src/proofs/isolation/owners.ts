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

/** Whose exchanges must stay theirs. One pair is told classes, the other only dates. */
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
  /** One objects and one restricts, entered by an owner; people of whom nothing is sent. */
  speak(): Promise<{ objection: string; restriction: string }>
}

/** What the owners' clients may do at the hub. */
interface Desk {
  readonly observedOn: string
  post(sender: string, body: Readonly<Record<string, unknown>>): Promise<Posted>
  recordAgreement(sender: string, receiver: string, person: SyntheticPerson): Promise<string>
}

type Posted = Pick<OwnedSignal, 'id' | 'idempotencyKey'>

/** The owners with people drawn from a seed; nothing is sent yet. */
export function createOwnersTraffic(hub: Hub, callers: Callers, seed: number): OwnersTraffic {
  const people = drawPeople(seed)
  const sent: OwnedSignal[] = []
  const desk = openDesk(hub, callers)
  let lastAgreement = ''
  return {
    sent,
    personAgreement: () => lastAgreement,
    async send(pairs) {
      const posted: OwnedSignal[] = []
      for (let pair = 0; pair < pairs; pair += 1) {
        posted.push(await sendForest(desk, people.next('be-niss')))
        const marseille = await sendMarseille(desk, people.next('fr-nir'))
        posted.push(marseille.signal)
        lastAgreement = marseille.agreement
      }
      sent.push(...posted)
      return posted
    },
    speak: () => speakForPeople(hub, callers, people),
    async sendToIntruder() {
      const { subject } = people.next('fr-nir')
      const { observedOn } = desk
      const body = { subject, right: 'fr.carsat.aspa', observedOn, territory: 'fr-13' }
      return (await desk.post('caf-13', body)).id
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

/** Under a duty to inform, by NISS. */
async function sendForest(desk: Desk, { subject }: SyntheticPerson): Promise<OwnedSignal> {
  const [sender, receiver] = [owners.senders[0], owners.receivers[0]]
  const right = 'be.mutualite.intervention-majoree'
  const { observedOn } = desk
  const posted = await desk.post(sender, { subject, right, observedOn, addressee: receiver })
  return { ...posted, sender, receiver }
}

/** With the person's agreement, by NIR. */
async function sendMarseille(
  desk: Desk,
  person: SyntheticPerson,
): Promise<{ signal: OwnedSignal; agreement: string }> {
  const [sender, receiver] = [owners.senders[1], owners.receivers[1]]
  const agreement = await desk.recordAgreement(sender, receiver, person)
  const posted = await desk.post(sender, {
    subject: person.subject,
    right: 'fr.cpam.c2s',
    observedOn: desk.observedOn,
    territory: 'fr-13',
    personAgreement: agreement,
  })
  return { signal: { ...posted, sender, receiver }, agreement }
}

async function speakForPeople(
  hub: Hub,
  callers: Callers,
  people: ReturnType<typeof drawPeople>,
): Promise<{ objection: string; restriction: string }> {
  const agent = 'agt_forestcounter01'
  const say = async (path: string, body: object) => {
    const { subject } = people.next('be-niss')
    const answer = await callers(owners.senders[0], hubAddress(hub, 'consent')).ok<{ id: string }>({
      method: 'POST',
      path,
      idempotencyKey: randomUUID(),
      body: { subject, agent, ...body },
    })
    return answer.id
  }
  return {
    objection: await say('/v1/objections', { scope: {}, lodgedBy: 'adviser' }),
    restriction: await say('/v1/restrictions', { by: 'adviser', ground: 'unlawful' }),
  }
}

function openDesk(hub: Hub, callers: Callers): Desk {
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  return {
    observedOn,
    async post(sender, body) {
      const idempotencyKey = randomUUID()
      const call = { method: 'POST', path: '/v1/signals', body, idempotencyKey } as const
      const { id } = await callers(sender, hubAddress(hub, 'gateway')).ok<{ id: string }>(call)
      return { id, idempotencyKey }
    },
    async recordAgreement(sender, receiver, { subject }) {
      const answer = await callers(sender, hubAddress(hub, 'consent')).ok<{ id: string }>({
        method: 'POST',
        path: '/v1/person-agreements',
        idempotencyKey: randomUUID(),
        body: {
          subject,
          rights: ['fr.cpam.c2s'],
          recipients: [receiver],
          obtainedOn: observedOn,
          channel: 'in-person',
          agent: 'agt_ml13counter01',
        },
      })
      return answer.id
    },
  }
}
