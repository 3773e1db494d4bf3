/** What a run of tests came to so far. */
export interface TapCounts {
  passed: number
  failed: number
}

const testLine = /^( *)(not )?ok \d+(?: - (.*))?$/u
/** TAP's two directives for a line that says nothing of the code. */
const setAside = / # (SKIP|TOD[O])\b/iu

/**
 * Reads a TAP 14 stream line by line, counting assertions. A subtest's closing line repeats what
 * its assertions said: it counts only when nothing within did (it was empty, or crashed).
 *
 * @param say hears one line per test file, and what a failed assertion said of itself.
 */
export function createTapReader(say: (line: string) => void) {
  const counts: TapCounts = { passed: 0, failed: 0 }
  const withinAt: { all: number; failed: number }[] = []
  let explanation: 'may-follow' | 'open' | 'none' = 'none'

  /** Whether this line speaks for itself, and not for lines below it that were counted. */
  function speaksForItself(depth: number, failure: boolean): boolean {
    const within = withinAt[depth + 1] ?? { all: 0, failed: 0 }
    withinAt.length = Math.min(withinAt.length, depth + 1)
    const mine = withinAt[depth] ?? { all: 0, failed: 0 }
    withinAt[depth] = { all: mine.all + 1, failed: mine.failed + (failure ? 1 : 0) }
    return failure ? within.failed === 0 : within.all === 0
  }

  function readTestLine(indent: string, failure: boolean, name: string): void {
    const depth = indent.length / 4
    const own = speaksForItself(depth, failure)
    const counted = own && !setAside.test(name)
    if (counted && failure) counts.failed += 1
    if (counted && !failure) counts.passed += 1
    if (depth === 0) say(`${failure ? 'FAILED' : 'passed'} ${name.replace(' # time=', '  ')}`)
    else if (counted && failure) say(`  not ok: ${name}`)
    explanation = counted && failure ? 'may-follow' : 'none'
  }

  return {
    counts,
    read(line: string): void {
      const [, indent, not, name] = testLine.exec(line) ?? []
      if (indent !== undefined) readTestLine(indent, not !== undefined, name ?? '')
      else if (explanation === 'open' && !/^ *\.\.\.$/u.test(line)) say(`  ${line.trimEnd()}`)
      else explanation = explanation === 'may-follow' && /^ *---$/u.test(line) ? 'open' : 'none'
    },
  }
}
