import { limits } from '../limits.ts'

/**
 * Calls `onGone` once when the process of this id is no more: a launcher that was killed cannot
 * end its children. A change of our own parent counts too, since process ids are used again.
 * @returns a function that stops watching.
 */
export function watchParent(pid: number, onGone: () => void): () => void {
  const wasChild = process.ppid === pid
  const timer = setInterval(() => {
    if (isAlive(pid) && (!wasChild || process.ppid === pid)) return
    clearInterval(timer)
    onGone()
  }, limits.parentPollMs)
  timer.unref()
  return () => clearInterval(timer)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
