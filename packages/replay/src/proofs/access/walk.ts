import type { Signal } from '@unefois/contracts'
import { seededRandom, syntheticNir } from '@unefois/identifiers'
import { adviserAt } from '../../actors/desk-adviser.ts'
import { lodgeObjection } from '../../actors/objector.ts'
import { senderAs } from '../../actors/sender.ts'
import type { Stage } from '../../stage.ts'
import { waitFor } from '../../wait-for.ts'

type Subject = Signal['subject']

/** One person's way through the hub, and what they were told of it. */
export interface Walked {
  /** The number that they gave first, and the one that they have now. */
  readonly numbers: readonly Subject[]
  readonly signals: readonly string[]
  /** Receipts: of the objection, and of the request for access. */
  readonly lodged: readonly string[]
  readonly request: string
}

const receiver = 'carsat-sud-est'
const right = 'fr.carsat.aspa'

/**
 * A life at the hub: signalled under a provisional number, which is then replaced; signalled again,
 * accompanied to the end; objects, so that what was opened is recalled and a later signal goes
 * nowhere; asks what was done about them.
 */
export async function walkThrough(stage: Stage, seed: number): Promise<Walked> {
  const random = seededRandom(seed)
  const scheme = 'fr-nir' as const
  const former = { scheme, value: syntheticNir(random, { kind: 'nia' }).value }
  const current = { scheme, value: syntheticNir(random).value }
  const send = async (subject: Subject) => {
    const signal = { subject, right, observedOn: stage.today(), territory: 'fr-13' as const }
    return (await senderAs(stage, 'caf-13').send(signal)).id
  }
  const adviser = adviserAt(stage, receiver)
  const first = await send(former)
  await adviser.receive(first)
  await adviser.claim(first)
  await stage
    .as('hub-number-register', 'consent')
    .post(
      '/v1/identifier-successions',
      { former, current },
      'urn:unefois:contracts:identifier-succession-recorded.v1',
    )
  const second = await send(current)
  await adviser.receive(second)
  await adviser.claim(second)
  await adviser.giveNotice(second, { channel: 'post', language: 'fr' })
  await adviser.close(second, { outcomes: ['right-opened'], levels: ['rights'] })
  const objection = await lodgeObjection(stage, current, { agency: receiver })
  const desk = stage.as(`${receiver}-adviser`, { desk: receiver })
  await waitFor(
    'the desk erases',
    () => desk.find(`/v1/cases/${first}`, 'urn:unefois:contracts:case.v2'),
    found => found === undefined,
  )
  const third = await send(current)
  const request = await askForAccess(stage, current)
  return {
    numbers: [former, current],
    signals: [first, second, third],
    lodged: [objection.id, request],
    request,
  }
}

/** Somebody asks what was done about them; answers the id on the receipt. */
export async function askForAccess(stage: Stage, subject: Subject): Promise<string> {
  const receipt = await stage
    .as('hub-person-page', 'consent')
    .post(
      '/v1/access-requests',
      { subject, by: 'person' },
      'urn:unefois:contracts:request-receipt.v1',
    )
  return receipt.id
}

/** Somebody of whom nobody was told, who asks all the same. */
export async function askAsStranger(stage: Stage): Promise<Walked> {
  const subject = stage.person('fr-nir').subject
  const request = await askForAccess(stage, subject)
  return { numbers: [subject], signals: [], lodged: [request], request }
}
