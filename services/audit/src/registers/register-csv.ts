import type { RegisterOfProcessing } from '@unefois/contracts'

/** French and Belgian spreadsheets read `;` as it is; the mark tells them that it is UTF-8. */
const separator = ';'
const byteOrderMark = '\uFEFF'

/**
 * The register as CSV (RFC 4180 but for `;`), UTF-8: one line an activity, the lines of a cell
 * under one another. A cell that a spreadsheet would run as a formula is preceded by an apostrophe.
 */
export function toRegisterCsv({ columns, activities }: RegisterOfProcessing): string {
  const rows = [
    columns.map(({ label }) => label),
    ...activities.map(({ cells }) => columns.map(({ id }) => cells[id].join('\n'))),
  ]
  return byteOrderMark + rows.map(row => `${row.map(toCell).join(separator)}\r\n`).join('')
}

function toCell(value: string): string {
  const inert = /^[\s]*[=+\-@|]/u.test(value) ? `'${value}` : value
  return /[";\r\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
