import { randomBytes, randomUUID } from 'node:crypto'
import type { Database, Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { blindIndex, type KeyStore } from '@unefois/sealing'
import { newId } from '../src/app.ts'
import type { ConsentKeys } from '../src/consent-keys.ts'

/** A signal as a test wants it; what is absent is usual. */
export interface WantedSignal {
  readonly sender?: string
  readonly receiver?: string
  readonly right?: string
  readonly personAgreement?: string
  readonly isTraceSilent?: boolean
  /** False: the agreement sets the right to object aside. */
  readonly objectable?: boolean
}

export interface SentSignal {
  readonly id: string
  readonly verdict: 'sent' | 'objected' | 'refused'
}

/** Accept, release and report as the gateway does them in SQL, without the gateway. */
export function openExchange(parts: {
  sql: { accept: Database; agency: Database; admin: Database }
  store: KeyStore
  keys: ConsentKeys
  nowMs: () => number
}) {
  const { sql, store, keys } = parts
  /** One accepted signal, in its own transaction or in one that a test holds open. */
  async function accept(
    identifier: Identifier,
    wanted: WantedSignal = {},
    on: Database | Transaction = sql.accept,
  ): Promise<SentSignal> {
    const nowMs = parts.nowMs()
    const at = new Date(nowMs)
    const id = newId(nowMs)
    const right = wanted.right ?? 'fr.cpam.c2s'
    const sender = wanted.sender ?? 'caf-13'
    const receiver = wanted.receiver ?? 'cpam-13'
    const month = at.toISOString().slice(0, 7)
    const index = (family: 'signal-index' | 'trace-index') =>
      blindIndex(store.getOrCreate(family, month).key, identifier)
    const detail = wanted.isTraceSilent
      ? { right }
      : { right, personAgreement: wanted.personAgreement }
    const kind = {
      kind: 0,
      sender,
      receiver,
      right,
      agreement: `agr_${'1'.repeat(32)}`,
      hash: '1'.repeat(64),
      purpose: 'inform-of-right',
      basis: wanted.personAgreement === undefined ? 'public-task' : 'with-agreement',
      objectable: wanted.objectable ?? true,
      hours: 0,
      expires: new Date(nowMs + 300 * 86_400_000),
      day: at.toISOString().slice(0, 10),
      kek: 'kek_test',
      index_key: month,
      actor: sender,
      trace_key: month,
      detail,
      parts: ['{', ' ', ' ', '}'],
    }
    const packed = Buffer.concat([
      index('signal-index'),
      randomBytes(60),
      index('trace-index'),
      randomBytes(32 + 60),
    ])
    const gate = {
      n: 0,
      bucket: keys.bucket(identifier),
      indexes: keys.objectionIndexes(identifier).map(index => index.toString('hex')),
      right,
      sender,
      receiver,
      objectable: wanted.objectable ?? true,
      personAgreement: wanted.personAgreement,
    }
    const [row] = await on<{ objected: number[]; refused: number[] }[]>`
      SELECT objected, refused FROM exchange.accept_group(${[sender]},
        ROW(${JSON.stringify([kind])}::text::json, '{0}', '{0}', ${[id]}::uuid[],
          ${[randomUUID()]}::uuid[], ${[newId(nowMs)]}::uuid[], ${[randomUUID()]}::uuid[],
          ${randomBytes(32)}, ${packed}, ${'x'.repeat(187) + 'y'.repeat(187)}
        )::exchange.signal_group,
        ${JSON.stringify([gate])}::text::jsonb, ${at}, ${new Date()})`
    const isObjected = (row?.objected.length ?? 0) > 0
    const isRefused = (row?.refused.length ?? 0) > 0
    return { id, verdict: isRefused ? 'refused' : isObjected ? 'objected' : 'sent' }
  }

  /** Whether the receiver is given the key. */
  async function release(
    id: string,
    receiver = 'cpam-13',
    on: Database | Transaction = sql.agency,
  ): Promise<boolean> {
    const rows = await on`SELECT places FROM exchange.release_keys(${receiver}, ${[id]}::uuid[],
      ${[newId(parts.nowMs())]}::uuid[], ${[`agr_${'1'.repeat(32)}`]}, 'desk',
      ${new Date(parts.nowMs())})`
    return rows.length > 0
  }

  return {
    accept,
    release,
    /** The receiver has stored its case: the hub has forgotten. */
    async receive(id: string): Promise<void> {
      await release(id)
      await sql.admin`DELETE FROM exchange.data_key WHERE signal_id = ${id}`
      await sql.admin`DELETE FROM exchange.outbox WHERE signal_id = ${id}`
      await sql.admin`UPDATE exchange.signal SET state = 'received' WHERE id = ${id}`
    },
    /** What became of these signals: whether a key lives, and why a recall was made. */
    async stateOf(ids: readonly string[]): Promise<{ key: boolean; recall: string | null }[]> {
      const rows = await sql.admin<{ key: boolean; recall: string | null }[]>`
        SELECT k.signal_id IS NOT NULL AS key, r.reason AS recall
        FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS i(id, n)
          LEFT JOIN exchange.data_key AS k ON k.signal_id = i.id
          LEFT JOIN exchange.recall AS r ON r.signal_id = i.id
        ORDER BY i.n`
      return rows.map(({ key, recall }) => ({ key, recall }))
    },
  }
}
