/** A kind of place where data can rest. A new one is a line in this list, and nothing else. */
export interface PlaceKind {
  /** The name in the report and in the file of places. */
  readonly name: string
  /** The setting that names its folders, separated as in PATH. */
  readonly variable: string
  readonly holds: string
  /** Whether a place of this kind may have no file at all: an archive that is not used yet. */
  readonly mayBeEmpty: boolean
}

/** Every folder or file that an operator can name. */
export const placeKinds: readonly PlaceKind[] = [
  kind('postgres', 'data folders of Postgres servers, the hub’s and the desks’ (PGDATA)'),
  kind('wal-archive', 'archived WAL', true),
  kind('backups', 'base backups and dumps; gzip, zstd and brotli are unpacked', true),
  kind('jetstream', 'store folders of nats-server (encrypted: name the bus, too)'),
  kind('logs', 'output of services, servers and of this machine'),
  kind('keys', 'key folders'),
  kind('journals', 'folders of the erasure journals', true),
  kind('temporary', 'folders for temporary files', true),
  kind('data', 'anything else: a launcher’s data folder, exports, an agency’s files', true),
]

/** Of a data folder of Postgres: its WAL is a place of its own in the report. */
export const walPlace = 'wal'
/** What servers show of themselves. */
export const tablesPlace = 'tables'
export const messagesPlace = 'messages'

function kind(name: string, holds: string, mayBeEmpty = false): PlaceKind {
  const variable = `SCAN_${name.toUpperCase().replaceAll('-', '_')}`
  return { name, variable, holds, mayBeEmpty }
}
