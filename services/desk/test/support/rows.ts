import type { TestDesk } from './desk.ts'

/** Every case of a test's desk, the first accepted first. */
export async function casesOf({ admin }: TestDesk) {
  const rows = await admin<
    { id: string; state: string; joinedTo: string | null; adviser: string | null }[]
  >`
    SELECT id, state, joined_to AS "joinedTo", adviser FROM desk.cases ORDER BY accepted_at, id`
  return [...rows]
}

/** What waits to be told, in order. */
export async function outboxOf({ admin }: TestDesk) {
  const rows = await admin<{ event: { type: string; signalId: string } }[]>`
    SELECT event FROM desk.outbox ORDER BY seq`
  return rows.map(row => row.event)
}

/** What waits to be told of one signal, in order. */
export async function eventsOf(desk: TestDesk, id: string) {
  const rows = await desk.admin<{ event: Record<string, unknown> }[]>`
    SELECT event FROM desk.outbox WHERE event ->> 'signalId' = ${id} ORDER BY seq`
  return rows.map(row => row.event)
}
