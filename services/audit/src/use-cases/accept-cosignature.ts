import {
  cosignatureV1,
  LogError,
  parseNote,
  parseSignature,
  parseVerifierKey,
} from '@unefois/audit-log'
import type { Cosignature } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { witnessName } from '@unefois/log-leaves'
import type { ActingOfficer, AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { findPublishedAt } from '../repositories/log-checkpoints.ts'
import { admitWitness, keepCosignature } from '../repositories/log-witnesses.ts'
import { appendTraces } from '../repositories/traces.ts'

/**
 * Keeps what an agency's witness says of a published checkpoint. The token names the agency; its
 * first key is taken as it comes and traced, another one is refused.
 * @throws Problem 404 for a checkpoint that is not published, 409 for another key, 422 for a
 *   signature that does not hold.
 */
export function acceptCosignature(deps: AuditDeps) {
  return async (body: Cosignature, caller: ActingOfficer): Promise<void> => {
    const { agency, clientId } = caller
    const published = await findPublishedAt(deps.sql, body.size)
    if (published === undefined) throw problems['checkpoint-unknown']()
    const name = witnessName(deps.hub, agency)
    const signature = `— ${name} ${body.signature}`
    if (!holds(body.verifierKey, { name, signature, note: published.note })) {
      throw problems['cosignature-wrong']()
    }
    const at = new Date(deps.nowMs())
    await inTransaction(deps.sql, { name: 'accept-cosignature' }, async transaction => {
      const witness = { agency, verifierKey: body.verifierKey }
      const admitted = await admitWitness(transaction, witness, at)
      if (admitted === 'other') throw problems['witness-key-differs']()
      if (admitted === 'new') {
        const id = deps.newId(at.getTime())
        const detail = { verifierKey: body.verifierKey }
        const act = { operation: 'witness-register', purpose: 'directory-keeping' } as const
        await appendTraces(transaction, [{ id, at, actor: clientId, agency, detail, ...act }])
      }
      await keepCosignature(transaction, { size: body.size, agency, signature })
    })
  }
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
