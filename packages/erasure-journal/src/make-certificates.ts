import { type Database, inTransaction, type Transaction } from '@unefois/database'
import { type KeyStore, keyFamilies } from '@unefois/sealing'
import { type LogPlace, signCertificate, toCertificate, underDataKeys } from './certificate.ts'
import { certificateKeys } from './certificate-key.ts'
import type { ErasureClass, JournalEntry } from './entry.ts'
import { limits } from './limits.ts'

/** What certificates are made with. */
export interface CertifyDeps {
  readonly sql: Database
  readonly store: KeyStore
  /** The name inside every seal and every certificate. */
  readonly hub: string
  readonly nowMs: () => number
  /**
   * Where the log says that these were erased, under a published checkpoint: an erasure without a
   * place is certified later. Undefined where no log is kept, at a desk.
   */
  readonly findPlaces?: (
    transaction: Transaction,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, LogPlace>>
}

/**
 * Makes the certificate of each journal entry that is on disk outside the database, that is in the
 * published log where there is one, and whose keys are gone from the key store: a fact at that
 * instant, not a promise. Answers how many.
 */
export async function makeCertificates(deps: CertifyDeps): Promise<number> {
  deps.store.refresh()
  const keys = keysThere(deps.store)
  let made = 0
  let after = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const batch = await inTransaction(
      deps.sql,
      { name: 'make-certificates' },
      async transaction => {
        const waiting = await takeUncertified(transaction, keys, after)
        const gone = waiting.filter(entry => !(entry.keyIds ?? []).some(id => keys.ids.has(id)))
        const ids = gone.map(({ id }) => id)
        const places = await deps.findPlaces?.(transaction, ids)
        const ready = places === undefined ? gone : gone.filter(({ id }) => places.has(id))
        await store(deps, transaction, ready, places)
        return { waiting, ready: ready.length }
      },
    )
    made += batch.ready
    const last = batch.waiting.at(-1)
    if (last === undefined || batch.waiting.length < limits.entriesPerBatchMax) return made
    after = { at: new Date(last.at), id: last.id }
  }
}

/** Later than anything is: no key stands in the way. */
const instantMsMax = Date.parse('9999-12-31T00:00:00.000Z')

interface KeysThere {
  readonly ids: ReadonlySet<string>
  /** When the oldest key-encryption key began; absent when there is none. */
  readonly oldestKekMs: number | undefined
}

function keysThere(store: KeyStore): KeysThere {
  const [oldest] = store.list('kek')
  return {
    ids: new Set(keyFamilies.flatMap(family => store.list(family).map(({ id }) => id))),
    oldestKekMs: oldest === undefined ? undefined : Date.parse(oldest.label),
  }
}

/** Entries without a certificate, save those whose data keys could still be unwrapped. */
async function takeUncertified(
  transaction: Transaction,
  { oldestKekMs }: KeysThere,
  after: { at: Date; id: string },
): Promise<JournalEntry[]> {
  const outOfReach = new Date(oldestKekMs ?? instantMsMax)
  const rows = await transaction<Stored[]>`
    SELECT id, at, owner, class, reason, article, signal_ids AS "signalIds", key_ids AS "keyIds",
      row_ids AS "rowIds", "partition", count, agreement_hash AS "agreementHash"
    FROM audit.erasure_journal
    WHERE certified_at IS NULL AND exported_at IS NOT NULL AND (at, id) > (${after.at}, ${after.id})
      AND (class <> ALL (${[...underDataKeys]}) OR at < ${outOfReach})
    ORDER BY at, id LIMIT ${limits.entriesPerBatchMax} FOR UPDATE SKIP LOCKED`
  return rows.map(row => ({ ...row, at: row.at.toISOString(), count: Number(row.count) }))
}

interface Stored extends Omit<JournalEntry, 'at' | 'count' | 'class'> {
  readonly at: Date
  readonly count: string
  readonly class: ErasureClass
}

async function store(
  deps: CertifyDeps,
  transaction: Transaction,
  entries: readonly JournalEntry[],
  places: ReadonlyMap<string, LogPlace> | undefined,
): Promise<void> {
  const key = certificateKeys(deps.store).at(-1)
  if (entries.length === 0 || key === undefined) return
  const madeAt = new Date(deps.nowMs())
  const rows = entries.map(entry => {
    const place = places?.get(entry.id)
    const certificate = toCertificate(entry, { hub: deps.hub, keysGoneAt: madeAt, place })
    const { document, signature } = signCertificate(certificate, key)
    return { id: entry.id, document, signature: signature.toString('base64') }
  })
  await transaction`
    INSERT INTO audit.certificate (id, made_at, document, signature, key_id)
    SELECT r.id, ${madeAt}, r.document, decode(r.signature, 'base64'), ${key.keyId}
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r(id uuid, document text, signature text)
    ON CONFLICT (id) DO NOTHING`
  await transaction`
    UPDATE audit.erasure_journal SET certified_at = ${madeAt}
    WHERE id = ANY (${rows.map(({ id }) => id)}::uuid[])`
}
