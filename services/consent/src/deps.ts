import type { Database } from '@unefois/database'
import type { ActOnce } from './act-once.ts'
import type { ConsentKeys } from './consent-keys.ts'
import type { Directory } from './directory.ts'

/** What housekeeping stands on. */
export type KeepingDeps = Pick<ConsentDeps, 'sql' | 'keys' | 'nowMs' | 'newId'>

/** What every act of this service stands on. */
export interface ConsentDeps {
  readonly sql: Database
  readonly keys: ConsentKeys
  readonly nowMs: () => number
  /** A uuid v7 that carries these milliseconds. */
  readonly newId: (ms: number) => string
  readonly actOnce: ActOnce
  readonly directory: Directory
}

/** Who calls: the agency, client and, where the token names one, agent. */
export interface ActingClient {
  readonly agency: string
  readonly clientId: string
  readonly agent?: string
  readonly environmentOf: 'participant' | 'hub'
}
