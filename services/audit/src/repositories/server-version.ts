import type { Transaction } from '@unefois/database'

/** Which Postgres answers, in its own words: `18.4`. */
export async function readServerVersion(transaction: Transaction): Promise<string> {
  const [row] = await transaction<{ version: string }[]>`
    SELECT split_part(current_setting('server_version'), ' ', 1) AS version`
  return row?.version ?? ''
}
