import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import type { Stage } from '../../stage.ts'
import type { Secrets } from './secrets.ts'

const contract = 'urn:unefois:contracts:'
const spoken = { lodgedBy: 'adviser', agent: 'agt_forestcounter01' }
const takenBack = { by: 'adviser', agent: 'agt_forestcounter01' }

/**
 * People object, give up a right, agree and take it all back, and one gets a new number: whatever
 * they say passes through consent with their number, and one leaves an address for a reminder.
 */
export async function speakForPersons(stage: Stage, secrets: Secrets): Promise<void> {
  const forest = stage.as('cpas-forest', 'consent')
  const { subject } = stage.person('be-niss')
  const reminder = { channel: 'e-mail', address: `canary-${stage.seed}@example.org` }
  const objection = await forest.post(
    '/v1/objections',
    { subject, scope: { right: 'be.cpas.aide-sociale' }, reminder, ...spoken },
    `${contract}objection-receipt.v2`,
  )
  const renunciation = await forest.post(
    '/v1/renunciations',
    { subject, right: 'be.mutualite.affiliation', ...spoken },
    `${contract}objection-receipt.v2`,
  )
  const agreement = await forest.post(
    '/v1/person-agreements',
    {
      subject,
      rights: ['be.mutualite.affiliation'],
      recipients: ['mutualite-horizon'],
      obtainedOn: stage.today(),
      channel: 'in-person',
      agent: 'agt_forestcounter01',
    },
    `${contract}person-agreement-recorded.v1`,
  )
  for (const path of [
    `/v1/renunciations/${renunciation.id}`,
    `/v1/person-agreements/${agreement.id}`,
  ]) {
    const body = { subject, ...takenBack }
    await forest.post(`${path}/withdrawal`, body, `${contract}taken-back.v1`)
  }
  await forest.get(`/v1/objections/${objection.id}`, `${contract}objection-receipt.v2`)

  const asked = { subject, by: 'adviser', agent: 'agt_forestcounter01' }
  for (const path of ['/v1/erasure-requests', '/v1/access-requests']) {
    await forest.post(path, asked, `${contract}request-receipt.v1`)
  }
  const restriction = await forest.post(
    '/v1/restrictions',
    { ...asked, ground: 'accuracy-contested' },
    `${contract}request-receipt.v1`,
  )
  await forest.post(
    `/v1/restrictions/${restriction.id}/lift`,
    { ...asked, toldAt: stage.now().toISOString() },
    `${contract}restriction-lifted.v1`,
  )

  const { scheme, value } = syntheticNiss(seededRandom(stage.seed), { kind: 'bis' })
  const succession = { former: { scheme, value }, current: subject }
  secrets.addNumber(succession.former)
  secrets.addBody(succession)
  await stage
    .as('hub-number-register', 'consent')
    .post('/v1/identifier-successions', succession, `${contract}identifier-succession-recorded.v1`)
}
