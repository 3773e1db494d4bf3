import type { CaseContactV2, CaseNotice } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'

/** A contact as the case's page shows it. */
export type ShownContact = Pick<CaseContactV2, 'channel' | 'result' | 'leavesContent'> & {
  readonly at: Date
  readonly agent: string
}

/** Records one attempt to contact the person. */
export async function insertContact(
  sql: Transaction,
  row: { id: string; caseId: string; agent: string; contact: CaseContactV2 },
): Promise<void> {
  const { channel, result, at, leavesContent } = row.contact
  await sql`
    INSERT INTO desk.contact (id, case_id, at, channel, result, leaves_content, agent)
    VALUES (${row.id}, ${row.caseId}, ${at}, ${channel}, ${result}, ${leavesContent}, ${row.agent})`
}

/** All contacts of a case, the oldest first. */
export async function listContacts(sql: Transaction, caseId: string): Promise<ShownContact[]> {
  return sql<ShownContact[]>`
    SELECT channel, result, at, leaves_content AS "leavesContent", agent FROM desk.contact
    WHERE case_id = ${caseId} ORDER BY at, id`
}

/** How many contacts a case holds. */
export async function countContacts(sql: Transaction, caseId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM desk.contact WHERE case_id = ${caseId}`
  return row?.count ?? 0
}

/** A notice as the case's page shows it. */
export type ShownNotice = Omit<CaseNotice, 'informedAt'> & {
  readonly informedAt: Date
  readonly agent: string
}

/** Every time the person was told of their rights, the first one first. */
export async function listNotices(sql: Transaction, caseId: string): Promise<ShownNotice[]> {
  return sql<ShownNotice[]>`
    SELECT informed_at AS "informedAt", channel, template, language, agent FROM desk.notice
    WHERE case_id = ${caseId} ORDER BY informed_at, id LIMIT 1000`
}

/** Records which notice the person was given, when and in which language. */
export async function insertNotice(
  sql: Transaction,
  row: { id: string; caseId: string; agent: string; notice: CaseNotice },
): Promise<void> {
  const { informedAt, channel, template, language } = row.notice
  await sql`
    INSERT INTO desk.notice (id, case_id, informed_at, channel, template, language, agent)
    VALUES (${row.id}, ${row.caseId}, ${informedAt}, ${channel}, ${template}, ${language},
      ${row.agent})`
}
