import type { Language, RegisterOfProcessing } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { makeRegister } from '../registers/make-register.ts'
import { softwareVersion } from '../software-version.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { readRegisterSource } from './read-register-source.ts'

/**
 * The record of processing (GDPR art. 30) that this officer answers for, as of now; the read is
 * traced.
 * @throws Problem 503 when the registry does not answer.
 */
export function readRegister(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs' | 'registerSource'>) {
  return async (caller: Reader, language: Language): Promise<RegisterOfProcessing> => {
    const viewer = caller.agency
    const source = await readRegisterSource(deps, viewer)
    await inTransaction(deps.sql, { name: 'read-register' }, transaction =>
      traceReads(deps, transaction, { caller, operation: 'register-read' }),
    )
    const at = new Date(deps.nowMs())
    return makeRegister({ source, viewer, language, at, softwareVersion })
  }
}
