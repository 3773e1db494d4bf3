import { findFunctions } from '../functions.ts'
import { maskSource } from '../mask.ts'
import { isCode, isScript, isTest, type Rule, type SourceFile, type Violation } from '../tree.ts'

const fileLinesMax = 250
const medianLinesMax = 60
/** A median of a handful says nothing. */
const filesForMedianMin = 10
const functionLinesMax = 70
const columnsMax = 100

/** No file over 250 lines and half of them within 60; no function over 70, no line over 100. */
export const sizes: Rule = files => {
  const found: Violation[] = medianFault(files)
  for (const { path, text } of files) {
    if (!isCode(path)) continue
    const lines = linesOf(text)
    if (lines.length > fileLinesMax) {
      const detail = `${lines.length} lines, at most ${fileLinesMax}`
      found.push({ path, line: 0, rule: 'file-length', detail })
    }
    for (const [index, line] of lines.entries()) {
      const columns = [...line].length
      if (columns <= columnsMax) continue
      const detail = `${columns} columns, at most ${columnsMax}`
      found.push({ path, line: index + 1, rule: 'line-length', detail })
    }
    // A test file is one story on one database: its parts are named subtests, not functions.
    if (!isScript(path) || isTest(path)) continue
    for (const { from, to } of findFunctions(maskSource(text).code)) {
      if (to - from + 1 <= functionLinesMax) continue
      const detail = `${to - from + 1} lines, at most ${functionLinesMax}`
      found.push({ path, line: from, rule: 'function-length', detail })
    }
  }
  return found
}

/** The middle file of all code. */
function medianFault(files: readonly SourceFile[]): Violation[] {
  const lengths = files
    .filter(file => isCode(file.path))
    .map(file => linesOf(file.text).length)
    .sort((a, b) => a - b)
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0
  if (lengths.length < filesForMedianMin || median <= medianLinesMax) return []
  const detail = `the median file has ${median} lines, at most ${medianLinesMax}`
  return [{ path: '.', line: 0, rule: 'file-length', detail }]
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/u, '').split('\n')
}
