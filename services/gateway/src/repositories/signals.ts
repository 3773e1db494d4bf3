import { type Database, inTransaction } from '@unefois/database'

/** One signal as its sender's questions need it. */
export interface SignalRow {
  readonly id: string
  readonly receiver: string
  readonly basis: 'public-task' | 'statutory-duty' | 'with-agreement'
  readonly acceptedAt: Date
  readonly endedAt: Date
  readonly expiresAt: Date
  readonly state: 'sent' | 'received' | 'taken-charge' | 'closed' | 'declined' | 'erased'
  readonly stateAt: Date
  readonly outcomes: readonly string[]
  readonly withdrawnAt: Date | null
}

/** One signal of a sender, or undefined: another agency's is not there at all. */
export async function findSignal(
  sql: Database,
  sender: string,
  id: string,
): Promise<SignalRow | undefined> {
  const rows = await inTransaction(
    sql,
    { name: 'find-signal', agency: sender },
    transaction =>
      transaction<SignalRow[]>`
      SELECT id, receiver, basis, accepted_at AS "acceptedAt",
        ended_at AS "endedAt", expires_at AS "expiresAt", state, state_at AS "stateAt", outcomes,
        withdrawn_at AS "withdrawnAt"
      FROM exchange.signal WHERE id = ${id} AND sender = ${sender}`,
  )
  return rows[0]
}

/** A page of a sender's signals in id order, after a given id. */
export async function listSignals(
  sql: Database,
  sender: string,
  page: { after: string; limit: number },
): Promise<SignalRow[]> {
  return inTransaction(
    sql,
    { name: 'list-signals', agency: sender },
    transaction =>
      transaction<SignalRow[]>`
      SELECT id, receiver, basis, accepted_at AS "acceptedAt",
        ended_at AS "endedAt", expires_at AS "expiresAt", state, state_at AS "stateAt", outcomes,
        withdrawn_at AS "withdrawnAt"
      FROM exchange.signal WHERE sender = ${sender} AND id > ${page.after}
      ORDER BY id LIMIT ${page.limit}`,
  )
}

/** A signal that its receiver may send on, and the person's agreement that it rests on, if any. */
export interface Parent {
  readonly expiresAt: Date
  readonly personAgreement: string | null
  readonly collector: string | null
}

/** The parent of a child signal, if its receiver is the agency that asks. */
export async function findParent(
  sql: Database,
  receiver: string,
  id: string,
): Promise<Parent | undefined> {
  const rows = await inTransaction(
    sql,
    { name: 'find-parent', agency: receiver },
    transaction =>
      transaction<Parent[]>`
      SELECT s.expires_at AS "expiresAt", p.person_agreement AS "personAgreement", p.collector
      FROM exchange.signal AS s
        LEFT JOIN LATERAL audit.find_person_agreement(s.id) AS p ON true
      WHERE s.id = ${id} AND s.receiver = ${receiver} AND s.withdrawn_at IS NULL
        AND s.state <> 'erased'`,
  )
  return rows[0]
}
