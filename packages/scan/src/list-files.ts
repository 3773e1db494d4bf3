import { lstat, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder or a file to look into, and the place that it belongs to. */
export interface Root {
  readonly place: string
  readonly path: string
}

export interface ListedFile {
  readonly place: string
  readonly path: string
  readonly bytes: number
}

/**
 * Every file under the roots, once: a root within another one is listed as its own place only.
 * Links are not followed, except a root that is one.
 *
 * @param onUnread hears of folders that may not be listed.
 */
export async function* listFiles(
  roots: readonly Root[],
  onUnread: (path: string) => void,
): AsyncGenerator<ListedFile> {
  const resolved = await Promise.all(
    roots.map(async root => ({ ...root, path: await realpath(root.path).catch(() => root.path) })),
  )
  const own = new Map(resolved.map(root => [root.path, root]))
  for (const root of own.values()) yield* walk(root.path, root.place, own, onUnread)
}

async function* walk(
  path: string,
  place: string,
  roots: ReadonlyMap<string, Root>,
  onUnread: (path: string) => void,
): AsyncGenerator<ListedFile> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isFile()) yield { place, path, bytes: found.size }
  if (!found?.isDirectory()) return
  for (const name of await namesIn(path, onUnread)) {
    const inner = join(path, name)
    if (!roots.has(inner)) yield* walk(inner, place, roots, onUnread)
  }
}

async function namesIn(folder: string, onUnread: (path: string) => void): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (!isGone(error)) onUnread(folder)
    return []
  }
}

/** What vanished meanwhile is no fault: servers remove files as they work. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
