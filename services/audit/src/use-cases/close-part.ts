import type { AccessPart } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { toPart } from '../domain/to-part.ts'
import { problems } from '../errors.ts'
import { closePart as closeStored, lockPart } from '../repositories/access-parts.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

/**
 * An agency has given the person its part. Which signals it was about is forgotten here; their
 * traces say it to the person. Said again it changes nothing.
 * @throws Problem 404 for a part that is not this agency's.
 */
export function closePart(deps: AuditDeps) {
  return ({ caller, id }: { caller: Reader; id: string }): Promise<AccessPart> =>
    inTransaction(deps.sql, { name: 'access-part-answer' }, async transaction => {
      const at = new Date(deps.nowMs())
      const part = await lockPart(transaction, { id, agency: caller.agency })
      if (part === undefined) throw problems['access-part-unknown']()
      if (part.answeredAt === null) {
        const operation = 'access-part-answer'
        const signalIds = part.signalIds ?? []
        await traceReads(deps, transaction, { caller, operation, signalIds, detail: { part: id } })
        await closeStored(transaction, id, at)
      }
      const answered = { ...part, signalIds: null, answeredAt: part.answeredAt ?? at }
      return toPart(answered, { agency: caller.agency, at })
    })
}
