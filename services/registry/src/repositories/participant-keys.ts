import type { ParticipantKey } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** A registered key; retired ones stay, to tell which key sealed or signed what exists. */
export interface RegisteredKey {
  readonly keyId: string
  readonly participant: string
  readonly use: ParticipantKey['use']
  readonly publicKey: Buffer
  readonly retiredAt: Date | null
}

/** A key by its id, whosever it is. */
export async function findKey(tx: Transaction, keyId: string): Promise<RegisteredKey | undefined> {
  const [row] = await tx<RegisteredKey[]>`
    SELECT key_id AS "keyId", participant, use, public_key AS "publicKey",
      retired_at AS "retiredAt"
    FROM registry.participant_key WHERE key_id = ${keyId}`
  return row
}

/** Every key of one participant, or of all, the newest of each participant first. */
export async function listKeys(
  sql: Database | Transaction,
  participant?: string,
): Promise<RegisteredKey[]> {
  return sql<RegisteredKey[]>`
    SELECT key_id AS "keyId", participant, use, public_key AS "publicKey",
      retired_at AS "retiredAt"
    FROM registry.participant_key
    WHERE participant = ${participant ?? null} OR ${participant === undefined}
    ORDER BY participant, registered_at DESC, key_id`
}

/** Adds a key; the caller has checked that it is one, and new. */
export async function insertKey(
  tx: Transaction,
  key: Omit<RegisteredKey, 'retiredAt'>,
  at: Date,
): Promise<void> {
  await tx`
    INSERT INTO registry.participant_key (key_id, participant, use, public_key, registered_at)
    VALUES (${key.keyId}, ${key.participant}, ${key.use}, ${key.publicKey}, ${at})`
}

/** Retires a key from `at` on. */
export async function retireKey(tx: Transaction, keyId: string, at: Date): Promise<void> {
  await tx`UPDATE registry.participant_key SET retired_at = ${at} WHERE key_id = ${keyId}`
}
