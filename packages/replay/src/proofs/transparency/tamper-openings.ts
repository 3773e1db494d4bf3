import type { Database } from '@unefois/database'
import type { Opening } from '@unefois/log-leaves'

/** What somebody with every right in the database does to one act, or to two. */
interface Tampering {
  readonly name: string
  readonly acts: 1 | 2
  apply(sql: Database, id: string, other: string): Promise<unknown>
}

const kinds: readonly Tampering[] = [
  edit('counterparty', "counterparty = 'caf-75'"),
  edit('agent', "agent = 'agt_another0001'"),
  edit('instant', "at = at + interval '1 microsecond'"),
  edit('purpose', "purpose = 'award-right'"),
  edit('operation', "operation = 'signal-refuse'"),
  edit('outcome', "outcome_class = 'objected'"),
  edit('agreement', "agreement_hash = repeat('0', 64)"),
  edit('signal', 'signal_id = id'),
  edit('detail', `detail = detail || '{"right": "fr.caf.rsa"}'`),
  edit('detail-emptied', 'detail = NULL'),
  {
    name: 'second-opening-deleted',
    acts: 1,
    async apply(sql, id) {
      // As near to the truth as it can be made: at the instant of a real erasure, if there is one.
      await sql`
        UPDATE audit.event AS e SET detail = NULL, detail_erased_at = coalesce((
          SELECT j.at FROM audit.erasure_journal AS j
          WHERE j.class = 'second-opening' AND e.signal_id = ANY (j.signal_ids) LIMIT 1), e.at)
        WHERE e.id = ${id}`
      await sql`UPDATE audit.opening SET nonce_2 = NULL WHERE id = ${id}`
    },
  },
  {
    name: 'nonce-replaced',
    acts: 1,
    apply: (sql, id) => sql`UPDATE audit.opening SET nonce_1 = sha256(nonce_1) WHERE id = ${id}`,
  },
  {
    name: 'opening-deleted',
    acts: 1,
    apply: (sql, id) => sql`DELETE FROM audit.opening WHERE id = ${id}`,
  },
  {
    name: 'trace-deleted',
    acts: 1,
    apply: (sql, id) => sql`DELETE FROM audit.event WHERE id = ${id}`,
  },
  {
    name: 'reordered',
    acts: 2,
    apply: (sql, id, other) => sql`
      UPDATE audit.opening AS o SET log_index = x.log_index
      FROM audit.opening AS x WHERE o.id IN (${id}, ${other}) AND x.id IN (${id}, ${other})
        AND x.id <> o.id`,
  },
]

function edit(name: string, assignment: string): Tampering {
  return {
    name,
    acts: 1,
    apply: (sql, id) => sql.unsafe(`UPDATE audit.event SET ${assignment} WHERE id = $1`, [id]),
  }
}

/** One tampering that was done, and the leaves whose indexes must be named. */
export interface Done {
  readonly name: string
  readonly indexes: readonly number[]
}

/** Does each kind of tampering to `times` acts of its own, drawn from those with both parts. */
export async function tamperAll(
  sql: Database,
  openings: readonly Opening[],
  { times, random }: { times: number; random: () => number },
): Promise<Done[]> {
  const left = openings.filter(
    ({ nonce2, source }) =>
      source.kind === 'act' &&
      nonce2 !== null &&
      source.detail !== null &&
      source.signal_id !== null,
  )
  const draw = (): Opening => {
    const [drawn] = left.splice(Math.floor(random() * left.length), 1)
    if (drawn === undefined) throw new Error('there are more acts than tamperings')
    return drawn
  }
  const done: Done[] = []
  for (const kind of kinds) {
    for (let time = 0; time < times; time += 1) {
      const [one, other] = [draw(), kind.acts === 2 ? draw() : undefined]
      await kind.apply(sql, one.source.id, other?.source.id ?? one.source.id)
      const touched = other === undefined ? [one] : [one, other]
      done.push({ name: kind.name, indexes: touched.map(({ index }) => index) })
    }
  }
  return done
}
