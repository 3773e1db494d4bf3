import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../schemas/', import.meta.url)
const list = new URL('../published.json', import.meta.url)

/** File name → SHA-256 of its bytes, for every version that has been published. */
export type Published = Readonly<Record<string, string>>

/** What has been published so far. */
export function readPublished(): Published {
  return JSON.parse(readFileSync(list, 'utf8'))
}

/** SHA-256 of each schema file of today, by file name. */
export function hashSchemas(): Published {
  const files = readdirSync(folder).filter(file => file.endsWith('.json'))
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(new URL(file, folder)))
      .digest('hex')
  return Object.fromEntries(files.sort().map(file => [file, hash(file)]))
}

/** Published files that are gone or no longer what they were: there must be none. */
export function findEdited(published: Published, today: Published): string[] {
  return Object.keys(published).filter(file => published[file] !== today[file])
}

/**
 * Adds the versions that are not on the list; never replaces one.
 * @returns the files added.
 * @throws when a published file was edited: write a next version instead.
 */
export function publishNew(): string[] {
  const published = readPublished()
  const today = hashSchemas()
  const edited = findEdited(published, today)
  if (edited.length > 0) throw new Error(`published and then edited: ${edited.join(', ')}`)
  writeFileSync(list, `${JSON.stringify({ ...today }, null, 2)}\n`)
  return Object.keys(today).filter(file => !(file in published))
}
