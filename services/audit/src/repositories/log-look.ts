import type { Database } from '@unefois/database'

/** All that the log's writer must know to take a turn, or none. */
export interface LogLook {
  readonly isWaiting: boolean
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
      waiting: boolean
      directory: boolean
      unsigned: boolean
      size: string
      published: string | null
      published_at: Date | null
    }[]
  >`SELECT EXISTS (SELECT FROM audit.log_queue WHERE kind <> 'directory') AS waiting,
      EXISTS (SELECT FROM audit.log_queue WHERE kind = 'directory') AS directory,
      EXISTS (SELECT FROM audit.log_checkpoint WHERE note IS NULL) AS unsigned,
      s.size, p.size AS published, p.published_at
    FROM audit.log_state AS s LEFT JOIN LATERAL (
      SELECT c.size, c.published_at FROM audit.log_checkpoint AS c
      WHERE c.published_at IS NOT NULL ORDER BY c.size DESC LIMIT 1) AS p ON true`
  if (row === undefined) throw new Error('the log has a state')
  const { published, published_at: at } = row
  return {
    isWaiting: row.waiting,
    isDirectoryWaiting: row.directory,
    isUnsigned: row.unsigned,
    size: Number(row.size),
    published: published === null || at === null ? undefined : { size: Number(published), at },
  }
}
