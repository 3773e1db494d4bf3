import { timingSafeEqual } from 'node:crypto'
import { law, type PersonAgreement, type PersonAgreementRecorded } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { parseIdentifier } from '@unefois/identifiers'
import { blindIndex, fingerprint, jcs, type KeyStore } from '@unefois/sealing'
import { problems } from '../errors.ts'
import { objectionGeneration } from '../limits.ts'
import { findAnswer, insertAgreement, winKey } from '../repositories/person-agreements.ts'

export interface RecordDependencies {
  readonly sql: Database
  readonly keys: KeyStore
  readonly nowMs: () => number
  /** A uuid v7 that carries these milliseconds. */
  readonly newId: (ms: number) => string
}

/** Who records: the agency and client of the token. */
export interface Collector {
  readonly agency: string
  readonly clientId: string
}

/**
 * Records that a person agreed, to this collector, that named recipients be told of named rights.
 * A safeguard beside a legal basis, not the basis itself; kept until withdrawn, at most 12 months.
 * The identifier is turned into a blind index at once and goes no further.
 * @throws Problem 422 for a wrong identifier, 409 for a key used with another body.
 */
export function recordPersonAgreement(deps: RecordDependencies) {
  return async (input: {
    collector: Collector
    idempotencyKey: string
    body: PersonAgreement
  }): Promise<PersonAgreementRecorded> => {
    const { body, collector } = input
    const parsed = parseIdentifier(body.subject)
    if (!parsed.ok) {
      throw problems['identifier-invalid']({
        pointers: [{ pointer: '/subject/value', detail: 'is not a valid number of its scheme' }],
      })
    }
    const profile = parsed.identifier.scheme === 'be-niss' ? 'be' : 'fr'
    const nowMs = deps.nowMs()
    const now = new Date(nowMs)
    const day = now.toISOString().slice(0, 10)
    const generation = deps.keys.getOrCreate('objection-index', objectionGeneration)
    const record = {
      id: `pag_${deps.newId(nowMs).replaceAll('-', '')}`,
      validUntil: monthsLater(now, law[profile].personAgreementMonthsMax.value),
    }
    const dayKey = deps.keys.getOrCreate('idempotency', day)
    const won = await inTransaction(deps.sql, { name: 'record-agreement' }, async transaction => {
      const first = await winKey(transaction, {
        agency: collector.agency,
        key: input.idempotencyKey,
        day,
        fingerprint: fingerprint(dayKey.key, jcs(body)),
        ...record,
      })
      if (!first) return false
      await insertAgreement(transaction, {
        ...record,
        subjectIndex: blindIndex(generation.key, parsed.identifier),
        indexKey: generation.label,
        collector,
        body,
        recordedAt: now,
        traceId: deps.newId(nowMs),
      })
      return true
    })
    if (won) return { id: record.id, validUntil: record.validUntil.toISOString() }
    return firstAnswer(deps, input)
  }
}

async function firstAnswer(
  deps: RecordDependencies,
  input: { collector: Collector; idempotencyKey: string; body: PersonAgreement },
): Promise<PersonAgreementRecorded> {
  const answer = await findAnswer(deps.sql, input.collector.agency, input.idempotencyKey)
  const key = answer === undefined ? undefined : deps.keys.find('idempotency', answer.day)
  if (
    answer === undefined ||
    key === undefined ||
    !timingSafeEqual(fingerprint(key.key, jcs(input.body)), answer.fingerprint)
  ) {
    throw problems['idempotency-key-reused'](
      answer === undefined ? {} : { extra: { original: answer.id } },
    )
  }
  return { id: answer.id, validUntil: answer.validUntil.toISOString() }
}

function monthsLater(at: Date, months: number): Date {
  const later = new Date(at)
  later.setUTCMonth(later.getUTCMonth() + months)
  return later
}
