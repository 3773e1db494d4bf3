import type { Transaction } from '@unefois/database'
import type { CaseLife } from '../domain/case-life.ts'

/**
 * Writes a case's new life and counts its version up.
 * @returns the new version.
 */
export async function updateLife(sql: Transaction, id: string, life: CaseLife): Promise<number> {
  const [row] = await sql<{ version: number }[]>`
    UPDATE desk.cases SET version = version + 1, state = ${life.state},
      adviser = ${life.adviser ?? null}, taken_charge_at = ${life.takenChargeAt ?? null},
      reached_at = ${life.reachedAt ?? null}, informed_at = ${life.informedAt ?? null},
      remind_on = ${life.remindOn}, take_up_by = ${life.takeUpBy},
      accompany_by = ${life.accompanyBy ?? null}, held_on = ${life.heldOn ?? null},
      hold_reason = ${life.holdReason ?? null}, resume_on = ${life.resumeOn ?? null},
      ended_at = ${life.endedAt ?? null}, outcomes = ${life.outcomes},
      levels = ${life.levels}, decline_reason = ${life.declineReason ?? null},
      closed_by = ${life.closedBy ?? null}, confirmed_by = ${life.confirmedBy ?? null},
      restricted_at = ${life.restrictedAt ?? null},
      restriction_ground = ${life.restrictionGround ?? null},
      proposed_at = ${life.proposedAt ?? null}, proposed_by = ${life.proposedBy ?? null},
      proposed_outcomes = ${life.proposedOutcomes ?? null},
      proposed_levels = ${life.proposedLevels ?? null}
    WHERE id = ${id} RETURNING version`
  if (row === undefined) throw new Error('a locked case cannot be missing')
  return row.version
}

/** Makes the signals of a live case follow it into its end, or note that charge was taken. */
export async function updateJoined(
  sql: Transaction,
  ids: readonly string[],
  life: Pick<CaseLife, 'state' | 'takenChargeAt' | 'endedAt' | 'outcomes' | 'declineReason'>,
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    UPDATE desk.cases SET version = version + 1, state = ${life.state},
      taken_charge_at = COALESCE(taken_charge_at, ${life.takenChargeAt ?? null}),
      ended_at = ${life.endedAt ?? null}, outcomes = ${life.outcomes},
      decline_reason = ${life.declineReason ?? null}
    WHERE id = ANY (${ids}::uuid[])`
}

/**
 * Gives a joined signal the live case's place: its life becomes the case's, and the others that
 * were joined are joined to it. The former case must have been erased before.
 */
export async function promoteJoined(
  sql: Transaction,
  formerId: string,
  id: string,
  life: CaseLife,
): Promise<void> {
  await sql`UPDATE desk.cases SET joined_to = NULL, state = ${life.state} WHERE id = ${id}`
  await updateLife(sql, id, life)
  await sql`
    UPDATE desk.cases SET joined_to = ${id} WHERE joined_to = ${formerId} AND state = 'joined'`
}

/** Records the signal by which a declined case went on to another agency. */
export async function recordChild(sql: Transaction, id: string, child: string): Promise<void> {
  await sql`UPDATE desk.cases SET child = ${child} WHERE id = ${id}`
}

/**
 * Destroys what the desk holds of the person: identifier, index, right, codes, contacts, notices.
 * Id, agencies, agreement, dates, state and outcomes stay.
 */
export async function eraseCases(
  sql: Transaction,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await sql`DELETE FROM desk.contact WHERE case_id = ANY (${ids}::uuid[])`
  await sql`DELETE FROM desk.notice WHERE case_id = ANY (${ids}::uuid[])`
  await sql`DELETE FROM desk.restriction_order WHERE signal_id = ANY (${ids}::uuid[])`
  await sql`
    UPDATE desk.cases SET kek = NULL, wrapped_key = NULL, subject_index = NULL,
      sealed_subject = NULL, right_id = NULL, observed_on = NULL, territory = NULL, trigger = NULL,
      detection = NULL, ntu_type = NULL, contact_channel = NULL, language = NULL,
      erased_at = ${at}
    WHERE id = ANY (${ids}::uuid[]) AND erased_at IS NULL`
}

/** Ends erased cases whose last day has passed; a joined signal ends alone. */
export async function endExpired(
  sql: Transaction,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await sql`
    UPDATE desk.cases SET version = version + 1, state = 'closed', outcomes = '{expired}',
      ended_at = ${at}, ${safeguardsEnd(sql)}
    WHERE id = ANY (${ids}::uuid[])`
}

/** Ends erased cases in the state `erased`: by a recall, not by an outcome of the desk's. */
export async function markErased(sql: Transaction, ids: readonly string[]): Promise<void> {
  await sql`
    UPDATE desk.cases SET version = version + 1, state = 'erased', adviser = NULL,
      ${safeguardsEnd(sql)}
    WHERE id = ANY (${ids}::uuid[])`
}

/** What a case that ends from outside no longer waits for. */
function safeguardsEnd(sql: Transaction) {
  return sql`held_on = NULL, hold_reason = NULL, resume_on = NULL, restricted_at = NULL,
    restriction_ground = NULL, proposed_at = NULL, proposed_by = NULL, proposed_outcomes = NULL,
    proposed_levels = NULL`
}
