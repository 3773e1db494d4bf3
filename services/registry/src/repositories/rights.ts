import type { Right } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** The rights catalogue, in the order of its ids; it comes with the migrations. */
export async function listRights(sql: Database | Transaction): Promise<Right[]> {
  const rows = await sql<{ right: Right }[]>`
    SELECT jsonb_strip_nulls(jsonb_build_object('id', id, 'country', country,
      'receiverType', receiver_type, 'routing', routing, 'sensitive', sensitive,
      'labels', labels)) AS "right"
    FROM registry."right" ORDER BY id`
  return rows.map(row => row.right)
}

/** One right of the catalogue. */
export async function findRight(tx: Transaction, id: string): Promise<Right | undefined> {
  const rights = await listRights(tx)
  return rights.find(right => right.id === id)
}
