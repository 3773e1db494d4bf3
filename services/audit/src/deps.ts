import type { NoteSigner } from '@unefois/audit-log'
import type { RegisterSource } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { JournalFolder, LogAnchor } from '@unefois/erasure-journal'
import type { KeyStore } from '@unefois/sealing'
import type { AgenciesByLaw } from './domain/agencies-by-law.ts'
import type { Directory } from './domain/directory.ts'

/** What every act of this service stands on. */
export interface AuditDeps {
  readonly sql: Database
  /** One connection: what reads every act of some time takes turns, and nobody waits for it. */
  readonly measuring: Database
  readonly store: KeyStore
  readonly folder: JournalFolder
  /** Signs the log's checkpoints. */
  readonly logKey: NoteSigner
  readonly anchor: LogAnchor
  /** The hub's name inside every certificate. */
  readonly hub: string
  /** The OAuth client that this service acts as when nobody asked. */
  readonly clientId: string
  readonly nowMs: () => number
  /** A uuid v7 that carries these milliseconds. */
  readonly newId: (ms: number) => string
  /** Whose law is whose; undefined until the registry has answered once. */
  readonly agencies: () => AgenciesByLaw | undefined
  /** Names and agreements for people's eyes; empty until then. */
  readonly directory: () => Directory
  /** Acts of one part of an answer to a person. */
  readonly partEventsMax: number
  /** What registers are made from, asked of the registry now. @throws when it does not answer. */
  readonly registerSource: () => Promise<RegisterSource>
}

/** Who calls. */
export interface ActingOfficer {
  readonly clientId: string
  readonly agency: string
  readonly agent?: string
}
