import type { ControllerContacts } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'

/** Replaces how one controller is reached. */
export async function setContacts(
  tx: Transaction,
  controller: string,
  contacts: ControllerContacts,
  at: Date,
): Promise<void> {
  await tx`
    INSERT INTO registry.controller_contacts (controller, contacts, recorded_at)
    VALUES (${controller}, ${JSON.stringify(contacts)}::text::jsonb, ${at})
    ON CONFLICT (controller) DO UPDATE
    SET contacts = excluded.contacts, recorded_at = excluded.recorded_at`
}

/** How each controller that said so is reached; `hub` is the hub itself. */
export async function listContacts(
  tx: Transaction,
): Promise<ReadonlyMap<string, ControllerContacts>> {
  const rows = await tx<{ controller: string; contacts: ControllerContacts }[]>`
    SELECT controller, contacts FROM registry.controller_contacts ORDER BY controller`
  return new Map(rows.map(({ controller, contacts }) => [controller, contacts]))
}
