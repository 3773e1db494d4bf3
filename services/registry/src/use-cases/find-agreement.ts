import type { Agreement, AgreementText } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'
import type { Actor } from '../domain/act.ts'
import { maySee } from '../domain/agreement-access.ts'
import type { Case } from '../domain/law/rule.ts'
import { refusal } from '../domain/refuse.ts'
import { problems } from '../errors.ts'
import { type AgreementVersion, listVersions } from '../repositories/agreements.ts'
import { listOpinions, listSignatures } from '../repositories/attachments.ts'
import { findParticipant } from '../repositories/participants.ts'
import { listRights } from '../repositories/rights.ts'

/** An agreement's versions: the newest, and the one that is in force or suspended, if any. */
export interface Versions {
  readonly all: readonly AgreementVersion[]
  readonly newest: AgreementVersion
  readonly inForce: AgreementVersion | undefined
}

/**
 * An agreement of the caller's agency.
 * @throws Problem 404 alike for one that does not exist and one that is not for the caller.
 */
export async function getVersions(
  sql: Database | Transaction,
  actor: Actor,
  id: string,
): Promise<Versions> {
  const all = await listVersions(sql, id)
  const [newest] = all
  if (newest === undefined || !maySee(actor, newest.text)) throw problems['agreement-unknown']()
  const inForce = all.find(({ state }) => state === 'active' || state === 'suspended')
  return { all, newest, inForce }
}

/** A version with what is attached to its hash, as `agreement.v1`. */
export async function toAgreement(
  sql: Database | Transaction,
  { id, version, hash, state, text }: Omit<AgreementVersion, 'suspendedBy'>,
): Promise<Agreement> {
  const opinions = await listOpinions(sql, hash)
  const signatures = await listSignatures(sql, hash)
  return { id, version, hash, state, text, opinions, signatures }
}

/** The agencies and rights that a text names. @throws Problem 422 unless two known agencies. */
export async function getCase(tx: Transaction, text: AgreementText): Promise<Case> {
  const sender = await findParticipant(tx, text.sender)
  const receiver = await findParticipant(tx, text.receiver)
  if (sender === undefined) throw refusal('side-unknown', '/sender')
  if (receiver === undefined || sender.id === receiver.id) {
    throw refusal('side-unknown', '/receiver')
  }
  return { text, sender, receiver, rights: await listRights(tx) }
}
