/** What one fault brought. */
export interface FaultRecord {
  /** Calls made while consent did not answer: signals, and one stream of lines. */
  readonly calls: number
  /** Of these, answered 503 with a Retry-After. */
  readonly refused: number
  /** Rows that each table had more, afterwards. */
  readonly grown: Readonly<Record<string, number>>
  /** Keys asked for a signal accepted before, and given. */
  readonly keysAsked: number
  readonly keysGiven: number
  /** Signals and lines sent, and accepted under the same keys once consent was back. */
  readonly sent: number
  readonly acceptedLater: number
  /** Of all calls, sent a third time: answered as the second time. */
  readonly equalAgain: number
  /** Signals stored in all for them. */
  readonly stored: number
}

/** How often the promise was broken; all zero: the door was closed, and opened again. */
export interface FaultBreaches {
  readonly notRefused: number
  readonly rowsStored: number
  readonly keysWithheld: number
  readonly lost: number
  readonly doubled: number
  readonly unequal: number
}

/** Judges what one fault brought. */
export function judgeFault(record: FaultRecord): FaultBreaches {
  const { sent, stored, acceptedLater } = record
  return {
    notRefused: record.calls - record.refused,
    rowsStored: Object.values(record.grown).reduce((sum, rows) => sum + Math.abs(rows), 0),
    keysWithheld: record.keysAsked - record.keysGiven,
    lost: sent - Math.min(sent, stored, acceptedLater),
    doubled: Math.max(0, stored - sent),
    unequal: record.calls - record.equalAgain,
  }
}

/** How many rows each table has more than before, those that have as many left out. */
export function compareRows(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Record<string, number> {
  const names = new Set([...before.keys(), ...after.keys()])
  return Object.fromEntries(
    [...names]
      .map(name => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)] as const)
      .filter(([, rows]) => rows !== 0),
  )
}
