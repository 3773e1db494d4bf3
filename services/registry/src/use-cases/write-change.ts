import { createHash } from 'node:crypto'
import { type Database, inTransaction, type Transaction } from '@unefois/database'
import { jcs } from '@unefois/sealing'
import type { Act, Actor } from '../domain/act.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { deleteKeptAnswers, findKeptAnswer, keepAnswer } from '../repositories/idempotency.ts'
import { bumpVersion, lockVersion } from '../repositories/registry-version.ts'
import { appendTrace } from '../repositories/trace.ts'

/** What every use-case of the registry is given. */
export interface Deps {
  readonly sql: Database
  /** Whether the gateways ask the BCSS about agreements `via-bcss`. */
  readonly asksBcss: boolean
  readonly clock: { now(): Date }
  /** A new uuid v7. */
  readonly newId: () => string
  /** Told after commit, best effort: other services poll the snapshot anyway. */
  readonly changed: (version: number) => void
}

/** What a piece of work answers, and the act that is traced with it. */
export interface Done<T> {
  readonly answer: T
  readonly act: Act
}

/** A key of the caller's and the request it stands for; the path keeps two routes apart. */
export interface Repeatable {
  readonly key: string
  readonly path: string
  readonly body: unknown
}

const dayMs = 86_400_000

/**
 * Runs one change: writers' turn, repetition check, the work, its trace, the version, one commit;
 * then tells the others. A refusal inside `work` leaves nothing behind, not even the version.
 */
export async function writeChange<T extends object>(
  deps: Deps,
  actor: Actor,
  repeatable: Repeatable | undefined,
  work: (tx: Transaction, at: Date) => Promise<Done<T>>,
): Promise<T> {
  const at = deps.clock.now()
  const { answer, version } = await inTransaction(
    deps.sql,
    { name: 'registry-write' },
    async tx => {
      await lockVersion(tx)
      const kept = repeatable && (await findSameRequest<T>(tx, actor.agency, repeatable, at))
      if (kept !== undefined) return { answer: kept, version: undefined }
      const done = await work(tx, at)
      await appendTrace(tx, toEvent(deps.newId(), at, actor, done.act))
      if (repeatable !== undefined) {
        const fingerprint = fingerprintOf(repeatable)
        const { key } = repeatable
        await keepAnswer(tx, { agency: actor.agency, key, at, fingerprint, answer: done.answer })
      }
      return { answer: done.answer, version: await bumpVersion(tx) }
    },
  )
  if (version !== undefined) deps.changed(version)
  return answer
}

async function findSameRequest<T>(
  tx: Transaction,
  agency: string,
  repeatable: Repeatable,
  at: Date,
): Promise<T | undefined> {
  await deleteKeptAnswers(tx, new Date(at.getTime() - limits.idempotencyDays * dayMs))
  const kept = await findKeptAnswer(tx, agency, repeatable.key)
  if (kept === undefined) return undefined
  if (!kept.fingerprint.equals(fingerprintOf(repeatable))) {
    throw problems['registry-idempotency-key-reused']()
  }
  return kept.answer as T
}

function fingerprintOf(repeatable: Repeatable): Buffer {
  const request = jcs({ path: repeatable.path, body: repeatable.body })
  return createHash('sha256').update(request).digest()
}

function toEvent(id: string, at: Date, actor: Actor, act: Act) {
  return {
    id,
    at,
    actor: actor.clientId,
    agency: actor.agency,
    agent: actor.agent ?? null,
    purpose: act.purpose,
    operation: act.operation,
    agreementHash: act.agreementHash ?? null,
    counterparty: act.counterparty ?? null,
    detail: act.detail ?? {},
  }
}
