import type { PreparedLine } from './use-cases/prepare-line.ts'

/**
 * The lines of a chunk up to the first that stops the stream, once those that asked somebody have
 * their answers. Lines after it are not stored, and handed to `giveBack`: campaigns counted them.
 *
 * @param stop what had stopped the chunk before, behind its last line.
 */
export async function settleLines(
  coming: readonly (PreparedLine | Promise<PreparedLine>)[],
  giveBack: (lines: readonly PreparedLine[]) => void,
  stop?: unknown,
): Promise<{ prepared: PreparedLine[]; stop?: unknown }> {
  const ready = coming.flatMap(made => (made instanceof Promise ? [] : [made]))
  if (ready.length === coming.length) return { prepared: ready, stop }
  const settled = await Promise.allSettled(coming)
  const broken = settled.findIndex(each => each.status === 'rejected')
  const made = settled.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
  if (broken === -1) return { prepared: made, stop }
  giveBack(made.slice(broken))
  const first = settled[broken]
  return {
    prepared: made.slice(0, broken),
    stop: first?.status === 'rejected' ? first.reason : stop,
  }
}
