import type { DeletionsV2 } from '@unefois/contracts'
import { addMonths, dayMs, monthOf, startOfMonth } from '@unefois/retention'

type Line = DeletionsV2['due'][number]

/** All that one owner will erase of one kind by one article. */
export interface DueKind {
  readonly owner: Line['owner']
  readonly class: Line['class']
  readonly article: string | null
  readonly nextAt: string
  readonly soon: number
  readonly count: number
  readonly overdue: number
}

/** One line an owner, class and article, the soonest first; `soon`: within thirty days. */
export function byKind({ due, overdue, asOf }: DeletionsV2): DueKind[] {
  const soonMs = Date.parse(asOf) + 30 * dayMs
  const late = new Set(overdue)
  const groups = Map.groupBy([...overdue, ...due], line =>
    [line.owner, line.class, line.article].join('|'),
  )
  const sum = (lines: readonly Line[]) => lines.reduce((all, { count }) => all + count, 0)
  const kinds = [...groups.values()].flatMap(lines => {
    const [first] = lines
    if (first === undefined) return []
    const ahead = lines.filter(line => !late.has(line))
    return [
      {
        owner: first.owner,
        class: first.class,
        article: first.article,
        nextAt: lines.map(({ dueAt }) => dueAt).sort()[0] ?? first.dueAt,
        soon: sum(ahead.filter(({ dueAt }) => Date.parse(dueAt) <= soonMs)),
        count: sum(lines),
        overdue: sum(lines.filter(line => late.has(line))),
      },
    ]
  })
  return kinds.sort((a, b) => (a.nextAt < b.nextAt ? -1 : 1))
}

/** What is due in each of the coming months, this one first (`2026-11`), and after them. */
export function byMonth(
  { due, asOf }: DeletionsV2,
  months: number,
): { readonly months: readonly { month: string; count: number }[]; readonly later: number } {
  const start = startOfMonth(monthOf(new Date(asOf)))
  const shown = Array.from({ length: months }, (_, at) => ({
    month: monthOf(addMonths(start, at)),
    count: 0,
  }))
  const known = new Map(shown.map(each => [each.month, each]))
  let later = 0
  for (const { dueAt, count } of due) {
    const month = known.get(monthOf(new Date(dueAt)))
    if (month === undefined) later += count
    else month.count += count
  }
  return { months: shown, later }
}
