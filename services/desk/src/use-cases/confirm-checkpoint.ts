import {
  type AddCheckpoint,
  decideCosignature,
  LogError,
  type NoteSigner,
  type NoteVerifier,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  signNote,
  type Witnessed,
} from '@unefois/audit-log'
import type { CosignatureV2, LogPredecessors } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { LogAnchor } from '@unefois/erasure-journal'
import { verifierKeyOf } from '@unefois/log-leaves'
import { isInLog } from '../domain/open-entry.ts'
import {
  findLastWitnessed,
  findWitnessed,
  findWitnessedBefore,
  replaceWitnessed,
} from '../repositories/witnessed.ts'

/** What a witness stands on. */
export interface WitnessDeps {
  readonly sql: Database
  /** The last that it has cosigned, where a restore of the database brings back no older one. */
  readonly anchor: LogAnchor
  /** The hub's log, as this agency was told of it; never as the hub tells today. */
  readonly log: NoteVerifier
  readonly signer: NoteSigner
  /** The time of day. */
  readonly now: () => Date
  /** The key whose place the signer's takes, where it does. */
  readonly former?: NoteSigner | undefined
  readonly hubLog: {
    /** What the log asks, as bytes; undefined when there is nothing to cosign. */
    ask(old: number): Promise<Uint8Array | undefined>
    say(cosignature: CosignatureV2): Promise<void>
    /** After which logs it says that it began. */
    readPredecessors(): Promise<LogPredecessors>
  }
}

/**
 * `lost`: leaves that this witness had cosigned and the successor did not keep. `refused` with the
 * status that a witness answers (C2SP tlog-witness), `behind` by how many leaves the database knew
 * less than this desk has cosigned: each is a reason for an alarm.
 */
export type Confirmed =
  | { readonly what: 'nothing-new' | 'overtaken' }
  | { readonly what: 'behind'; readonly leaves: number }
  | { readonly what: 'cosigned'; readonly size: number; readonly lost?: number }
  | { readonly what: 'refused'; readonly status: number }

type Asked =
  | { readonly what: 'nothing-new' | 'overtaken' }
  | { readonly what: 'refused'; readonly status: number }
  | {
      readonly what: 'fit'
      readonly next: Witnessed
      readonly text: string
      readonly lost?: number
    }

/**
 * Cosigns the hub's newest published checkpoint when its tree only adds to the last one that this
 * desk has cosigned. The new state is stored before it is signed, in the place of the very one that
 * was compared: two turns at once cannot sign two pasts. Told again after a crash, it signs the
 * same again. Before a cosignature leaves it stands in the anchor, too: over a database that was
 * restored to before it, nothing is cosigned until what was is put back.
 *
 * A log of another name and key, which only the agency's own setting can bring, is cosigned when
 * its tree says that it began after the one that this desk knows, and holds what it says it kept.
 */
export function confirmCheckpoint(deps: WitnessDeps) {
  const { anchor, former, hubLog, log, now, signer, sql } = deps
  return async (): Promise<Confirmed> => {
    const leaves = await putBack(deps)
    if (leaves !== undefined) return { what: 'behind', leaves }
    const last = await findWitnessed(sql, log.name)
    const before = last === undefined ? await findLastWitnessed(sql) : undefined
    const asked = before === undefined ? await ask(deps, last) : await askSuccessor(deps, before)
    if (asked.what !== 'fit') return asked
    const { next, text, lost } = asked
    const at = now()
    if (!(await replaceWitnessed(sql, log.name, { last, next, at }))) return { what: 'overtaken' }
    anchor.write(signNote(text, [signer]))
    const succeeds = former === undefined ? {} : { succeeds: sayBy(former, text) }
    await hubLog.say({ size: next.size, ...sayBy(signer, text), ...succeeds })
    return { what: 'cosigned', size: next.size, ...(lost === undefined ? {} : { lost }) }
  }
}

/** What was cosigned, where the database has forgotten it; how many leaves more than it knew. */
async function putBack({ anchor, now, sql }: WitnessDeps): Promise<number | undefined> {
  const note = anchor.read()
  if (note === undefined) return undefined
  const { origin, size, root } = parseCheckpoint(parseNote(Buffer.from(note)).text)
  const last = await findWitnessed(sql, origin)
  const known = last?.size ?? 0
  if (known > size || last?.root.equals(root) === true) return undefined
  await replaceWitnessed(sql, origin, { last, next: { size, root }, at: now() })
  return size - known
}

function sayBy(signer: NoteSigner, text: string): { verifierKey: string; signature: string } {
  const { keyId, signature } = signer.sign(text)
  const bytes = Buffer.concat([Buffer.from(keyId, 'hex'), signature])
  return { verifierKey: verifierKeyOf(signer), signature: bytes.toString('base64') }
}

async function ask({ hubLog, log }: WitnessDeps, last: Witnessed | undefined): Promise<Asked> {
  const asked = await hubLog.ask(last?.size ?? 0)
  if (asked === undefined) return { what: 'nothing-new' }
  const request = parse(asked)
  if (request === undefined) return { what: 'refused', status: 400 }
  const decision = decideCosignature(request, [log], last)
  if (decision.status !== 200) return { what: 'refused', status: decision.status }
  return { what: 'fit', next: decision.next, text: decision.text }
}

/** What became of the leaves of the log before: those that this one kept are in it, unchanged. */
async function askSuccessor(
  deps: WitnessDeps,
  before: Witnessed & { readonly origin: string },
): Promise<Asked> {
  const asked = await ask(deps, undefined)
  if (asked.what !== 'fit') return asked
  const { size, items } = await deps.hubLog.readPredecessors()
  if (size !== asked.next.size) return { what: 'overtaken' }
  const found = items.find(
    ({ detail }) => detail.origin === before.origin && detail.successor === deps.log.name,
  )
  if (found === undefined || !isInLog(found, asked.next)) return untold
  const { kept, root, size: ended } = found.detail
  const isOther = ended === before.size && !before.root.equals(Buffer.from(root, 'base64'))
  if (ended < before.size || isOther) return untold
  const isLess = before.size > kept
  const lost = isLess ? { lost: before.size - kept } : {}
  // With leaves lost, the newest state that both trees have is one that it had cosigned before.
  const shared = isLess ? await findWitnessedBefore(deps.sql, before.origin, kept) : before
  const proven = shared === undefined ? asked : await ask(deps, shared)
  if (proven.what !== 'fit') return proven
  return proven.next.root.equals(asked.next.root) ? { ...proven, ...lost } : { what: 'overtaken' }
}

/** The log does not say what became of leaves that this desk has seen. */
const untold = { what: 'refused', status: 409 } as const

function parse(bytes: Uint8Array): AddCheckpoint | undefined {
  try {
    return parseAddCheckpoint(bytes)
  } catch (error) {
    if (error instanceof LogError) return undefined
    throw error
  }
}
