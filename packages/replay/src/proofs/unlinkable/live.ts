import { adviserAt } from '../../actors/desk-adviser.ts'
import { senderAs } from '../../actors/sender.ts'
import type { Counts } from '../../counts/counts.ts'
import { action4 } from '../../scenarios/action-4/scenario.ts'
import { caf, collector, cpam, firstRight } from '../../scenarios/onward/story.ts'
import { playNumber } from '../../scenarios/succession/acts.ts'
import type { Stage } from '../../stage.ts'
import { sendClumsyLines } from '../canary/clumsy-lines.ts'
import { speakForPersons } from '../canary/speak-for-persons.ts'
import {
  answerSomebody,
  closeAs,
  erasing,
  sendUnreceived,
  stopOnTheWay,
  withdrawAgreement,
} from '../forget/fates.ts'
import type { RememberedCast } from './cast.ts'

/** Real signals, each sort of person remembered by what becomes of them. */
export async function liveForLinks(
  stage: Stage,
  cast: RememberedCast,
  counts: Counts,
): Promise<void> {
  const live = async (fate: string, work: () => Promise<unknown>) => {
    cast.begin(fate)
    await work()
    // As the servers do by themselves: what was sampled must not outlive what it was taken of.
    for (const sql of [counts.hub, ...action4.desks.map(counts.desk)]) await sql`ANALYZE`
  }
  await live('opened', () => action4.play(stage))
  await live('spoken', () => speakForPersons(stage, cast))
  await live('listed', () => sendClumsyLines(stage.hub, cast, scheme => stage.person(scheme)))
  stage.narrate(`Cases are closed by ${erasing.join(', ')}; people object; senders withdraw.`)
  for (const outcome of erasing) await live('erased', () => closeAs(stage, outcome))
  await live('objected', () => stopOnTheWay(stage, counts))
  await live('withdrawn', () => withdrawAgreement(stage))
  await live('onward', () => sendOn(stage))
  await live('succeeded', () =>
    playNumber(stage, {
      country: 'Belgium',
      sender: 'cpas-forest',
      receiver: 'mutualite-horizon',
      right: 'be.mutualite.intervention-majoree',
      about: { addressee: 'mutualite-horizon' },
      former: { scheme: 'be-niss', kind: 'bis', called: 'a bis number' },
      current: { scheme: 'be-niss', kind: 'nn', called: 'a national number (NISS)' },
    }),
  )
  await live('accessed', () => answerSomebody(stage))
  await live('waiting', () => sendUnreceived(stage))
}

/** A person agrees to named agencies; the CPAM sends the signal on to the second. */
async function sendOn(stage: Stage): Promise<void> {
  const { subject } = stage.person('fr-nir')
  const agent = 'agt_ml13counter01'
  const agreement = await stage.as(`${collector}-adviser`, 'consent').post(
    '/v1/person-agreements',
    {
      subject,
      rights: [firstRight, caf.right],
      recipients: [cpam, caf.receiver],
      obtainedOn: stage.today(),
      channel: 'in-person',
      agent,
    },
    'urn:unefois:contracts:person-agreement-recorded.v1',
  )
  const { id } = await senderAs(stage, `${collector}-adviser`).send({
    subject,
    right: firstRight,
    observedOn: stage.today(),
    territory: 'fr-13',
    personAgreement: agreement.id,
    agent,
  })
  const adviser = adviserAt(stage, cpam)
  await adviser.receive(id)
  await adviser.claim(id)
  await adviser.giveNotice(id, { channel: 'appointment', language: 'fr' })
  const child = await adviser.sendOn(id, { right: caf.right, territory: 'fr-13' })
  const next = adviserAt(stage, caf.receiver)
  await next.receive(child)
  await next.claim(child)
  stage.narrate('A signal went on to an agency that the person had named.')
}
