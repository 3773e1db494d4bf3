import { seededRandom } from '@unefois/identifiers'
import t from 'tap'
import { type CountedRow, hideCells, type ShownTable } from '../../src/domain/hide-cells.ts'

const columns = ['received', 'opened'] as const
type Column = (typeof columns)[number]
type Row = CountedRow<Column>
type Table = readonly Row[]

const publish = (table: Table, cellMax: number) => hideCells(table, columns, cellMax)
const told = (shown: ShownTable<Column>) => JSON.stringify(shown)

/** Every table of so many territories with so many people at most; opened among received. */
function* everyTable(territories: number, most: number): Generator<Table> {
  if (territories === 0) {
    yield []
    return
  }
  for (const rest of everyTable(territories - 1, most)) {
    for (let received = 0; received <= most; received += 1) {
      for (let opened = 0; opened <= received; opened += 1) {
        yield [...rest, { territory: `t${territories}`, counts: { received, opened } }]
      }
    }
  }
}

/** Small cells that are the same in every table that a rule publishes alike. */
function deduced(
  tables: Iterable<Table>,
  cellMax: number,
  rule: (table: Table, cellMax: number) => ShownTable<Column> = publish,
): string[] {
  const alike = Map.groupBy(tables, table => told(rule(table, cellMax)))
  const found: string[] = []
  for (const [output, group] of alike) {
    const [first = []] = group
    for (const [n, { territory, counts }] of first.entries()) {
      for (const column of columns) {
        const value = counts[column]
        if (value === 0 || value > cellMax) continue
        const isSure = group.every(table => table[n]?.counts[column] === value)
        if (isSure) found.push(`${territory} ${column} = ${value} from ${output}`)
      }
    }
  }
  return found
}

t.test('no small cell follows from what is shown, tried on every small table', async t => {
  for (const [territories, most, cellMax] of [
    [3, 8, 2],
    [3, 7, 1],
    [4, 4, 1],
  ] as const) {
    const name = `${territories} territories, up to ${most} people, hidden up to ${cellMax}`
    t.same(deduced(everyTable(territories, most), cellMax), [], name)
  }
})

t.test('the same attack finds what hiding only the small rows gives away', async t => {
  const naive = (table: Table, cellMax: number): ShownTable<Column> => {
    const sum = (column: Column) => table.reduce((all, row) => all + row.counts[column], 0)
    const isSmall = ({ counts }: Row) => columns.some(c => counts[c] > 0 && counts[c] <= cellMax)
    const shown = table.filter(row => row.counts.received > 0 && !isSmall(row))
    const hidden = table.filter(isSmall).length
    return { shown, hidden, totals: { received: sum('received'), opened: sum('opened') } }
  }
  t.ok(deduced(everyTable(3, 5), 2, naive).length > 100)
})

t.test('at the real threshold, moving one person between hidden rows changes nothing', async t => {
  const random = seededRandom(20_261_121)
  const below = (max: number) => Math.floor(random() * max)
  let hidden = 0
  for (let round = 0; round < 3_000; round += 1) {
    const table = Array.from({ length: 3 + below(12) }, (_, n) => {
      const received = random() < 0.4 ? below(14) : below(120)
      return { territory: `t${n}`, counts: { received, opened: below(received + 1) } }
    })
    const output = publish(table, 10)
    t.ok(isHonest(table, output), 'what is shown is true, and nothing small is')
    if (output.totals === undefined) continue
    const shown = new Set(output.shown.map(row => row.territory))
    for (const row of table) {
      if (shown.has(row.territory)) continue
      for (const column of columns) {
        if (row.counts[column] === 0 || row.counts[column] > 10) continue
        hidden += 1
        if (!hasTwin(table, row, column, output)) {
          t.fail(`${row.territory} ${column} is sure in ${JSON.stringify(table)}`)
        }
      }
    }
  }
  t.ok(hidden > 3_000, `${hidden} hidden cells were attacked`)
})

function isHonest(table: Table, { shown, totals, hidden }: ShownTable<Column>): boolean {
  const isTrue = shown.every(row => table.some(each => told2(each) === told2(row)))
  const isBig = shown.every(({ counts }) => columns.every(c => counts[c] === 0 || counts[c] > 10))
  const sum = (column: Column) => table.reduce((all, row) => all + row.counts[column], 0)
  const isWhole = totals === undefined || columns.every(column => totals[column] === sum(column))
  const people = table.filter(row => row.counts.received > 0).length
  return isTrue && isBig && isWhole && shown.length + hidden === people
}

const told2 = ({ territory, counts }: Row) => `${territory} ${counts.received} ${counts.opened}`

/** Another table, one or two people moved, published alike, in which this cell differs. */
function hasTwin(table: Table, row: Row, column: Column, output: ShownTable<Column>): boolean {
  const expected = told(output)
  const moves: readonly Partial<Record<Column, number>>[] = [
    { [column]: 1 },
    { [column]: -1 },
    { received: 1, opened: 1 },
    { received: -1, opened: -1 },
  ]
  for (const move of moves) {
    for (const other of table) {
      if (other === row) continue
      const twin = table.map(each => {
        if (each === row) return moved(each, move, 1)
        return each === other ? moved(each, move, -1) : each
      })
      const isPossible = twin.every(
        ({ counts }) => counts.opened >= 0 && counts.opened <= counts.received,
      )
      if (isPossible && told(publish(twin, 10)) === expected) return true
    }
  }
  return false
}

function moved(row: Row, by: Partial<Record<Column, number>>, sign: number): Row {
  const { received, opened } = row.counts
  return {
    territory: row.territory,
    counts: {
      received: received + sign * (by.received ?? 0),
      opened: opened + sign * (by.opened ?? 0),
    },
  }
}
