/** The columns that a CSV may have, named by their place in signal.v1. Any order, any subset. */
export const csvColumns = [
  'subject.scheme',
  'subject.value',
  'right',
  'observedOn',
  'addressee',
  'territory',
  'agreement',
  'personAgreement',
  'campaign',
  'trigger',
  'detection',
  'ntuType',
  'contactChannel',
  'language',
  'agent',
] as const

export type CsvColumn = (typeof csvColumns)[number]

/** Comma (RFC 4180), semicolon (what French and Belgian spreadsheets write) or tab. */
export type CsvSeparator = ',' | ';' | '\t'

/** What the first row says of all others. */
export interface CsvHeader {
  readonly separator: CsvSeparator
  readonly columns: readonly CsvColumn[]
}

const requiredColumns: readonly CsvColumn[] = [
  'subject.scheme',
  'subject.value',
  'right',
  'observedOn',
]
const separators: readonly CsvSeparator[] = [',', ';', '\t']

/** Why a header is refused. `column` counts from 1; an unknown name is never repeated. */
export type CsvHeaderFault =
  | { readonly reason: 'unknown-column' | 'repeated-column'; readonly column: number }
  | { readonly reason: 'missing-column'; readonly missing: CsvColumn }

/**
 * Reads the first row. A name that is not ours is refused and only counted: in a file without a
 * header row it would be somebody's number.
 */
export function readCsvHeader(
  text: string,
): { readonly ok: true; readonly header: CsvHeader } | { ok: false; fault: CsvHeaderFault } {
  const separator = separators.find(each => text.includes(each)) ?? ','
  const names = splitRow(text, separator) ?? []
  const columns: CsvColumn[] = []
  for (const [index, name] of names.entries()) {
    const column = csvColumns.find(known => known === name)
    if (column === undefined) {
      return { ok: false, fault: { reason: 'unknown-column', column: index + 1 } }
    }
    if (columns.includes(column)) {
      return { ok: false, fault: { reason: 'repeated-column', column: index + 1 } }
    }
    columns.push(column)
  }
  const missing = requiredColumns.find(column => !columns.includes(column))
  if (missing !== undefined) return { ok: false, fault: { reason: 'missing-column', missing } }
  return { ok: true, header: { separator, columns } }
}

/** The signal that a row says, not yet checked; undefined when it has not the header's columns. */
export function readCsvRow(header: CsvHeader, text: string): object | undefined {
  const cells = splitRow(text, header.separator)
  if (cells === undefined || cells.length !== header.columns.length) return undefined
  const signal: Record<string, unknown> = {}
  const subject: Record<string, string> = {}
  for (const [index, column] of header.columns.entries()) {
    const cell = cells[index] ?? ''
    // An empty cell is an absent field: a column is for the rows that have it.
    if (cell === '') continue
    if (column === 'subject.scheme') subject.scheme = cell
    else if (column === 'subject.value') subject.value = cell
    else signal[column] = cell
  }
  return { subject, ...signal }
}

/**
 * The cells of one row (RFC 4180, but a quoted cell ends on its own line: no value of a signal has
 * a line break). Undefined when the quotes do not close.
 */
export function splitRow(text: string, separator: CsvSeparator): string[] | undefined {
  if (!text.includes('"')) return text.split(separator)
  const cells: string[] = []
  let at = 0
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, separator)
    if (cell === undefined) return undefined
    cells.push(cell.value)
    if (cell.end === text.length) return cells
    if (text[cell.end] !== separator) return undefined
    at = cell.end + 1
  }
}

interface Cell {
  readonly value: string
  readonly end: number
}

function plainCell(text: string, at: number, separator: CsvSeparator): Cell | undefined {
  const found = text.indexOf(separator, at)
  const end = found === -1 ? text.length : found
  const value = text.slice(at, end)
  return value.includes('"') ? undefined : { value, end }
}

function quotedCell(text: string, at: number): Cell | undefined {
  let value = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return undefined
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    from = quote + 2
  }
}
