import { listFiles } from './list-files.ts'
import { messagesPlace, placeKinds, tablesPlace } from './place-kinds.ts'
import { type Places, rootsOf } from './read-places.ts'
import { scanBus } from './scan-bus.ts'
import { scanFiles } from './scan-files.ts'
import { scanServer } from './scan-tables.ts'
import { openFindings, openSearch, type ScanFinding } from './stream-scan.ts'
import type { Suspect } from './suspects.ts'

/** What was read of one place, and how much of what must not be there was. */
export interface PlaceReport {
  /** Files, tables or messages. */
  items: number
  bytes: number
  findings: number
}

export interface ScanReport {
  readonly places: Readonly<Record<string, PlaceReport>>
  readonly files: number
  readonly bytes: number
  readonly sequences: number
  readonly findings: readonly ScanFinding[]
  readonly unread: readonly string[]
  /** Named places in which there was nothing to read. */
  readonly empty: readonly string[]
  /** Something was read, and everything that was named: otherwise nothing found means nothing. */
  readonly isComplete: boolean
}

/**
 * Searches every place for every suspect: files as they lie, tables and messages as their servers
 * show them.
 *
 * @param onProgress bytes read so far, and how many there are in all as far as is known.
 */
export async function runScan(options: {
  places: Places
  suspects: readonly Suspect[]
  excluded?: readonly string[]
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}): Promise<ScanReport> {
  const { places, suspects, onProgress } = options
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const search = openSearch(suspects)
  const findings = openFindings()
  const roots = await rootsOf(places)
  const reports: Record<string, PlaceReport> = {}
  const unread: string[] = []
  let total = 0
  let done = 0
  const report = (place: string) => {
    reports[place] ??= { items: 0, bytes: 0, findings: 0 }
    return reports[place]
  }
  const add = (place: string, bytes: number, items = 1) => {
    const entry = report(place)
    entry.items += items
    entry.bytes += bytes
    done += bytes
    onProgress?.(done, Math.max(total, done))
  }
  for (const { place } of roots) report(place)
  for await (const file of listFiles(roots, () => {})) total += file.bytes
  const parts = { search, findings, ...signal }
  const { files, unread: unreadFiles } = await scanFiles({
    ...parts,
    roots,
    excluded: options.excluded ?? [],
    onFile: file => add(file.place, file.bytes),
  })
  unread.push(...unreadFiles)
  for (const [place, url] of places.servers.map(server => [tablesPlace, server] as const)) {
    const onTable = (bytes: number) => add(place, bytes)
    report(place)
    unread.push(...(await readServer({ ...parts, url, place, onTable })))
  }
  for (const login of places.buses) {
    report(messagesPlace)
    const read = await scanBus({ ...parts, login, place: messagesPlace }).catch(error => {
      if (options.signal?.aborted) throw error
      return undefined
    })
    if (read === undefined) unread.push('a bus')
    else add(messagesPlace, read.bytes, read.messages)
  }
  for (const { place } of findings.list) report(place).findings += 1
  const mayBeEmpty = [...placeKinds.filter(kind => kind.mayBeEmpty).map(kind => kind.name)]
  const empty = Object.entries(reports)
    .filter(([name, { items }]) => items === 0 && ![...mayBeEmpty, messagesPlace].includes(name))
    .map(([name]) => name)
  return {
    places: reports,
    files,
    bytes: done,
    sequences: suspects.length,
    findings: findings.list,
    unread,
    empty,
    isComplete: done > 0 && unread.length === 0 && empty.length === 0,
  }
}

/** A server that does not answer is unread as a whole; its URL may hold a password. */
async function readServer(options: Parameters<typeof scanServer>[0]): Promise<readonly string[]> {
  try {
    return (await scanServer(options)).unread
  } catch (error) {
    if (options.signal?.aborted) throw error
    return [`the Postgres at ${new URL(options.url).host}`]
  }
}
