import { timingSafeEqual } from 'node:crypto'
import type { CaseContact } from '@unefois/contracts'
import { sqlState, type Transaction } from '@unefois/database'
import { fingerprint, jcs } from '@unefois/sealing'
import type { DeskDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { countContacts, insertContact } from '../repositories/contacts.ts'
import { getAnswer, keepVersion, takeKey } from '../repositories/idempotency.ts'
import { type CaseAct, changeCase } from './change-case.ts'

const lockNotAvailable = '55P03'

/**
 * Records one attempt to contact the person. One that leaves content carries the notice, so the
 * person is informed by it. The same key and body again are answered as before; nothing is doubled.
 */
export function recordContact(deps: DeskDeps) {
  return (act: CaseAct, contact: CaseContact, idempotencyKey: string) => {
    const { at, result, leavesContent } = contact
    const move = { kind: 'contact', at: new Date(at), result, leavesContent } as const
    return changeCase(deps, act, move, {
      before: transaction => answeredBefore(deps, transaction, act, contact, idempotencyKey),
      during: async (transaction, now) => {
        if ((await countContacts(transaction, act.caseId)) >= limits.contactsPerCaseMax) {
          throw problems['case-contacts-full']()
        }
        const id = deps.newId(now)
        await insertContact(transaction, {
          id,
          caseId: act.caseId,
          agent: act.by.agent,
          contact,
        })
      },
      after: (transaction, version) =>
        keepVersion(transaction, act.by.clientId, idempotencyKey, version),
    })
  }
}

async function answeredBefore(
  deps: DeskDeps,
  transaction: Transaction,
  act: CaseAct,
  contact: CaseContact,
  key: string,
): Promise<{ version: number } | undefined> {
  const at = deps.now()
  const content = jcs({ case: act.caseId, contact })
  const fingerprintDay = at.toISOString().slice(0, 10)
  const isFirst = await takeKey(transaction, {
    client: act.by.clientId,
    key,
    at,
    fingerprintDay,
    fingerprint: fingerprint(deps.keys.idempotencyOfDay(fingerprintDay), content),
    caseId: act.caseId,
    version: act.expectedVersion,
  }).catch(error => {
    if (sqlState(error) !== lockNotAvailable) throw error
    throw problems['idempotency-in-progress']({ retryAfterSec: limits.retryAfterSec })
  })
  if (isFirst) return undefined
  const first = await getAnswer(transaction, act.by.clientId, key)
  const again = fingerprint(deps.keys.idempotencyOfDay(first.fingerprintDay), content)
  if (timingSafeEqual(again, first.fingerprint)) return { version: first.version }
  throw problems['idempotency-key-reused']({ extra: { original: first.caseId } })
}
