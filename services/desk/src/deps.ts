import type { Database } from '@unefois/database'
import type { Agreements } from './agreements.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Calendar } from './domain/calendar.ts'
import type { Deadlines } from './domain/deadlines.ts'

/** What every use-case of a desk is made of. Clock and ids are given, never taken. */
export interface DeskDeps {
  readonly sql: Database
  readonly keys: DeskKeys
  readonly agency: string
  /** The desk's own client, which acts where no person does. */
  readonly clientId: string
  readonly calendar: Calendar
  /** Where the agreement of a case is not known. */
  readonly deadlines: Deadlines
  readonly agreements: Agreements
  readonly now: () => Date
  /** A uuid v7 of the instant: traces are kept by month of it. */
  readonly newId: (at: Date) => string
  /** Told after every commit that left something to tell the hub. */
  readonly onCommitted: () => void
}
