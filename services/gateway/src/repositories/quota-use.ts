import type { Database } from '@unefois/database'

/** Adds calls to the daily counts and answers the new totals. Rows come sorted: no deadlock. */
export async function addQuotaUse(
  sql: Database,
  uses: readonly { agreementId: string; day: string; calls: number }[],
): Promise<{ agreementId: string; day: string; calls: number }[]> {
  return sql<{ agreementId: string; day: string; calls: number }[]>`
    INSERT INTO exchange.quota_use AS q (agreement_id, day, calls)
    SELECT u."agreementId", u.day, u.calls
    FROM json_to_recordset(${JSON.stringify(uses)}::text::json)
      AS u("agreementId" text, day date, calls bigint)
    ON CONFLICT (agreement_id, day) DO UPDATE SET calls = q.calls + excluded.calls
    RETURNING agreement_id AS "agreementId", day::text, calls::float8 AS calls`
}
