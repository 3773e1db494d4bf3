/** What became of one named test: it asserted something and all of it held, or not. */
export type NamedResult = 'passed' | 'failed'

interface OpenTest {
  readonly name: string
  passed: number
  failed: number
}

const opening = /^( *)# Subtest: (.*)$/u
const testLine = /^( *)(not )?ok \d+(?: - (.*))?$/u
const setAside = / # (SKIP|TOD[O])\b/iu

/**
 * Reads a TAP 14 stream for the result of each test by its name: file, test, subtest, joined by
 * ` > `. A test without a single assertion has not passed: it shows nothing.
 */
export function createNamedResults() {
  const results = new Map<string, NamedResult>()
  const open: OpenTest[] = []

  function close(depth: number, failure: boolean): void {
    const test = open[depth]
    if (test === undefined) return
    const path = open.slice(0, depth + 1).map(each => each.name)
    const ok = !failure && test.failed === 0 && test.passed > 0
    results.set(path.join(' > '), ok ? 'passed' : 'failed')
    open.length = depth
    const outer = open[depth - 1]
    if (outer === undefined) return
    outer.passed += test.passed
    outer.failed += ok ? 0 : 1
  }

  return {
    results: results as ReadonlyMap<string, NamedResult>,
    read(line: string): void {
      const [, indent, name] = opening.exec(line) ?? []
      if (indent !== undefined) {
        const depth = indent.length / 4
        open.length = Math.min(open.length, depth)
        open[depth] = { name: unescaped(name ?? ''), passed: 0, failed: 0 }
        return
      }
      const [, margin, not, said = ''] = testLine.exec(line) ?? []
      if (margin === undefined) return
      const depth = margin.length / 4
      const isClosing = open[depth]?.name === unescaped(said.replace(/ # time=.*$/u, ''))
      if (isClosing) {
        close(depth, not !== undefined)
        return
      }
      const within = open[depth - 1]
      if (within === undefined || setAside.test(said)) return
      if (not === undefined) within.passed += 1
      else within.failed += 1
    },
  }
}

function unescaped(name: string): string {
  return name.replaceAll(/\\([\\#])/gu, '$1')
}
