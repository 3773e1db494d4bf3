import type { Database } from '@unefois/database'

/** How long after its instant a class of rows goes, and by which article. */
export interface StoredClock {
  readonly class: 'signal-row' | 'signal-data' | 'bus-message' | 'idempotency' | 'batch'
  /** As Postgres writes intervals: `12 months -1 day`. */
  readonly kept: string
  readonly article: string
}

/** Writes the clocks as the law says them today. */
export async function storeClocks(sql: Database, clocks: readonly StoredClock[]): Promise<void> {
  await sql`
    INSERT INTO exchange.clock AS c (class, kept, article)
    SELECT class, kept, article FROM json_to_recordset(${JSON.stringify(clocks)}::text::json)
      AS i(class text, kept interval, article text)
    ON CONFLICT (class) DO UPDATE SET kept = excluded.kept, article = excluded.article
      WHERE (c.kept, c.article) IS DISTINCT FROM (excluded.kept, excluded.article)`
}
