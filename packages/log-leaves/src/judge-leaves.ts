import { commitTo, partsOfEntry } from '@unefois/audit-log'
import { type LawProfile, law } from '@unefois/contracts'
import { addMonths, instantOf, monthOf, secondOpeningMonthDue } from '@unefois/retention'
import { entryOfPad, firstPart, type LeafSource, secondPart } from './leaf.ts'

export type FaultKind =
  | 'entry-edited'
  | 'leaves-missing'
  | 'root-differs'
  | 'checkpoint-differs'
  | 'pad-differs'
  | 'index-doubled'
  | 'first-part-edited'
  | 'second-part-edited'
  | 'opening-deleted'
  | 'second-opening-deleted'

/** What is not as it was logged, by the index of its leaf. */
export interface Fault {
  readonly index: number
  readonly kind: FaultKind
}

/** An opening beside what it opens, as the database holds both now. */
export interface Opening {
  readonly index: number
  readonly source: LeafSource
  readonly nonce1: Buffer
  readonly nonce2: Buffer | null
  /** When the second part was erased, as the trace says. */
  readonly erasedAt: Date | null
}

/** Everything that lies in the database about leaves that are under a checkpoint. */
export interface LeafEvidence {
  readonly entries: readonly Buffer[]
  readonly openings: readonly Opening[]
  /** Leaves that are pads: the last `count` before `end`. */
  readonly pads: readonly { readonly end: number; readonly count: number; readonly seed: Buffer }[]
  /** When each checkpoint was made: what lies before its end was there by then. */
  readonly checkpointTimes: readonly { readonly size: number; readonly at: Date }[]
  readonly laws: readonly LawProfile[]
  readonly now: Date
}

/**
 * Judges each opening by its leaf. An edited part, an opening at another's index, a part or a whole
 * opening that is gone are named. What is gone and should be is not: a second opening whose erasure
 * is itself a leaf that names its signal or that ended its month; a whole one older than the
 * shortest term.
 */
export function judgeLeaves(evidence: LeafEvidence): Fault[] {
  const { entries, openings } = evidence
  const faults: Fault[] = []
  const known = new Set<number>()
  for (const { index } of openings) {
    if (known.has(index)) faults.push({ index, kind: 'index-doubled' })
    known.add(index)
  }
  const erasures = new Erasures(openings.filter(each => isWhole(each, entries)))
  for (const opening of openings) faults.push(...judgeOpening(opening, evidence, erasures))
  for (const { end, count, seed } of evidence.pads) {
    for (let index = end - count; index < end; index += 1) {
      if (entries[index]?.equals(entryOfPad(seed, index)) !== true || known.has(index)) {
        faults.push({ index, kind: 'pad-differs' })
      }
      known.add(index)
    }
  }
  for (let index = 0; index < entries.length; index += 1) {
    if (!known.has(index) && !isOver(index, evidence))
      faults.push({ index, kind: 'opening-deleted' })
  }
  return faults.sort((a, b) => a.index - b.index)
}

function judgeOpening(opening: Opening, { entries, laws }: LeafEvidence, erasures: Erasures) {
  const { index, nonce1, nonce2, source } = opening
  const entry = entries[index]
  const faults: Fault[] = []
  if (entry === undefined) return [{ index, kind: 'leaves-missing' } as const]
  const [first, second] = partsOfEntry(entry)
  if (!commitTo(nonce1, firstPart(source)).equals(first)) {
    faults.push({ index, kind: 'first-part-edited' })
  }
  if (nonce2 !== null) {
    const isSame = commitTo(nonce2, secondPart(source)).equals(second)
    if (!isSame) faults.push({ index, kind: 'second-part-edited' })
  } else if (source.detail !== null) {
    faults.push({ index, kind: 'second-part-edited' })
  } else if (!erasures.explain(opening, laws)) {
    faults.push({ index, kind: 'second-opening-deleted' })
  }
  return faults
}

function isWhole({ index, nonce1, source }: Opening, entries: readonly Buffer[]): boolean {
  const entry = entries[index]
  if (entry === undefined) return false
  return commitTo(nonce1, firstPart(source)).equals(partsOfEntry(entry)[0])
}

interface Entry {
  readonly class?: string
  readonly reason?: string
  readonly signalIds?: readonly string[] | null
}

/** What the log itself says was erased. */
class Erasures {
  /** By signal: the leaves that say so, and when. */
  readonly #named = new Map<string, { readonly index: number; readonly ms: number }[]>()
  readonly #expiries = new Set<number>()

  constructor(openings: readonly Opening[]) {
    for (const { index, source } of openings) {
      const entry: Entry | null =
        source.kind === 'erasure' && isObject(source.entry) ? source.entry : null
      if (entry?.class !== 'second-opening') continue
      const ms = Date.parse(source.at ?? '')
      for (const id of Array.isArray(entry.signalIds) ? entry.signalIds : []) {
        const named = this.#named.get(id) ?? []
        named.push({ index, ms })
        this.#named.set(id, named)
      }
      if (entry.reason === 'expiry') this.#expiries.add(ms)
    }
  }

  /** An erasure explains what was there before it, and went at its very instant. */
  explain({ erasedAt, index, source }: Opening, laws: readonly LawProfile[]): boolean {
    const signalId = source.signal_id
    if (signalId === null || erasedAt === null) return false
    const isNamed = (this.#named.get(signalId) ?? []).some(
      ({ index: at, ms }) =>
        ms === erasedAt.getTime() && (index < at || Date.parse(source.at ?? '') < ms),
    )
    if (isNamed) return true
    if (!this.#expiries.has(erasedAt.getTime())) return false
    const accepted = instantOf(signalId)
    // Whoever hands out an opening chooses its id: there are months that no calendar has.
    if (!(accepted < erasedAt)) return false
    return secondOpeningMonthDue(laws, monthOf(accepted)).dueAt <= erasedAt
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** A trace may be gone once its term is over: when its leaf was signed, it was there. */
function isOver(index: number, { checkpointTimes, laws, now }: LeafEvidence): boolean {
  const signed = checkpointTimes.find(({ size }) => size > index)
  const months = Math.min(...laws.map(profile => law[profile].traceKeptMonths.value))
  return signed !== undefined && addMonths(signed.at, months) <= now
}
