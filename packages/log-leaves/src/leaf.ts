import { commitTo, entryOf } from '@unefois/audit-log'
import { jcs } from '@unefois/sealing'

/** What is about to be a leaf, as the database hands it out once. */
export interface LeafSource {
  readonly kind: 'act' | 'erasure'
  readonly id: string
  /** False when it was forgotten before it had a number: its leaf is noise. */
  readonly found: boolean
  /** To the microsecond, as it is stored: an edit of any digit shows. */
  readonly at: string | null
  readonly actor: string | null
  readonly agency: string | null
  readonly agent: string | null
  readonly purpose: string | null
  readonly operation: string | null
  readonly agreement_hash: string | null
  readonly signal_id: string | null
  readonly counterparty: string | null
  readonly outcome_class: string | null
  readonly detail: unknown
  /** Its second part was erased already. */
  readonly erased: boolean
  /** Of an erasure: what the journal says beside `id` and `at`. */
  readonly entry: unknown
}

export const nonceBytes = 32

/**
 * The first part of a leaf in canonical form (RFC 8785): when, who, on what ground, which signal,
 * what became of it. It stays as long as the trace. A trace index is in no leaf.
 */
export function firstPart(source: LeafSource): string {
  const { kind, id } = source
  if (kind === 'erasure') return jcs({ kind, id, at: source.at, entry: source.entry })
  // Texts under names in their order are canonical as they are: no sorting, a leaf at a time.
  return JSON.stringify({
    actor: source.actor ?? undefined,
    agency: source.agency ?? undefined,
    agent: source.agent ?? undefined,
    agreementHash: source.agreement_hash ?? undefined,
    at: source.at ?? undefined,
    counterparty: source.counterparty ?? undefined,
    id,
    kind,
    operation: source.operation ?? undefined,
    outcomeClass: source.outcome_class ?? undefined,
    purpose: source.purpose ?? undefined,
    signalId: source.signal_id ?? undefined,
  })
}

const noDetail = jcs({ detail: null })

/** The second part: right, trigger, detection, campaign, whatever goes with the data. */
export function secondPart({ detail }: Pick<LeafSource, 'detail'>): string {
  return detail === null ? noDetail : jcs({ detail })
}

/**
 * The entry of a leaf under these 64 random bytes, a nonce for each part. What is gone already is
 * committed to by a nonce alone, which is kept nowhere.
 */
export function entryOfSource(source: LeafSource, nonces: Buffer): Buffer {
  const [first, second] = [nonces.subarray(0, nonceBytes), nonces.subarray(nonceBytes)]
  if (!source.found) return entryOf(commitTo(first, ''), commitTo(second, ''))
  const erased = source.erased && source.detail === null
  return entryOf(
    commitTo(first, firstPart(source)),
    commitTo(second, erased ? '' : secondPart(source)),
  )
}

/** The entry of a pad: the seed shows that it is one, and without it looks like any other. */
export function entryOfPad(seed: Buffer, index: number): Buffer {
  return entryOf(commitTo(seed, `pad ${index} 1`), commitTo(seed, `pad ${index} 2`))
}
