import {
  cosignatureV1,
  LogError,
  parseNote,
  parseSignature,
  parseVerifierKey,
} from '@unefois/audit-log'
import type { CosignatureV2 } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import { witnessName } from '@unefois/log-leaves'
import type { ActingOfficer, AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { findPublishedAt } from '../repositories/log-checkpoints.ts'
import { admitWitness, keepCosignature, replaceWitness } from '../repositories/log-witnesses.ts'
import { appendTraces } from '../repositories/traces.ts'

/**
 * Keeps what an agency's witness says of a published checkpoint. The token names the agency; its
 * first key is taken as it comes and traced. Another one takes its place when the present one signs
 * the same checkpoint beside it, and is refused otherwise.
 * @throws Problem 404 for a checkpoint that is not published, 409 for another key, 422 for a
 *   signature that does not hold.
 */
export function acceptCosignature(deps: AuditDeps) {
  return async (body: CosignatureV2, caller: ActingOfficer): Promise<void> => {
    const { agency, clientId } = caller
    const published = await findPublishedAt(deps.sql, body.size)
    if (published === undefined) throw problems['checkpoint-unknown']()
    const { note } = published
    const name = witnessName(deps.hub, agency)
    const signature = `— ${name} ${body.signature}`
    if (!holds(body.verifierKey, { name, signature, note })) {
      throw problems['cosignature-wrong']()
    }
    const at = new Date(deps.nowMs())
    await inTransaction(deps.sql, { name: 'accept-cosignature' }, async transaction => {
      const witness = { agency, verifierKey: body.verifierKey }
      const admitted = await admitWitness(transaction, witness, at)
      const isOther = admitted === 'other'
      if (isOther && !(await replaces(transaction, body, { name, note, agency, at }))) {
        throw problems['witness-key-differs']()
      }
      if (admitted !== 'known') {
        const id = deps.newId(at.getTime())
        const detail = { verifierKey: body.verifierKey }
        const operation = isOther ? 'witness-replace' : 'witness-register'
        const purpose = 'directory-keeping'
        const act = { id, at, actor: clientId, agency, detail, operation, purpose } as const
        await appendTraces(transaction, [act])
      }
      await keepCosignature(transaction, { size: body.size, agency, signature })
    })
  }
}

/** The present key must say the same of the same checkpoint: who has it gives its place away. */
async function replaces(
  transaction: Transaction,
  { succeeds, verifierKey }: CosignatureV2,
  { agency, at, name, note }: { agency: string; at: Date; name: string; note: string },
): Promise<boolean> {
  if (succeeds === undefined) return false
  const { verifierKey: former } = succeeds
  const signature = `— ${name} ${succeeds.signature}`
  if (!holds(former, { name, signature, note })) return false
  return replaceWitness(transaction, { agency, verifierKey, former }, at)
}

function holds(
  verifierKey: string,
  { name, signature, note }: { name: string; signature: string; note: string },
): boolean {
  try {
    const verifier = parseVerifierKey(verifierKey)
    const said = parseSignature(signature)
    const { text } = parseNote(Buffer.from(note))
    const isTheirs = verifier.type === cosignatureV1 && verifier.name === name
    return isTheirs && said.keyId === verifier.keyId && verifier.verify(text, said.signature)
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}
