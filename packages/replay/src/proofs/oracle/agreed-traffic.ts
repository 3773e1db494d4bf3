import type { Stage } from '../../stage.ts'
import { agreed } from './cast.ts'
import type { Subject } from './samples.ts'

/** Sends signals with the person’s agreement: the stream tells of these, and of no others. */
export function openAgreedTraffic(stage: Stage, person: () => Subject): () => Promise<void> {
  const { sender, receiver, right, territory } = agreed
  const contract = 'urn:unefois:contracts:'
  return async () => {
    const subject = person()
    const agreement = await stage.as(sender, 'consent').post(
      '/v1/person-agreements',
      {
        subject,
        rights: [right],
        recipients: [receiver],
        obtainedOn: stage.today(),
        channel: 'in-person',
        agent: 'agt_oracle',
      },
      `${contract}person-agreement-recorded.v1`,
    )
    const body = { subject, right, territory, observedOn: stage.today() }
    await stage
      .as(sender, 'gateway')
      .post(
        '/v1/signals',
        { ...body, personAgreement: agreement.id },
        `${contract}signal-accepted.v1`,
      )
  }
}
