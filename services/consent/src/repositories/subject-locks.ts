import type { Transaction } from '@unefois/database'

const lockFamily = 7301

/**
 * Waits for every accept about these subjects that is under way and keeps others out until the
 * transaction ends: exclusively what `check_and_lock` takes shared, in ascending order.
 */
export async function lockSubjects(
  transaction: Transaction,
  buckets: readonly number[],
): Promise<void> {
  for (const bucket of [...new Set(buckets)].sort((a, b) => a - b)) {
    await transaction`SELECT pg_advisory_xact_lock(${lockFamily}::int, ${bucket}::int)`
  }
}
