/** The commit of one transaction: where it ends in the log, and when it happened. */
export interface Commit {
  readonly lsn: bigint
  readonly atMs: number
}

/** A trace as the log of the database tells it, with the commit of the act it belongs to. */
export interface CommittedTrace {
  readonly operation: string
  readonly signalId: string | undefined
  readonly outcomeClass: string | undefined
  /** The objection that the act lodged. */
  readonly objection: string | undefined
  readonly commit: Commit
}

/** A row of a logical slot read through `test_decoding`; `lsn` as a whole number. */
export interface DecodedRow {
  readonly lsn: string
  readonly xid: string
  readonly data: string
}

/**
 * Finds the traces among the rows of a slot, each with its transaction's commit. Rows come in order
 * of commit: those of one transaction together, its COMMIT last.
 * @throws when a trace has no commit: an order with holes proves nothing.
 */
export function readChanges(rows: readonly DecodedRow[]): CommittedTrace[] {
  const traces: CommittedTrace[] = []
  let open: { xid: string; traces: Omit<CommittedTrace, 'commit'>[] } | undefined
  for (const { lsn, xid, data } of rows) {
    if (open !== undefined && open.xid !== xid) throw new Error('a trace without its commit')
    if (data.startsWith('COMMIT')) {
      const commit = { lsn: BigInt(lsn), atMs: instantOf(data) }
      for (const trace of open?.traces ?? []) traces.push({ ...trace, commit })
      open = undefined
    } else {
      open ??= { xid, traces: [] }
      open.traces.push(traceIn(data))
    }
  }
  if (open !== undefined) throw new Error('a trace without its commit')
  return traces
}

/** `table audit.event_2026_11: INSERT: id[uuid]:'…' … operation[text]:'signal-accept' …` */
function traceIn(data: string): Omit<CommittedTrace, 'commit'> {
  const operation = columnOf(data, 'operation[text]')
  if (operation === undefined) throw new Error('a trace without its operation')
  return {
    operation,
    signalId: columnOf(data, 'signal_id[uuid]'),
    outcomeClass: columnOf(data, 'outcome_class[text]'),
    objection: /"objection": "(?<id>[0-9a-f-]{36})"/u.exec(data)?.groups?.id,
  }
}

/** A quoted value; `null` is written without quotes. The first column of the name is the one. */
function columnOf(data: string, column: string): string | undefined {
  const at = data.indexOf(` ${column}:'`)
  if (at === -1) return undefined
  const from = at + column.length + 3
  return data.slice(from, data.indexOf("'", from))
}

/** `COMMIT 812 (at 2026-11-21 08:00:00.123456+00)`, to the microsecond. */
function instantOf(data: string): number {
  const found = /\(at (?<day>\S+) (?<time>[\d:]+)\.?(?<micros>\d*)\+00\)/u.exec(data)?.groups
  if (found === undefined) throw new Error('a commit without its instant in UTC')
  const { day, time, micros = '' } = found
  return Date.parse(`${day}T${time}Z`) + Number(micros.padEnd(6, '0')) / 1_000
}
