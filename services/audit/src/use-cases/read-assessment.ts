import type { Language } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import type { Assessment, Running } from '../registers/dpia/assessment.ts'
import { makeAssessment } from '../registers/dpia/make-assessment.ts'
import { countCertificates } from '../repositories/certificates.ts'
import { findPublished } from '../repositories/log-checkpoints.ts'
import { listCosignatures, listWitnesses } from '../repositories/log-witnesses.ts'
import { readServerVersion } from '../repositories/server-version.ts'
import { softwareVersion } from '../software-version.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { quorumOf } from './read-log.ts'
import { readRegisterSource } from './read-register-source.ts'

const minuteMs = 60_000

/**
 * The impact assessment (GDPR art. 35) of what this officer answers for, from what is agreed and
 * what runs now; the read is traced.
 * @throws Problem 503 when the registry does not answer.
 */
export function readAssessment(
  deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs' | 'registerSource'>,
) {
  return async (caller: Reader, language: Language): Promise<Assessment> => {
    const source = await readRegisterSource(deps, caller.agency)
    const postgres = await inTransaction(
      deps.sql,
      { name: 'read-assessment' },
      async transaction => {
        await traceReads(deps, transaction, { caller, operation: 'dpia-read' })
        return readServerVersion(transaction)
      },
    )
    const running = { ...(await readRunning(deps)), postgres }
    return makeAssessment({ source, running, language, at: new Date(deps.nowMs()) })
  }
}

/** What the log and the erasures have come to; nothing of anybody is read. */
async function readRunning({ sql }: Pick<AuditDeps, 'sql'>): Promise<Omit<Running, 'postgres'>> {
  const published = await findPublished(sql)
  // One agency alone is the policy's quorum while there is no other, and no answer to a risk.
  const quorum = Math.max(limits.quorumMin, quorumOf((await listWitnesses(sql)).length))
  const signed = await findPublished(sql, { quorum })
  const cosigned = signed === undefined ? [] : await listCosignatures(sql, signed.size)
  const { made } = await countCertificates(sql)
  return {
    unefois: softwareVersion,
    node: process.version,
    logSize: published?.size ?? 0,
    witnesses: cosigned.length,
    quorum,
    publishMinutes: limits.publishEveryMs / minuteMs,
    certificates: made,
  }
}
