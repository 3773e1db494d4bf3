import type { Say } from '@unefois/local'
import { type Dump, type DumpedValue, readDump } from './read-dump.ts'
import { searchKeyed, searchUnkeyed } from './search.ts'
import type { Match, Text } from './search-part.ts'
import { collectKeys, columnsWith, windowsOf } from './stored-windows.ts'

/** A dump with every eight bytes of it, and every byte string of it as a key. */
export interface Opened {
  readonly dump: Dump
  readonly cells: Int32Array
  readonly windows: number
  readonly keys: readonly Buffer[]
  readonly keyWindows: readonly Buffer[]
}

/** Reads all databases into memory. */
export async function openDump(urlOf: (database: string) => string, say: Say): Promise<Opened> {
  const dump = await readDump(urlOf)
  const set = windowsOf(dump.values)
  const { keys, keyWindows } = collectKeys(dump)
  say(
    `${dump.columns} columns of ${dump.databases} databases: ${dump.values.length} values, ` +
      `${keys.length} keys and ${keyWindows.length} parts of values.`,
  )
  return { dump, cells: set.cells, windows: set.size, keys, keyWindows }
}

/** A digest that lies in a column. */
export interface Link {
  readonly of: string
  readonly how: string
  readonly columns: readonly string[]
}

/** Tries every text without a key and under every byte string of the dump. */
export async function searchDump(opened: Opened, texts: readonly Text[]) {
  const { cells, keys, keyWindows } = opened
  const unkeyed = searchUnkeyed(cells, texts)
  const keyed = await searchKeyed({ cells, texts, keys, keyWindows })
  return {
    digestsUnkeyed: unkeyed.digests,
    digestsKeyed: keyed.digests,
    matched: unkeyed.matched + keyed.matched,
    matches: [...unkeyed.matches, ...keyed.matches],
  }
}

/** Where each of these digests lies, outside what was planted to be found. */
export function linksOf(
  values: readonly DumpedValue[],
  matches: readonly Match[],
  planted: string,
): Link[] {
  const others = values.filter(({ column }) => !column.includes(planted))
  return matches.flatMap(({ of, how, digest }) => {
    const columns = columnsWith(others, digest)
    return columns.length === 0 ? [] : [{ of, how, columns }]
  })
}
