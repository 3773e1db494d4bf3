import postgres from 'postgres'

/** One table or partition, quoted as SQL needs it, with a column that any row has. */
export interface TableName {
  readonly schema: string
  readonly name: string
  readonly column: string
  readonly partition: boolean
}

/** Every table, partitioned table and partition of a database but the server's own. */
export async function listTables(adminUrl: string): Promise<TableName[]> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    return await sql<TableName[]>`
      SELECT quote_ident(n.nspname) AS schema, quote_ident(c.relname) AS name,
        c.relispartition AS partition, (
          SELECT quote_ident(a.attname) FROM pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          ORDER BY a.attnum LIMIT 1) AS column
      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'
      ORDER BY 1, 2`
  } finally {
    await sql.end({ timeout: 2 })
  }
}
