import { commitTo, hashBytes, partsOfEntry } from '@unefois/audit-log'
import type { Database } from '@unefois/database'
import { readEvidence } from '@unefois/local'
import { firstPart, secondPart } from '@unefois/log-leaves'
import { partTextsMax } from './limits.ts'
import type { Text } from './search-part.ts'
import { createWindowSet } from './window-set.ts'

/** One part of a leaf as it was when it could still be opened. */
export interface Part {
  readonly nonce: Buffer
  readonly text: string
  readonly commitment: Buffer
}

/** What an onlooker wrote down of the openings while they were there. */
export interface RememberedOpenings {
  /** Looks once; what is known already stays. */
  look(): Promise<void>
  /** Looks again and again until told to stop. */
  watch(): () => Promise<void>
  /** The parts that can no longer be opened, now. */
  gone(): Promise<Part[]>
  /** What every part said that was seen. */
  readonly texts: ReadonlySet<string>
  /** How many parts were seen. */
  seen(): number
}

const lookEveryMs = 250

/** Remembers every part with its nonce; it is given an administrator’s eyes to do so. */
export function rememberOpenings(sql: Database): RememberedOpenings {
  const parts = new Map<string, Part>()
  const texts = new Set<string>()
  const read = async () => {
    const present = new Set<string>()
    const { entries, openings } = await readEvidence(sql)
    for (const { index, source, nonce1, nonce2 } of openings) {
      const entry = entries[index]
      if (entry === undefined) continue
      const [first, second] = partsOfEntry(entry)
      const both = [
        { name: `${index} first`, nonce: nonce1, text: firstPart(source), commitment: first },
        { name: `${index} second`, nonce: nonce2, text: secondPart(source), commitment: second },
      ]
      for (const { name, nonce, text, commitment } of both) {
        if (nonce === null) continue
        present.add(name)
        texts.add(text)
        if (!parts.has(name)) parts.set(name, { nonce, text, commitment: Buffer.from(commitment) })
      }
    }
    return present
  }
  const look = async () => void (await read())
  return {
    look,
    watch() {
      let goesOn = true
      const watching = (async () => {
        while (goesOn) {
          await look()
          await new Promise(resolve => setTimeout(resolve, lookEveryMs))
        }
      })()
      return async () => {
        goesOn = false
        await watching
      }
    },
    async gone() {
      const present = await read()
      return [...parts].flatMap(([name, part]) => (present.has(name) ? [] : [part]))
    },
    texts,
    seen: () => parts.size,
  }
}

/** The commitments as the only windows, the parts as the texts: who finds one has opened it. */
export function asSearch(parts: readonly Part[]): { cells: Int32Array; texts: Text[] } {
  const set = createWindowSet(parts.length * hashBytes)
  for (const { commitment } of parts) set.add(commitment)
  const texts = [...new Set(parts.map(({ text }) => text))]
  const every = Math.ceil(texts.length / partTextsMax)
  return {
    cells: set.cells,
    texts: texts
      .filter((_, n) => n % every === 0)
      .map((text, n) => ({ bytes: Buffer.from(text), of: `part ${n}`, tried: 'likely' })),
  }
}

/** Parts whose own nonce and text do not make their commitment: there must be none. */
export function countWrong(parts: readonly Part[]): number {
  return parts.filter(({ nonce, text, commitment }) => !commitTo(nonce, text).equals(commitment))
    .length
}
