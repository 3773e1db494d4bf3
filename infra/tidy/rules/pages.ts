import { posix } from 'node:path'
import { type Rule, roomOf, type Violation } from '../tree.ts'

const readmeLinesMax = 60
const decision = /^infra\/decisions\/(\d{4}-.+\.md)$/u
const extraRooms = /^infra\/[^/]+(?=\/)/u

/**
 * Every room has a README that fits a screen; every page has exactly one title, at its top; every
 * decision stands in the list of decisions.
 */
export const pages: Rule = files => {
  const found: Violation[] = []
  const paths = new Set(files.map(file => file.path))
  const rooms = new Set(
    files.flatMap(({ path }) => [roomOf(path), extraRooms.exec(path)?.[0] ?? '']),
  )
  for (const room of rooms) {
    if (room === '' || room === 'packages' || room === 'services' || room === 'infra/test') continue
    const path = `${room}/README.md`
    if (!paths.has(path)) {
      found.push({ path, line: 0, rule: 'readme', detail: 'the room has no README' })
    }
  }
  const decisions = files.find(file => file.path === 'infra/decisions/README.md')?.text ?? ''
  for (const { path, text } of files) {
    if (!path.endsWith('.md')) continue
    const decided = decision.exec(path)?.[1]
    if (decided !== undefined && !decisions.includes(`](${decided})`)) {
      found.push({ path, line: 0, rule: 'readme', detail: 'is not in the list of decisions' })
    }
    const lines = text.replace(/\n$/u, '').split('\n')
    const room = posix.dirname(path)
    if (posix.basename(path) === 'README.md' && rooms.has(room) && lines.length > readmeLinesMax) {
      const detail = `${lines.length} lines, at most ${readmeLinesMax}: it must fit a screen`
      found.push({ path, line: 0, rule: 'readme', detail })
    }
    const titles = titleLines(lines)
    if (titles.length !== 1 || titles[0] !== 1) {
      const detail = `one "# Title", on the first line; found ${titles.length}`
      found.push({ path, line: titles[1] ?? titles[0] ?? 1, rule: 'title', detail })
    }
  }
  return found
}

function titleLines(lines: readonly string[]): number[] {
  let fenced = false
  return lines.flatMap((line, index) => {
    if (/^\s*(?:```|~~~)/u.test(line)) fenced = !fenced
    return !fenced && /^# \S/u.test(line) ? [index + 1] : []
  })
}
