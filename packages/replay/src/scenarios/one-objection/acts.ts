import type { ObjectionReceiptV2, Signal } from '@unefois/contracts'
import { adviserAt } from '../../actors/desk-adviser.ts'
import { lodgeObjection } from '../../actors/objector.ts'
import { senderAs } from '../../actors/sender.ts'
import { advisersAtOnce } from '../../limits.ts'
import { mapAtMost } from '../../map-at-most.ts'
import type { Stage } from '../../stage.ts'
import type { SyntheticPerson } from '../../synthetic-people.ts'
import { waitFor } from '../../wait-for.ts'

/** One way from an agency to another, and whether the receiver's desk is at work. */
export interface Flow {
  readonly sender: string
  readonly receiver: string
  readonly right: string
  readonly about: Pick<Signal, 'addressee' | 'territory'>
  readonly isOpen: boolean
}

/** A signal under way. */
export interface Sent {
  readonly id: string
  readonly flow: Flow
}

/** Somebody else of whom the same agencies are told. */
export interface Bystander {
  readonly subject: SyntheticPerson['subject']
  readonly signals: Sent[]
}

/** One signal on each way. */
export async function sendAll(
  stage: Stage,
  flows: readonly Flow[],
  subject: SyntheticPerson['subject'],
): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const flow of flows) {
    const { right, about } = flow
    const signal = { subject, right, observedOn: stage.today(), ...about }
    const { id } = await senderAs(stage, flow.sender).send(signal)
    sent.push({ id, flow })
  }
  return sent
}

/** Opens or closes desks. What is sent to a closed one waits on the bus, under its seal. */
export async function openDesks(
  stage: Stage,
  agencies: readonly string[],
  isOpen: boolean,
): Promise<void> {
  for (const agency of agencies) {
    const desk = stage.hub.processes[`desk-${agency}`]
    if (desk === undefined) throw new Error(`no desk of ${agency} runs here`)
    await (isOpen ? desk.restart() : desk.stop())
  }
}

/** Two desks open what they were sent and claim it; then the person objects, once. */
export async function beginObjection(
  stage: Stage,
  act: { person: SyntheticPerson; mine: readonly Sent[]; opened: number; waiting: number },
): Promise<{ receipt: ObjectionReceiptV2; erased: number }> {
  const open = act.mine.filter(({ flow }) => flow.isOpen)
  for (const { id, flow } of open) {
    const adviser = adviserAt(stage, flow.receiver)
    await adviser.receive(id)
    await adviser.claim(id)
  }
  stage.pass('cases-opened')
  stage.narrate(`${act.opened} desks have opened theirs; ${act.waiting} have not.`)
  const receipt = await lodgeObjection(stage, act.person.subject)
  stage.pass('objection-lodged')
  stage.narrate(
    `${act.person.name} objects on the hub’s page: one call, for everything, at every agency.`,
  )
  for (const { id, flow } of open) {
    const desk = stage.as(`${flow.receiver}-adviser`, { desk: flow.receiver })
    await waitFor(
      `the desk of ${flow.receiver} erases`,
      () => desk.find(`/v1/cases/${id}`, 'urn:unefois:contracts:case.v2'),
      found => found === undefined,
    )
  }
  stage.pass('cases-erased')
  stage.narrate(
    'Both desks were told to erase, and have: an adviser who asks for the case finds none.',
  )
  return { receipt, erased: open.length }
}

/** The closed desks open: what waited for them of the person opens no more. */
export async function reopenDesks(stage: Stage, agencies: readonly string[]): Promise<void> {
  await openDesks(stage, agencies, true)
  stage.pass('desks-reopened')
  stage.narrate('The two other desks open for the day, and ask the hub for the keys.')
}

/** Everybody else's cases go on as if nothing had happened. */
export async function finishBystanders(stage: Stage, crowd: readonly Bystander[]): Promise<void> {
  const signals = crowd.flatMap(each => each.signals)
  await mapAtMost(advisersAtOnce, signals, async ({ id, flow }) => {
    const adviser = adviserAt(stage, flow.receiver)
    await adviser.receive(id)
    await adviser.claim(id)
    await adviser.giveNotice(id, { channel: 'post', language: 'fr' })
    await adviser.close(id, { outcomes: ['right-opened'], levels: ['rights'] })
  })
  stage.pass('others-handled')
  stage.narrate(`The ${signals.length} cases of the others are taken up, and closed.`)
}
