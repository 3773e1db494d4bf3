/** How many assertions a TAP stream reports. */
export interface AssertionCounts {
  readonly passed: number
  readonly failed: number
}

/**
 * Counts the assertions of a TAP 14 stream. A subtest's own line repeats what its assertions said
 * and is not counted, unless it failed without any of them failing (it timed out, it crashed).
 */
export function countAssertions(tap: string): AssertionCounts {
  let passed = 0
  let failed = 0
  const failedWithin: number[] = []
  for (const line of tap.split('\n')) {
    const found = /^( *)(not )?ok \d+(?: - (.*))?$/u.exec(line)
    if (found === null) continue
    const depth = (found[1] ?? '').length / 4
    const isFailure = found[2] !== undefined && !/ # (SKIP|TODO)/iu.test(found[3] ?? '')
    const isSummary = / # time=/u.test(found[3] ?? '')
    const below = failedWithin[depth + 1] ?? 0
    failedWithin.length = Math.min(failedWithin.length, depth + 1)
    const counts = !isSummary || (isFailure && below === 0)
    if (isFailure) failedWithin[depth] = (failedWithin[depth] ?? 0) + 1
    if (!counts) continue
    if (isFailure) failed += 1
    else if (!/ # (SKIP|TODO)/iu.test(found[3] ?? '')) passed += 1
  }
  return { passed, failed }
}
