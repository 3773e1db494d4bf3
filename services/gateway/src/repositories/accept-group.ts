import { randomBytes } from 'node:crypto'
import type { Database } from '@unefois/database'
import type { PreparedSignal } from '../use-cases/prepare-signal.ts'
import { signalMessage } from './signal-message.ts'

/** What became of one signal of a group once its transaction committed. */
export type WriteVerdict = 'written' | 'person-agreement-unfit' | 'key-taken'

/**
 * Writes a group of signals of several agencies in one READ COMMITTED transaction of a fixed number
 * of statements, in two pipelined round trips:
 *
 * 1. the agencies that the transaction speaks for, the idempotency keys (sorted, so that two
 *    gateways with the same keys never deadlock), the objection gate with its locks;
 * 2. signals, data keys, outbox and traces of the keys that were won, and the commit.
 *
 * An objected signal writes the same rows and lengths, with random bytes for seal, key and index,
 * and an outbox row born void. A rejected promise means that nothing of the group was stored.
 */
export async function writeGroup(
  sql: Database,
  group: readonly PreparedSignal[],
  now: { hub: Date; system: Date },
): Promise<WriteVerdict[]> {
  const connection = await sql.reserve()
  try {
    const agencies = [...new Set(group.map(each => each.sender.agency))]
    const [, , won, verdicts] = await Promise.all([
      connection`BEGIN ISOLATION LEVEL READ COMMITTED`,
      connection`SELECT set_config('app.agencies', ${`{${agencies.join(',')}}`}, true)`,
      connection<{ id: string }[]>`
        INSERT INTO exchange.idempotency
          (agency, key, fingerprint_day, fingerprint, signal_id, accepted_at)
        SELECT i.agency, i.key, i.day, decode(i.fingerprint, 'hex'), i.id, i.accepted
        FROM json_to_recordset(${JSON.stringify(group.map(idempotencyRow))}::text::json) AS i(
          agency text, key uuid, day date, fingerprint text, id uuid, accepted timestamptz)
        ORDER BY i.agency, i.key
        ON CONFLICT DO NOTHING RETURNING signal_id AS id`,
      connection<{ n: number; verdict: string }[]>`
        SELECT n, verdict FROM consent.check_and_lock(
          ${JSON.stringify(group.map(gateItem))}::text::jsonb, ${now.hub}, ${now.system})`,
    ])
    const wonIds = new Set(won.map(row => row.id))
    const refused = new Set<number>()
    const objected = new Set<number>()
    for (const row of verdicts) (row.verdict === 'objected' ? objected : refused).add(row.n)
    const verdict = group.map((each, n): WriteVerdict => {
      if (!wonIds.has(each.id)) return 'key-taken'
      return refused.has(n) ? 'person-agreement-unfit' : 'written'
    })
    const written = group.map((_, n) => n).filter(n => verdict[n] === 'written')
    const released = group.filter((_, n) => verdict[n] === 'person-agreement-unfit')
    const rows = written.map(n => signalRow(at(group, n), objected.has(n)))
    const traces = written.map(n => traceEvent(at(group, n), objected.has(n)))
    const [, , commit] = await Promise.all([
      released.length === 0
        ? undefined
        : connection`
        DELETE FROM exchange.idempotency WHERE key = ANY (${released.map(r => r.idempotencyKey)})
          AND agency = ANY (${released.map(each => each.sender.agency)})
          AND signal_id = ANY (${released.map(each => each.id)})`,
      rows.length === 0
        ? undefined
        : connection`
        WITH item AS MATERIALIZED (
          SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS i(
            id uuid, sender text, receiver text, "right" text, agreement text, hash text,
            purpose text, basis text, parent uuid, accepted timestamptz, ended timestamptz,
            expires timestamptz, kek text, wrapped text, index_key text, index text, outbox uuid,
            void boolean, message text)
        ), signals AS (
          INSERT INTO exchange.signal (id, sender, receiver, right_id, agreement_id, agreement_hash,
            purpose, basis, parent, accepted_at, ended_at, expires_at, state_at)
          SELECT id, sender, receiver, "right", agreement, hash, purpose, basis, parent, accepted,
            ended, expires, accepted FROM item
        ), keys AS (
          INSERT INTO exchange.data_key (signal_id, sender, receiver, kek, wrapped, index_key,
            subject_index)
          SELECT id, sender, receiver, kek, decode(wrapped, 'base64'), index_key,
            decode(index, 'base64') FROM item
        ), boxes AS (
          INSERT INTO exchange.outbox (id, signal_id, sender, receiver, void, message)
          SELECT outbox, id, sender, receiver, void, convert_to(message, 'UTF8') FROM item
        )
        SELECT audit.append(${JSON.stringify(traces)}::text::jsonb)`,
      connection`COMMIT`,
    ])
    // Postgres answers COMMIT of a failed transaction with ROLLBACK and no error.
    if (commit?.command !== 'COMMIT') throw new Error('the group was rolled back')
    return verdict
  } catch (error) {
    await connection`ROLLBACK`.catch(() => {})
    throw error
  } finally {
    connection.release()
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new RangeError('index outside the group')
  return item
}

function idempotencyRow(each: PreparedSignal) {
  return {
    agency: each.sender.agency,
    key: each.idempotencyKey,
    day: each.fingerprintDay,
    fingerprint: each.fingerprint.toString('hex'),
    id: each.id,
    accepted: each.acceptedAt,
  }
}

function gateItem(each: PreparedSignal, n: number) {
  return {
    n,
    bucket: each.gate.bucket,
    indexes: each.gate.indexes.map(index => index.toString('hex')),
    right: each.body.right,
    sender: each.sender.agency,
    receiver: each.agreement.receiver,
    objectable: each.agreement.objectable,
    personAgreement: each.body.personAgreement,
  }
}

function signalRow(each: PreparedSignal, objected: boolean) {
  const bytes = (real: Buffer) => (objected ? randomBytes(real.length) : real)
  return {
    id: each.id,
    sender: each.sender.agency,
    receiver: each.agreement.receiver,
    right: each.body.right,
    agreement: each.agreement.id,
    hash: each.agreement.hash,
    purpose: each.agreement.purpose,
    basis: each.agreement.basis,
    parent: each.body.parent,
    accepted: each.acceptedAt,
    ended: each.endedAt,
    expires: each.expiresAt,
    kek: each.kek,
    wrapped: bytes(each.wrapped).toString('base64'),
    index_key: each.indexKey,
    index: bytes(each.subjectIndex).toString('base64'),
    outbox: each.outboxId,
    void: objected,
    message: signalMessage(each, bytes(each.sealed)),
  }
}

function traceEvent(each: PreparedSignal, objected: boolean) {
  const { trigger, detection, ntuType, campaign } = each.body
  return {
    id: each.traceId,
    at: new Date(each.nowMs).toISOString(),
    actor: each.sender.clientId,
    agency: each.sender.agency,
    agent: each.body.agent,
    purpose: each.agreement.purpose,
    operation: 'signal-accept',
    agreementHash: each.agreement.hash,
    signalId: each.id,
    counterparty: each.agreement.receiver,
    outcomeClass: objected ? 'objected' : 'sent',
    traceKey: each.traceKey,
    traceIndex: each.traceIndex.toString('hex'),
    detail: { right: each.body.right, trigger, detection, ntuType, campaign },
  }
}
