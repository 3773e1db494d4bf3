import { apiOf } from '../../actors/actor.ts'
import { adviserAt } from '../../actors/desk-adviser.ts'
import { lodgeObjection } from '../../actors/objector.ts'
import { senderAs } from '../../actors/sender.ts'
import type { Counts } from '../../counts/counts.ts'
import type { Stage } from '../../stage.ts'
import { waitFor } from '../../wait-for.ts'
import { openOfficer } from '../access/export.ts'
import { askForAccess } from '../access/walk.ts'

const contract = 'urn:unefois:contracts:'
const mutuality = 'mutualite-horizon'
/** Outcomes that erase at once (CRPA L.114-8 II). */
export const erasing = ['objected', 'not-eligible', 'renounced'] as const
/** Nobody receives here: the agency has no desk. */
const unreceived = { agency: 'carsat-sud-est', right: 'fr.carsat.aspa', signals: 5 }

/** Signals that wait sealed at the hub, because nobody fetches them; answers how many. */
export async function sendUnreceived(stage: Stage): Promise<number> {
  for (let sent = 0; sent < unreceived.signals; sent += 1) {
    await senderAs(stage, 'caf-13').send({
      subject: stage.person('fr-nir').subject,
      right: unreceived.right,
      observedOn: stage.today(),
      territory: 'fr-13',
    })
  }
  return unreceived.signals
}

/** A signal that a desk will have. */
export async function send(
  stage: Stage,
  subject = stage.person('be-niss').subject,
): Promise<string> {
  const { id } = await senderAs(stage, 'cpas-forest').send({
    subject,
    right: 'be.mutualite.intervention-majoree',
    observedOn: stage.today(),
    addressee: mutuality,
    trigger: 'front-desk-contact',
    language: 'fr',
  })
  return id
}

/** A case that the desk closes with an outcome that erases. */
export async function closeAs(stage: Stage, outcome: string): Promise<void> {
  const id = await send(stage)
  const adviser = adviserAt(stage, mutuality)
  await adviser.receive(id)
  await adviser.claim(id)
  await adviser.giveNotice(id, { channel: 'telephone', language: 'fr' })
  await adviser.contact(id, { channel: 'telephone', result: 'reached' })
  await adviser.close(id, { outcomes: [outcome], levels: ['rights'] })
}

/** Objected and withdrawn, each while the desk has the case and while the message waits for it. */
export async function stopOnTheWay(stage: Stage, counts: Counts): Promise<Record<string, number>> {
  const people = Array.from({ length: 4 }, () => stage.person('be-niss').subject)
  const [receivedObjector, waitingObjector, receivedPerson, waitingPerson] = people
  const received = [await send(stage, receivedObjector), await send(stage, receivedPerson)]
  for (const id of received) await adviserAt(stage, mutuality).receive(id)
  const desk = stage.hub.processes[`desk-${mutuality}`]
  await desk?.stop()
  const waiting = [await send(stage, waitingObjector), await send(stage, waitingPerson)]
  for (const subject of [receivedObjector, waitingObjector]) {
    if (subject !== undefined) await lodgeObjection(stage, subject)
  }
  const api = apiOf(stage.hub, 'cpas-forest', 'gateway')
  for (const id of [received[1], waiting[1]]) {
    await api.ok({ method: 'POST', path: `/v1/signals/${id}/withdrawal`, repeatable: true })
  }
  await api.close()
  await desk?.restart()
  await waitFor(
    'every recall has its receipt',
    async () => {
      const [row] = await counts.hub<{ open: number }[]>`
        SELECT count(*)::int AS open FROM exchange.recall WHERE receipted_at IS NULL`
      return row?.open
    },
    open => open === 0,
  )
  return { objectedOnTheWay: 2, withdrawnOnTheWay: 2 }
}

/** A person agrees to a signal and takes the agreement back. */
export async function withdrawAgreement(stage: Stage): Promise<void> {
  const { subject } = stage.person('fr-nir')
  const counter = stage.as('mission-locale-marseille', 'consent')
  const agreement = await counter.post(
    '/v1/person-agreements',
    {
      subject,
      rights: ['fr.cpam.c2s'],
      recipients: ['cpam-13'],
      obtainedOn: stage.today(),
      channel: 'in-person',
      agent: 'agt_ml13counter01',
    },
    `${contract}person-agreement-recorded.v1`,
  )
  const { id } = await senderAs(stage, 'mission-locale-marseille').send({
    subject,
    right: 'fr.cpam.c2s',
    observedOn: stage.today(),
    territory: 'fr-13',
    personAgreement: agreement.id,
  })
  await adviserAt(stage, 'cpam-13').receive(id)
  const body = { subject, by: 'adviser', agent: 'agt_ml13counter01' }
  const path = `/v1/person-agreements/${agreement.id}/withdrawal`
  await counter.post(path, body, `${contract}taken-back.v1`)
}

/** Access is asked for and answered; the desk that has the case leaves its part unanswered. */
export async function answerSomebody(stage: Stage): Promise<number> {
  const { subject } = stage.person('be-niss')
  const signal = await send(stage, subject)
  await adviserAt(stage, mutuality).receive(signal)
  const request = await askForAccess(stage, subject)
  const officer = openOfficer(stage.hub)
  const numbers = [subject]
  const zip = await officer.answer({ numbers, signals: [signal], lodged: [request], request })
  await officer.close()
  return zip.length > 0 ? 1 : 0
}
