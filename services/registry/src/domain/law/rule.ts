import type { AgreementText, Participant, Right } from '@unefois/contracts'
import type { Problem } from '@unefois/errors'
import { problems, type RegistryProblem } from '../../errors.ts'

/** What a rule looks at: a text and the two agencies and the rights that it names. */
export interface Case {
  readonly text: AgreementText
  readonly sender: Participant
  readonly receiver: Participant
  readonly rights: readonly Right[]
}

/** Why a text is refused, and where in it (RFC 6901, from the text's root). */
export interface Refusal {
  readonly code: RegistryProblem
  readonly pointer: string
}

/** One provision: what it refuses in a case; nothing when it is content. */
export type Rule<C = Case> = (subject: C) => readonly Refusal[]

/** A refusal when `broken`. */
export function when(broken: boolean, code: RegistryProblem, pointer: string): Refusal[] {
  return broken ? [{ code, pointer }] : []
}

/**
 * Runs every rule, so that all that is wrong is said at once.
 * @throws Problem of the first refusal, with a pointer and the article for each.
 */
export function demand<C>(subject: C, rules: readonly Rule<C>[], root = ''): void {
  const refusals = rules.flatMap(rule => rule(subject))
  if (refusals.length > 0) throw toProblem(refusals, root)
}

function toProblem(refusals: readonly Refusal[], root: string): Problem {
  const pointers = refusals.map(({ code, pointer }) => {
    const { title, article } = problems.definitions[code] as { title: string; article?: string }
    return {
      pointer: `${root}${pointer}`,
      detail: article === undefined ? title : `${title} (${article})`,
    }
  })
  return problems[refusals[0]?.code ?? 'purpose-refused']({ pointers })
}
