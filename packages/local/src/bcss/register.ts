import type { Identifier } from '@unefois/identifiers'

/** The simulator's reference directory: synthetic people, in memory only, gone with the process. */
export interface IntegrationRegister {
  /** From and to are days, both included; integrating again replaces the days. */
  integrate(identifier: Identifier, participant: string, days: Days): void
  isIntegrated(identifier: Identifier, participant: string, day: string): boolean
}

export interface Days {
  readonly from: string
  readonly to?: string
}

/** An empty directory: nobody is integrated anywhere until told. */
export function createIntegrationRegister(): IntegrationRegister {
  const rows = new Map<string, Days>()
  const keyOf = ({ value }: Identifier, participant: string) => `${value}|${participant}`
  return {
    integrate: (identifier, participant, days) => {
      rows.set(keyOf(identifier, participant), days)
    },
    isIntegrated(identifier, participant, day) {
      const days = rows.get(keyOf(identifier, participant))
      return days !== undefined && days.from <= day && day <= (days.to ?? day)
    },
  }
}
