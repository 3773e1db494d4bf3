import type { AgreementText, Competence, Participant, Snapshot } from '@unefois/contracts'
import type { Hub } from '../hub/hub.ts'
import { receiverKeyIn } from '../hub/receiver-keys.ts'
import { sampleAgreements } from './agreements.ts'
import { sampleCompetence } from './competence.ts'
import { contactsOf, hubContacts } from './contacts.ts'
import { openRegistryOffice, type RegistryOffice, signingKeyOf } from './registry-office.ts'

/** Who takes part, who is competent, and what is agreed. */
export interface Sample {
  readonly participants: readonly Participant[]
  readonly competence: readonly Omit<Competence, 'from'>[]
  readonly agreements: readonly AgreementText[]
}

/** The sample of this hub, as of its clock: FICTITIOUS agreements from today on. */
export function sampleOf(hub: Hub): Sample {
  return {
    participants: hub.participants,
    competence: sampleCompetence,
    agreements: sampleAgreements(hub.nowMs()),
  }
}

/**
 * Loads a sample through the registry's own calls, each by the person whose act it is: the operator
 * admits agencies and registers keys, each officer gives an opinion, each legal representative
 * signs. What the registry has already is left as it is, so a second start changes nothing.
 *
 * @returns how many agreements were concluded now.
 */
export async function loadSample(hub: Hub, sample: Sample = sampleOf(hub)): Promise<number> {
  const office = openRegistryOffice(hub)
  try {
    const known = await office.readSnapshot()
    const missing = sample.agreements.filter(text => !isActive(known, text))
    if (missing.length === 0) return 0
    const day = new Date(hub.nowMs()).toISOString().slice(0, 10)
    for (const participant of sample.participants) await office.admit(participant)
    await office.recordContacts('hub', hubContacts)
    for (const participant of sample.participants) {
      await office.recordContacts(participant.id, contactsOf(participant))
    }
    await registerKeys(hub, office, sample)
    for (const row of sample.competence) await office.record({ ...row, from: day })
    for (const text of missing) await office.conclude(text, day)
    return missing.length
  } finally {
    await office.close()
  }
}

async function registerKeys(hub: Hub, office: RegistryOffice, sample: Sample): Promise<void> {
  const receivers = new Set(sample.agreements.map(text => text.receiver))
  for (const { id } of sample.participants) {
    await office.registerKey(id, signingKeyOf(hub, id))
    if (!receivers.has(id)) continue
    const { keyId, publicKey } = receiverKeyIn(hub.keysDir(`desk-${id}`))
    await office.registerKey(id, { keyId, publicKey: publicKey.toString('base64url'), use: 'seal' })
  }
}

function isActive(known: Snapshot, text: AgreementText): boolean {
  return known.agreements.some(
    ({ text: other, state }) =>
      state === 'active' &&
      other.sender === text.sender &&
      other.receiver === text.receiver &&
      text.rights.every(right => other.rights.includes(right)),
  )
}
