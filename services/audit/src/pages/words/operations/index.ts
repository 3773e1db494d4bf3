import type { Language } from '@unefois/contracts'
import type { Phrase } from '@unefois/pages'
import { deskOperations } from './desk.ts'
import { directoryOperations } from './directory.ts'
import { exchangeOperations } from './exchange.ts'
import { keepingOperations } from './keeping.ts'
import { personOperations } from './person.ts'

/** Every operation that a trace may name: pages and a person’s access say it in these words. */
export const operations = {
  ...exchangeOperations,
  ...deskOperations,
  ...personOperations,
  ...directoryOperations,
  ...keepingOperations,
} as const satisfies Readonly<Record<string, Phrase>>

/** An operation in plain words; one that is not known yet, by its own name. */
export function operationWords(operation: string, language: Language): string {
  const known: Readonly<Record<string, Phrase>> = operations
  return known[operation]?.[language] ?? operation
}
