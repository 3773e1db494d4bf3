import type { Database } from '@unefois/database'

/** All that the log's writer must know to take a turn, or none. */
export interface LogLook {
  /** The first and the last place in the queue of what any turn numbers. */
  readonly waiting: { readonly first: number; readonly last: number } | undefined
  /** Something waits that only a publication numbers. */
  readonly isDirectoryWaiting: boolean
  /** Something stands committed without its signature. */
  readonly isUnsigned: boolean
  readonly size: number
  /** What was last published, signed or not. */
  readonly published: { readonly size: number; readonly at: Date } | undefined
}

/** Looks at the log in one statement: at rest that is the whole of a turn. */
export async function lookAtLog(sql: Database): Promise<LogLook> {
  const [row] = await sql<
    {
      first: string | null
      last: string | null
      directory: boolean
      unsigned: boolean
      size: string
      published: string | null
      published_at: Date | null
    }[]
  >`SELECT w.first, w.last,
      EXISTS (SELECT FROM audit.log_queue WHERE kind = 'directory') AS directory,
      EXISTS (SELECT FROM audit.log_checkpoint WHERE note IS NULL) AS unsigned,
      s.size, p.size AS published, p.published_at
    FROM audit.log_state AS s CROSS JOIN (
      SELECT min(q.position) AS first, max(q.position) AS last FROM audit.log_queue AS q
      WHERE q.kind <> 'directory') AS w
    LEFT JOIN LATERAL (
      SELECT c.size, c.published_at FROM audit.log_checkpoint AS c
      WHERE c.published_at IS NOT NULL ORDER BY c.size DESC LIMIT 1) AS p ON true`
  if (row === undefined) throw new Error('the log has a state')
  const { first, last, published, published_at: at } = row
  return {
    waiting:
      first === null || last === null ? undefined : { first: Number(first), last: Number(last) },
    isDirectoryWaiting: row.directory,
    isUnsigned: row.unsigned,
    size: Number(row.size),
    published: published === null || at === null ? undefined : { size: Number(published), at },
  }
}
