import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '@unefois/database'
import type { SignalStream } from '../signals.ts'

/** The floor's table: the raw body and the same three index columns as a signal has. */
export async function createFloor(sql: Database): Promise<void> {
  await sql.unsafe(`CREATE TABLE public.floor (id uuid PRIMARY KEY, subject_index bytea NOT NULL,
    receiver text NOT NULL, accepted_at timestamptz NOT NULL, body text NOT NULL);
    CREATE INDEX ON public.floor (subject_index);
    CREATE INDEX ON public.floor (receiver, accepted_at)`)
}

/**
 * Inserts raw bodies that are there as text, so many rows of one json parameter at a time, over so
 * many connections: an id and an index for each, and nothing else.
 */
export async function insertFloor(
  sql: Database,
  stream: SignalStream,
  shape: { rows: number; rowsEach: number; connections: number },
): Promise<{ perSecond: number }> {
  const bodies = Array.from({ length: shape.rows }, () => stream.next().body)
  const startedMs = performance.now()
  await Promise.all(
    Array.from({ length: shape.connections }, async () => {
      while (bodies.length > 0) {
        const rows = JSON.stringify(bodies.splice(-shape.rowsEach).map(floorRow))
        await sql`INSERT INTO public.floor (id, subject_index, receiver, accepted_at, body)
          SELECT i.id, decode(i.subject_index, 'hex'), i.receiver, i.accepted_at, i.body
          FROM json_to_recordset(${rows}::text::json)
            AS i(id uuid, subject_index text, receiver text, accepted_at timestamptz, body text)`
      }
    }),
  )
  return { perSecond: (shape.rows * 1_000) / (performance.now() - startedMs) }
}

function floorRow(body: string) {
  return {
    id: randomUUID(),
    subject_index: randomBytes(32).toString('hex'),
    receiver: 'receiver',
    accepted_at: new Date().toISOString(),
    body,
  }
}
