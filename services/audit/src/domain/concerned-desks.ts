import type { LeafSource } from '@unefois/log-leaves'

/**
 * The agencies whose desks hold a case of this person, with the signals that they have: sent and
 * received there. Whoever never received one is not asked, and so not told that there was one.
 * @param sources without signals that are erased there.
 */
export function concernedDesks(
  sources: readonly LeafSource[],
): ReadonlyMap<string, readonly string[]> {
  const receivers = new Map<string, string>()
  const received = new Set<string>()
  for (const { counterparty, operation, outcome_class: outcome, signal_id: id } of sources) {
    if (id === null) continue
    if (operation === 'signal-accept' && outcome === 'sent' && counterparty !== null) {
      receivers.set(id, counterparty)
    }
    if (operation === 'case-received') received.add(id)
  }
  const concerned = new Map<string, string[]>()
  for (const [id, agency] of receivers) {
    if (!received.has(id)) continue
    concerned.set(agency, [...(concerned.get(agency) ?? []), id])
  }
  return concerned
}
