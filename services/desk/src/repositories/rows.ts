/** A row as Postgres answers it: what may be absent is null. */
export type Row<T> = {
  [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K]
}

/** The same row with what is absent undefined, as the rest of the desk knows it. */
export function fromRow<T extends object>(row: Row<T>): T {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value ?? undefined]),
  ) as T
}
