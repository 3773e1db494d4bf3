/**
 * Never two of a kind at once: whoever calls while `work` is under way gets that run's answer, or
 * its error.
 */
export function alone<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }
}
