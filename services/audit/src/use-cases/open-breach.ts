import { type Breach, type BreachRecord, law } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import { actOnce } from '../act-once.ts'
import type { AuditDeps } from '../deps.ts'
import { lawsOf } from '../domain/agencies-by-law.ts'
import { isInstant, isSearchable } from '../domain/days.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { insertBreach } from '../repositories/breaches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getEntries, measure } from './measure-breach.ts'
import { checkReference, getOfficer } from './open-file.ts'
import { getBreach, recordOf } from './read-breaches.ts'

type Deps = Pick<AuditDeps, 'store' | 'newId' | 'nowMs' | 'agencies' | 'directory'>

/**
 * Opens the file of a breach: its clock runs from when it became known, and the signals it touches
 * are counted at once.
 * @throws Problem 403 for whoever is not the hub's officer by name, 422 for a time to come, a scope
 *   that is nobody's or a reference with a number, 409 and 503 as `actOnce`.
 */
export function openBreach(deps: Deps & Pick<AuditDeps, 'measuring'>) {
  return async (input: {
    caller: Reader
    idempotencyKey: string
    body: Breach
  }): Promise<BreachRecord> => {
    const { caller, body, idempotencyKey } = input
    const openedBy = getOfficer(caller)
    return actOnce(
      { ...deps, sql: deps.measuring },
      {
        call: 'breach-open',
        agency: caller.agency,
        key: idempotencyKey,
        body,
        work: transaction => open(deps, transaction, { caller, body, openedBy }),
      },
    )
  }
}

async function open(
  deps: Deps,
  transaction: Transaction,
  { caller, body, openedBy }: { caller: Reader; body: Breach; openedBy: string },
): Promise<BreachRecord> {
  const { reference, natures, scope } = body
  const openedAt = new Date(deps.nowMs())
  checkReference(reference, openedAt)
  const [knownAt, from, to] = [body.knownAt, scope.from, scope.to].map(each => new Date(each))
  if (!knownAt || !from || !to || knownAt > openedAt || !isInstant(knownAt)) {
    throw timeUnfit('/knownAt')
  }
  if (!isSearchable(from, to)) throw timeUnfit('/scope/to')
  const { agency = null, agent = null, key: keyId = null, agreement = null } = scope
  if (agent !== null && agency === null) throw problems['agent-without-agency']()
  const touched = { agency, agent, keyId, agreement }
  getEntries(deps, touched)
  const id = deps.newId(openedAt.getTime())
  await insertBreach(transaction, {
    id,
    reference,
    natures,
    knownAt,
    noticeDueAt: new Date(knownAt.getTime() + noticeMs(deps)),
    openedAt,
    openedBy,
    ...touched,
    from,
    to,
  })
  await traceReads(deps, transaction, { caller, operation: 'breach-open', detail: { breach: id } })
  await measure(deps, transaction, { caller, id })
  return recordOf(await getBreach(transaction, id))
}

/** The shortest that the laws of the hub's participants allow. */
function noticeMs({ agencies }: Pick<AuditDeps, 'agencies'>): number {
  const laws = lawsOf(agencies() ?? new Map())
  return Math.min(...laws.map(each => law[each].breachNoticeHours.value)) * limits.hourMs
}

function timeUnfit(pointer: string) {
  const detail = 'is to come, or not after what it begins with'
  return problems['breach-time-unfit']({ pointers: [{ pointer, detail }] })
}
