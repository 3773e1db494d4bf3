import { type CsvHeader, splitRow } from './csv.ts'

/** Where a pointer of a refusal leads in the line's own text: a column, from 1, in characters. */
export function locate(text: string, pointer: string, header?: CsvHeader): number {
  return header === undefined ? locateInJson(text, pointer) : locateInRow(text, pointer, header)
}

function locateInRow(text: string, pointer: string, header: CsvHeader): number {
  const name = pointer.slice(1).replace('/', '.')
  const index = header.columns.map(String).indexOf(name)
  if (index <= 0) return 1
  let column = 1
  for (let cell = 0; cell < index; cell += 1) {
    column = endOfCell(text, column - 1, header) + 2
  }
  return Math.min(column, text.length + 1)
}

/** The index just after the cell that begins at `from`. */
function endOfCell(text: string, from: number, { separator }: CsvHeader): number {
  for (
    let end = text.indexOf(separator, from);
    end !== -1;
    end = text.indexOf(separator, end + 1)
  ) {
    if (splitRow(text.slice(from, end), separator)?.length === 1) return end
  }
  return text.length
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu

/**
 * The value that the pointer names, or the innermost object on the way to it when it is absent: the
 * text is known to be JSON. Arrays have no place in a signal and are stepped over.
 */
function locateInJson(text: string, pointer: string): number {
  const wanted = pointer.split('/').slice(1)
  const path: string[] = []
  let best = { depth: -1, column: 1 }
  let key: string | undefined
  const matches = [...text.matchAll(token)]
  for (const [at, match] of matches.entries()) {
    const [word] = match
    if (word === '}' || word === ']') path.pop()
    if (':,}]'.includes(word)) continue
    if (matches[at + 1]?.[0] === ':') {
      key = word.slice(1, -1)
      continue
    }
    const here = key === undefined ? [] : [...path.slice(1), key]
    const leads = here.every((part, depth) => part === wanted[depth])
    if (leads && here.length > best.depth) best = { depth: here.length, column: match.index + 1 }
    if (word === '{' || word === '[') path.push(key ?? '')
    if (word === '[' || word === '{') key = undefined
  }
  return best.column
}

/** Where a text stops being JSON: of the parser's message only the number is read. */
export function locateJsonFault(text: string): number {
  try {
    JSON.parse(text)
    return 1
  } catch (error) {
    const position = error instanceof Error ? /at position ([0-9]+)/u.exec(error.message) : null
    if (position !== null) return Number(position[1]) + 1
    // The engine gives no number when the text ends too soon, nor for a first word that is none.
    return /^\s*[{["]/u.test(text) ? text.length + 1 : 1
  }
}
