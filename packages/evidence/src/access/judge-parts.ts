import type { Fault } from '../fault.ts'
import type { AnswerPart } from './pack-access.ts'

/** An answer of more parts is told by those that are missing first. */
const faultsMax = 1_000

/**
 * Whether these parts, each of which holds, are the whole answer to one request: all of them, each
 * once, each going on where the one before ended. Parts may be made one after another; where acts
 * came in between two that were made, they no longer fit, and all are asked for again.
 */
export function judgeParts(parts: readonly AnswerPart[]): Fault[] {
  const of = parts.reduce((most, part) => Math.max(most, part.of), 0)
  const byNumber = new Map<number, AnswerPart>()
  const faults: Fault[] = []
  for (const part of parts) {
    const at = String(part.number)
    if (byNumber.has(part.number)) faults.push({ code: 'parts-differ', at })
    byNumber.set(part.number, part)
  }
  for (let number = 1; number <= of && faults.length < faultsMax; number += 1) {
    const [part, before] = [byNumber.get(number), byNumber.get(number - 1)]
    const at = String(number)
    if (part === undefined) faults.push({ code: 'part-missing', at })
    else if (number < of && part.until === undefined) faults.push({ code: 'parts-differ', at })
    else if (before !== undefined && before.until !== part.after) {
      faults.push({ code: 'parts-differ', at })
    }
  }
  return faults
}
