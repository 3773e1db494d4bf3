import type { Objection, ObjectionReceiptV2 } from '@unefois/contracts'
import { objectorsAtOnce } from '../limits.ts'
import { mapAtMost } from '../map-at-most.ts'
import type { Stage } from '../stage.ts'
import type { SyntheticPerson } from '../synthetic-people.ts'

const receipt = 'urn:unefois:contracts:objection-receipt.v2'

/** The person objects on the hub’s own page. Answers the receipt that the page shows. */
export function lodgeObjection(
  stage: Stage,
  subject: SyntheticPerson['subject'],
  scope: Objection['scope'] = {},
): Promise<ObjectionReceiptV2> {
  const body = { subject, scope, lodgedBy: 'person' }
  return stage.as('hub-person-page', 'consent').post('/v1/objections', body, receipt)
}

/** Each of these people objects to every exchange. */
export async function lodgeObjections(
  stage: Stage,
  subjects: readonly SyntheticPerson['subject'][],
): Promise<void> {
  await mapAtMost(objectorsAtOnce, subjects, subject => lodgeObjection(stage, subject))
}
