import type { AgreementText, Language, RegisterSource } from '@unefois/contracts'

/** How people call what an agreement joins. */
export interface AgreementNames {
  readonly sender: string
  readonly receiver: string
  /** `CAF → Carsat: ASPA`. */
  readonly both: string
  /** The rights, joined. */
  readonly rights: string
}

/** The names of both ends and of the rights; an id where the registry has no name. */
export function agreementNames(
  text: Pick<AgreementText, 'sender' | 'receiver' | 'rights'>,
  { participants, rights }: Pick<RegisterSource, 'participants' | 'rights'>,
  language: Language,
): AgreementNames {
  const nameOf = (id: string) =>
    participants.find(({ participant }) => participant.id === id)?.participant.name ?? id
  const named = text.rights.map(id => rights.find(right => right.id === id)?.labels[language] ?? id)
  const [sender, receiver, joined] = [nameOf(text.sender), nameOf(text.receiver), named.join(', ')]
  return { sender, receiver, rights: joined, both: `${sender} → ${receiver}: ${joined}` }
}
