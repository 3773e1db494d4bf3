import type { Transaction } from '@unefois/database'
import type { Actor } from '../domain/act.ts'
import { isSide } from '../domain/agreement-access.ts'
import { problems } from '../errors.ts'
import type { AgreementVersion } from '../repositories/agreements.ts'
import { getVersions } from './find-agreement.ts'

/**
 * The newest version, when it is a draft of this hash and the token speaks for one of its sides.
 * @throws Problem 404 for others (the operator too: it neither advises nor signs), 409 else.
 */
export async function getDraftForSide(
  tx: Transaction,
  actor: Actor,
  id: string,
  hash: string,
): Promise<AgreementVersion> {
  const { newest } = await getVersions(tx, actor, id)
  if (!isSide(actor, newest.text)) throw problems['agreement-unknown']()
  if (newest.hash !== hash) throw problems['agreement-hash-unknown']()
  if (newest.state !== 'draft') throw problems['agreement-state-refused']()
  return newest
}
