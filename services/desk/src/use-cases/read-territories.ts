import { law, type TerritoryStatistics } from '@unefois/contracts'
import { addMonths } from '@unefois/retention'
import type { DeskDeps } from '../deps.ts'
import { hideCells } from '../domain/hide-cells.ts'
import { problems } from '../errors.ts'
import { countQuarter } from '../repositories/tally.ts'

const columns = ['received', 'informed', 'opened'] as const

/**
 * People received in a quarter by territory, told and with a right opened by the end of the next
 * quarter. One fixed table, its figures final: two readings, or two periods that overlap, tell no
 * more than one. Cells of 1 to 10 are hidden, and more with them.
 * @throws Problem for a quarter whose figures are not final yet.
 */
export function readTerritories(deps: DeskDeps) {
  return async (quarter: string): Promise<TerritoryStatistics> => {
    const began = firstDayOf(quarter)
    const asOf = addMonths(began, 6)
    if (asOf > deps.now()) {
      const detail = `its figures are final on ${asOf.toISOString().slice(0, 10)}`
      throw problems['case-quarter-open']({ pointers: [{ pointer: '/quarter', detail }] })
    }
    const hiddenUpTo = law[deps.calendar.country].hiddenCellPeopleMax.value
    const counted = await countQuarter(deps.sql, began.toISOString().slice(0, 10))
    const rows = counted.map(({ territory, ...counts }) => ({ territory, counts }))
    const { shown, hidden, totals } = hideCells(rows, columns, hiddenUpTo)
    return {
      quarter,
      asOf: asOf.toISOString(),
      hiddenUpTo,
      rows: shown.map(({ territory, counts }) => ({ territory, ...counts })),
      hiddenTerritories: hidden,
      ...(totals === undefined ? {} : { totals }),
    }
  }
}

function firstDayOf(quarter: string): Date {
  const month = (Number(quarter.slice(6)) - 1) * 3 + 1
  return new Date(`${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01T00:00:00.000Z`)
}
