/**
 * Writes a table as CSV (RFC 4180), for open data. A cell that a spreadsheet would run as a
 * formula is preceded by an apostrophe.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map(row => `${row.map(toCell).join(',')}\r\n`).join('')
}

function toCell(value: string): string {
  const inert = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
