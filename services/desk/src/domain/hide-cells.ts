/** One row of a table by territory: how many people were counted in each column. */
export interface CountedRow<Column extends string> {
  readonly territory: string
  readonly counts: Readonly<Record<Column, number>>
}

/** The rows that may be shown; those that are hidden are summed, unless the sum tells too. */
export interface ShownTable<Column extends string> {
  readonly shown: readonly CountedRow<Column>[]
  /** How many territories are hidden together. */
  readonly hidden: number
  /** Of all territories; undefined where it would tell a hidden one. */
  readonly totals: Readonly<Record<Column, number>> | undefined
}

/**
 * Hides every territory with a cell of 1 to `cellMax` people, whole, and as many more as it takes
 * so that nothing can be worked out from the totals (INSEE and SNDS practice: cells of 1 to 10,
 * with secondary suppression). Rows without anybody are left out.
 *
 * Hidden are the smallest territories by the first column, one more than needed: who knows the rule
 * must always be left with several tables that it would show alike. Each column's hidden sum is
 * nobody or more than the rows could hold at their least, and not all that they could hold. Where
 * too little is left to hide among, nothing is shown, the totals neither.
 */
export function hideCells<Column extends string>(
  rows: readonly CountedRow<Column>[],
  columns: readonly [Column, ...Column[]],
  cellMax: number,
): ShownTable<Column> {
  const [first] = columns
  const sorted = rows
    .filter(row => row.counts[first] > 0)
    .sort((a, b) => a.counts[first] - b.counts[first] || (a.territory < b.territory ? -1 : 1))
  const isSmall = (row: CountedRow<Column>) =>
    columns.some(column => row.counts[column] > 0 && row.counts[column] <= cellMax)
  const needed = sorted.findLastIndex(isSmall) + 1
  const all = sumOf(sorted, columns)
  if (needed === 0) return { shown: sorted, hidden: 0, totals: all }
  for (let count = Math.max(needed + 1, 3); count <= sorted.length; count += 1) {
    const hidden = sorted.slice(0, count)
    const next = sorted[count]?.counts[first]
    if (!isAmbiguous(hidden, columns, { cellMax, next })) continue
    return { shown: sorted.slice(count), hidden: count, totals: all }
  }
  return { shown: [], hidden: sorted.length, totals: undefined }
}

function isAmbiguous<Column extends string>(
  hidden: readonly CountedRow<Column>[],
  columns: readonly [Column, ...Column[]],
  { cellMax, next }: { readonly cellMax: number; readonly next: number | undefined },
): boolean {
  const sums = sumOf(hidden, columns)
  // Everybody sees that no hidden row has more than the smallest shown one, and one is small.
  const most = next === undefined ? Number.POSITIVE_INFINITY : (hidden.length - 1) * (next - 1) + 1
  return (
    sums[columns[0]] + cellMax <= most &&
    columns.every(column => sums[column] === 0 || sums[column] > cellMax + hidden.length)
  )
}

function sumOf<Column extends string>(
  rows: readonly CountedRow<Column>[],
  columns: readonly Column[],
): Record<Column, number> {
  return Object.fromEntries(
    columns.map(column => [column, rows.reduce((sum, row) => sum + row.counts[column], 0)]),
  ) as Record<Column, number>
}
