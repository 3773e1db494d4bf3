import { decodeBundle } from '@unefois/audit-log'
import type { Database } from '@unefois/database'
import type { LeafEvidence, LeafSource, Opening, SignedState } from '@unefois/log-leaves'

/** Everything that the hub's database holds of its log, as an administrator reads it. */
export interface LogEvidence extends Omit<LeafEvidence, 'laws' | 'now'> {
  readonly hashes: Buffer
  readonly checkpoints: readonly SignedState[]
  /** Acts and erasures that have no number and wait for none. */
  readonly unnumbered: number
}

/**
 * Reads a whole log with its openings, in one snapshot: for those who judge it, not for a service.
 * @param sql an administrator's: no role of a service may read an opening.
 */
export async function readEvidence(sql: Database): Promise<LogEvidence> {
  return (await sql.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async transaction => {
    const bundles = await transaction<{ entries: Buffer }[]>`
      SELECT entries FROM audit.log_bundle ORDER BY tile`
    const tiles = await transaction<{ hashes: Buffer }[]>`
      SELECT hashes FROM audit.log_tile WHERE level = 0 ORDER BY tile`
    const signed = await transaction<CheckpointRow[]>`
      SELECT size, root, note, at, published_at, pads, pad_seed FROM audit.log_checkpoint
      ORDER BY size`
    const rows = await transaction<OpeningRow[]>`
      SELECT 'act' AS kind, e.id, true AS found, to_char(e.at AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.actor, e.agency, e.agent, e.purpose,
        e.operation, e.agreement_hash, e.signal_id, e.counterparty, e.outcome_class, e.detail,
        e.detail_erased_at IS NOT NULL AS erased, NULL::json AS entry,
        o.log_index, o.nonce_1, o.nonce_2, e.detail_erased_at
      FROM audit.opening AS o JOIN audit.event AS e USING (id)
      UNION ALL
      SELECT 'erasure', j.id, true, to_char(j.at AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, false, json_build_object('owner', j.owner, 'class', j.class, 'reason', j.reason,
          'article', j.article, 'signalIds', j.signal_ids, 'keyIds', j.key_ids,
          'rowIds', j.row_ids, 'partition', j."partition", 'count', j.count,
          'agreementHash', j.agreement_hash),
        o.log_index, o.nonce_1, o.nonce_2, NULL
      FROM audit.erasure_opening AS o JOIN audit.erasure_journal AS j USING (id)`
    const [left] = await transaction<{ acts: number }[]>`
      SELECT (SELECT count(*)::int FROM audit.event AS e
          WHERE NOT EXISTS (SELECT FROM audit.opening AS o WHERE o.id = e.id))
        + (SELECT count(*)::int FROM audit.erasure_journal AS j
          WHERE NOT EXISTS (SELECT FROM audit.erasure_opening AS o WHERE o.id = j.id))
        - (SELECT coalesce(sum(cardinality(q.ids)), 0)::int FROM audit.log_queue AS q
          WHERE q.kind <> 'cleared') AS acts`
    return {
      entries: bundles.flatMap(({ entries }) => decodeBundle(entries)),
      hashes: Buffer.concat(tiles.map(({ hashes }) => hashes)),
      openings: rows.map(openingOf),
      checkpoints: signed.flatMap(({ size, root, note }) =>
        note === null ? [] : [{ size: Number(size), root, note }],
      ),
      checkpointTimes: signed.map(({ size, at }) => ({ size: Number(size), at })),
      pads: signed.flatMap(({ size, pads, pad_seed: seed }) =>
        seed === null ? [] : [{ end: Number(size), count: pads, seed }],
      ),
      unnumbered: left?.acts ?? 0,
    }
  })) as LogEvidence
}

interface CheckpointRow {
  readonly size: string
  readonly root: Buffer
  readonly note: string | null
  readonly at: Date
  readonly pads: number
  readonly pad_seed: Buffer | null
}

interface OpeningRow extends LeafSource {
  readonly log_index: string
  readonly nonce_1: Buffer
  readonly nonce_2: Buffer | null
  readonly detail_erased_at: Date | null
}

function openingOf({
  log_index,
  nonce_1,
  nonce_2,
  detail_erased_at,
  ...source
}: OpeningRow): Opening {
  return {
    index: Number(log_index),
    source,
    nonce1: nonce_1,
    nonce2: nonce_2,
    erasedAt: detail_erased_at,
  }
}
