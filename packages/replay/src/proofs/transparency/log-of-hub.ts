import { type NoteVerifier, parseVerifierKey } from '@unefois/audit-log'
import type { Database } from '@unefois/database'
import type { Hub } from '@unefois/local'
import { waitFor } from '../../wait-for.ts'

/** The hub's log as anybody sees it. */
export interface PublicLog {
  readonly verifier: NoteVerifier
  /** The newest published checkpoint; undefined before the first. */
  checkpoint(): Promise<string | undefined>
  policy(): Promise<string>
  tile(path: string): Promise<Buffer>
}

/** Reads a hub's log over HTTP, without a token. */
export async function openPublicLog(hub: Hub): Promise<PublicLog> {
  const get = (path: string) => fetch(`${hub.urls.audit}/v1/log/${path}`)
  const policy = async () => (await get('policy')).text()
  const [key = ''] = (await policy()).split('\n', 1)
  return {
    verifier: parseVerifierKey(key.replace(/^log /u, '')),
    policy,
    async checkpoint() {
      const answer = await get('checkpoint')
      return answer.status === 200 ? answer.text() : undefined
    },
    async tile(path) {
      const answer = await get(path)
      if (answer.status !== 200) throw new Error(`no tile: ${answer.status}`)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}

/** Waits until everything but what a publication numbers has its number and its signature. */
export async function waitUntilNumbered(sql: Database): Promise<void> {
  await waitFor(
    'everything numbered',
    async () => {
      const [row] = await sql<{ waiting: number }[]>`
        SELECT (SELECT count(*)::int FROM audit.log_queue WHERE kind <> 'directory')
          + (SELECT count(*)::int FROM audit.log_checkpoint WHERE note IS NULL) AS waiting`
      return row?.waiting
    },
    waiting => waiting === 0,
  )
}

/** Every checkpoint that the database says was signed, internal ones too. */
export async function readNotes(sql: Database): Promise<string[]> {
  const rows = await sql<{ note: string }[]>`
    SELECT note FROM audit.log_checkpoint WHERE note IS NOT NULL ORDER BY size`
  return rows.map(({ note }) => note)
}
