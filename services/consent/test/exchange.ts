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
  const month = () => new Date(parts.nowMs()).toISOString().slice(0, 7)

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
    const blank = (bytes: number) => randomBytes(bytes).toString('base64')
    const detail = wanted.isTraceSilent
      ? { right }
      : { right, personAgreement: wanted.personAgreement }
    const item = {
      n: 0,
      key: randomUUID(),
      day: at.toISOString().slice(0, 10),
      fingerprint: blank(32),
      id,
      sender,
      receiver,
      right,
      agreement: `agr_${'1'.repeat(32)}`,
      hash: '1'.repeat(64),
      purpose: 'inform-of-right',
      basis: wanted.personAgreement === undefined ? 'public-task' : 'with-agreement',
      objectable: wanted.objectable ?? true,
      accepted: at,
      ended: at,
      expires: new Date(nowMs + 300 * 86_400_000),
      kek: 'kek_test',
      wrapped: blank(60),
      index_key: month(),
      index: blindIndex(store.getOrCreate('signal-index', month()).key, identifier).toString(
        'base64',
      ),
      outbox: randomUUID(),
      head: '{',
      sealed: 'x',
      tail: '}',
      blank: { wrapped: blank(60), index: blank(32), sealed: 'y' },
      actor: sender,
      trace: newId(nowMs),
      traced: at,
      trace_key: month(),
      trace_index: blindIndex(store.getOrCreate('trace-index', month()).key, identifier).toString(
        'base64',
      ),
      detail,
    }
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
        ${JSON.stringify([item])}::text::json, ${JSON.stringify([gate])}::text::jsonb, ${at},
        ${new Date()})`
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
