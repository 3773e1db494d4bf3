import type { Competence } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'
import { limits } from '../limits.ts'

/** Rows whose days meet those of `row`, for the same right, place and participant. */
export async function findOverlapping(tx: Transaction, row: Competence): Promise<Competence[]> {
  const rows = await tx<{ row: Competence }[]>`
    SELECT ${asContract(tx)} AS row FROM registry.competence
    WHERE "right" = ${row.right} AND territory = ${row.territory}
      AND participant = ${row.participant}
      AND valid_from <= coalesce(${row.to ?? null}::text::date, 'infinity')
      AND coalesce(valid_to, 'infinity') >= ${row.from}::text::date
    ORDER BY valid_from`
  return rows.map(each => each.row)
}

/** Who is competent for a right in a place on a day. */
export async function findCompetent(
  sql: Database,
  question: { right: string; territory: string; on: string },
): Promise<Competence[]> {
  const rows = await sql<{ row: Competence }[]>`
    SELECT ${asContract(sql)} AS row FROM registry.competence
    WHERE "right" = ${question.right} AND territory = ${question.territory}
      AND valid_from <= ${question.on}::text::date
      AND (valid_to IS NULL OR valid_to >= ${question.on}::text::date)
    ORDER BY participant, valid_from LIMIT ${limits.competenceRowsMax}`
  return rows.map(each => each.row)
}

/** Every row, past ones included: a signal observed last month asks about last month. */
export async function listCompetence(sql: Database | Transaction): Promise<Competence[]> {
  const rows = await sql<{ row: Competence }[]>`
    SELECT ${asContract(sql)} AS row FROM registry.competence
    ORDER BY "right", territory, participant, valid_from`
  return rows.map(each => each.row)
}

/** Adds a row; the caller has seen that it meets no other. */
export async function insertCompetence(tx: Transaction, row: Competence, at: Date): Promise<void> {
  await tx`
    INSERT INTO registry.competence
      ("right", territory, participant, valid_from, valid_to, source, recorded_at)
    VALUES (${row.right}, ${row.territory}, ${row.participant}, ${row.from}::text::date,
      ${row.to ?? null}::text::date, ${row.source}, ${at})`
}

/** Closes an open row on `row.to`, with the source of that end. */
export async function closeCompetence(tx: Transaction, row: Competence): Promise<void> {
  await tx`
    UPDATE registry.competence
    SET valid_to = ${row.to ?? null}::text::date, closing_source = ${row.source}
    WHERE "right" = ${row.right} AND territory = ${row.territory}
      AND participant = ${row.participant} AND valid_from = ${row.from}::text::date`
}

/** A row as `competence.v1`; a closed one cites the text that closed it. */
function asContract(sql: Database | Transaction) {
  return sql`jsonb_strip_nulls(jsonb_build_object('right', "right", 'territory', territory,
    'participant', participant, 'from', to_char(valid_from, 'YYYY-MM-DD'),
    'to', to_char(valid_to, 'YYYY-MM-DD'), 'source', coalesce(closing_source, source)))`
}
