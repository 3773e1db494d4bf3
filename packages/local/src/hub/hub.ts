import type { Participant } from '@unefois/contracts'
import type { NatsHandle, PostgresHandle } from './servers.ts'
import type { ServiceProcess } from './service-process.ts'

/** An OAuth client with the key it proves itself by. */
export interface ClientHandle {
  readonly clientId: string
  readonly privateKeyPem: string
}

/** Addresses of the hub's services; `desks` by participant. */
export interface HubUrls {
  readonly identity: string
  readonly registry: string
  readonly consent: string
  readonly audit: string
  /** The first of `gateways`. */
  readonly gateway: string
  readonly gateways: readonly string[]
  readonly desks: Readonly<Record<string, string>>
  /** The simulator of the BCSS, when this hub has one. */
  readonly bcss?: string
}

/** One running hub: its servers, its services, and what a scenario may do to them. */
export interface Hub {
  readonly dataDir: string
  readonly portBase: number
  readonly participants: readonly Participant[]
  readonly urls: HubUrls
  /** The loopback address of each process for health and metrics, by process name. */
  /** `identity`, `registry`, `consent`, `audit`, `gateway`, `gateway-2`, `desk-<agency>`. */
  readonly processes: Readonly<Record<string, ServiceProcess>>
  readonly postgres: PostgresHandle
  readonly nats: NatsHandle
  /** An administrator's URL of the server, for proofs and counts. */
  readonly adminUrl: string
  /** An administrator's URL of one database: `hub`, `desk_cpam_13`… */
  databaseUrl(database: string): string
  /** A service's own URL: `gateway_agency`, `consent_app`, `desk_cpam_13`… */
  roleUrl(role: string): string
  client(clientId: string): ClientHandle
  /** A participant's ES256 key for agreements, held by its legal representative. */
  signingKey(participant: string): ClientHandle
  /** The folder of keys of `hub`, `identity` or `desk-<agency>`. */
  keysDir(name: string): string
  /** The folder of the erasure journal of `hub` or `desk-<agency>`, outside their databases. */
  journalDir(name: string): string
  /** The hub clock now, in milliseconds. */
  nowMs(): number
  /** Moves the hub's clock and waits until every process that `awaits` names, or all, followed. */
  moveClock(to: Date, awaits?: (process: string) => boolean): Promise<void>
  /** The file that each process writes its output to, by process name. */
  readonly logFiles: Readonly<Record<string, string>>
  /** Hears of every process that ended without having been asked. */
  onUnexpectedEnd(listener: (line: string) => void): void
  /** Ends everything in order: services, then the bus, then the database. */
  stop(): Promise<void>
}

export interface HubOptions {
  /** Where data lie; absent: a throw-away folder that `stop` removes. */
  readonly dataDir?: string
  /** The first of 40 ports; absent: the first free block from 4600. */
  readonly portBase?: number
  /** The participants that may exist; each gets an account on the bus and its OAuth clients. */
  readonly participants: readonly Participant[]
  /** Which of them have a desk running here. */
  readonly desks: readonly string[]
  readonly gateways?: 1 | 2
  /** Whether to start the simulator of the BCSS, for agreements `via-bcss`. */
  readonly bcss?: boolean
  /** Acts of one part of an answer to a person; absent: as many as the service's own bound. */
  readonly accessPartEvents?: number
  /** An administrator's URL of a Postgres that is not ours. */
  readonly databaseUrl?: string | undefined
  /** A nats-server that is not ours. */
  readonly natsUrl?: string | undefined
  readonly natsCredentialsFile?: string | undefined
  readonly otlpEndpoint?: string | undefined
  /** Where to look for nats-server; absent: the PATH of this process. */
  readonly searchPath?: string
  readonly say?: (line: string) => void
}
