import { nonceBytes } from '@unefois/log-leaves'
import { type SecretNumber, spellNumber } from '@unefois/scan'
import { asSearch, countWrong, type Part } from './openings.ts'
import { searchKeyed } from './search.ts'
import type { Opened } from './search-dump.ts'
import { hasWindow } from './window-set.ts'

/** What the dump tells of the parts that can no longer be opened. */
export interface OpeningsFound {
  readonly gone: number
  /** Different texts that were tried; each may be that of many parts. */
  readonly textsTried: number
  /** Whose nonce still lies somewhere. */
  readonly noncesLeft: number
  /** That some 32 bytes of the dump open, given what the part said. */
  readonly opened: number
  /** The same under the nonces that were written down: it must be all that were tried. */
  readonly openedByTheirNonces: number
  readonly tried: number
  /** That were remembered wrongly: there must be none. */
  readonly wrong: number
}

/** Tries to open again what was erased, with every 32 bytes that are left as the nonce. */
export async function judgeOpenings(
  { cells, keys, keyWindows }: Opened,
  gone: readonly Part[],
): Promise<OpeningsFound> {
  const { texts, cells: commitments } = asSearch(gone)
  const said = new Set(texts.map(({ bytes }) => Buffer.from(bytes).toString()))
  const tried = gone.filter(({ text }) => said.has(text))
  const common = { cells: commitments, texts, onlySha256: true, keyWindows: [] }
  const asNonces = [...keys, ...keyWindows].filter(({ length }) => length === nonceBytes)
  const opened = await searchKeyed({ ...common, keys: asNonces })
  const control = await searchKeyed({ ...common, keys: tried.map(({ nonce }) => nonce) })
  const lies = ({ nonce }: Part) => hasWindow(cells, nonce.readInt32BE(0), nonce.readInt32BE(4))
  return {
    gone: gone.length,
    textsTried: texts.length,
    noncesLeft: gone.filter(lies).length,
    opened: opened.matched,
    openedByTheirNonces: control.matched,
    tried: tried.length,
    wrong: countWrong(gone),
  }
}

/** How many parts of leaves have a person’s number in them, in any spelling. */
export function countNaming(texts: Iterable<string>, people: readonly SecretNumber[]): number {
  const spellings = people.flatMap(spellNumber)
  return [...texts].filter(text => spellings.some(spelled => text.includes(spelled))).length
}
