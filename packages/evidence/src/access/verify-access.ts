import {
  commitTo,
  LogError,
  leafHash,
  type OpenedCheckpoint,
  openUnderPolicy,
  type Policy,
  parseLogProof,
  partsOfEntry,
  verifyInclusion,
} from '@unefois/audit-log'
import type { AccessAnswerV2 } from '@unefois/contracts'
import { type Fault, type FaultCode, Unproven } from '../fault.ts'
import type { Trust } from '../policy.ts'
import { proofName } from './names.ts'
import { openAccess } from './open-access.ts'
import type { AnswerPart } from './pack-access.ts'

type AccessEvent = AccessAnswerV2['events'][number]

/** What was found of an answer; it holds when nothing is at fault. */
export interface AccessReport {
  readonly kind: 'access'
  readonly faults: readonly Fault[]
  /** Whose policy was believed: the verifier's, or only the hub's own. */
  readonly trust: Trust
  readonly hub: string
  /** The log that signed, and that the proofs are of. */
  readonly log: string
  /** The request that it answers, and which part of the answer it is: absent for a whole one. */
  readonly request: string
  readonly part?: AnswerPart
  readonly madeAt: string
  readonly events: number
  /** In the log, under a checkpoint with its quorum. */
  readonly proven: number
  /** Not published yet: the next answer has their proofs. */
  readonly pending: number
  /** Of these, by the verifier's clock: published long since, if the hub did as it said. */
  readonly overdue: number
  /** Of erasures that name others, too: told, without an opening. */
  readonly shared: number
  /** Proven, with a second part that was erased: that it had to be is the hub's word. */
  readonly secondErased: number
  /** Whose witnesses have cosigned, each named once however many of its keys have. */
  readonly checkpoint?: { readonly size: number; readonly witnesses: readonly string[] }
}

/** Every how long a hub publishes its log, and of how many turns an act waits for the last. */
const publishEveryMs = 600_000
const publishTurnsMax = 2

/** What the verifier brings. */
interface Asked {
  readonly policy?: Uint8Array | undefined
  readonly nowMs?: number
}

/**
 * Verifies what a person was given, offline: that every byte is what the hub signed for, and that
 * each event is in the log under a checkpoint that a quorum of witnesses has cosigned.
 * @param policy the verifier's own copy of whom to believe; else the ZIP's.
 * @param nowMs the verifier's clock, by which what was to be published is overdue; without one
 *   nothing is.
 * @throws Unproven when the answer cannot be taken apart.
 */
export function verifyAccess(bytes: Uint8Array, { policy: given, nowMs }: Asked): AccessReport {
  const { answer, part, policy, proofs, trust } = openAccess(bytes, given)
  const judge = judgeEvents(answer, policy, proofs)
  const faults: Fault[] = []
  answer.events.forEach((event, place) => {
    const fault = judge.event(event)
    if (fault !== undefined) faults.push({ at: String(place + 1), ...fault })
  })
  const named = answer.events.flatMap(({ proof }) => proof ?? [])
  const isEach = new Set(named).size === named.length && named.length === proofs.size
  if (!isEach || named.some(name => !proofs.has(name))) faults.push({ code: 'files-differ' })
  const count = (is: (event: AccessEvent) => boolean) => answer.events.filter(is).length
  const opened = judge.checkpoint()
  return {
    kind: 'access',
    faults,
    trust,
    hub: answer.hub,
    log: answer.log,
    request: answer.request.id,
    ...(part === undefined ? {} : { part }),
    madeAt: answer.madeAt,
    events: answer.events.length,
    proven: count(({ proof }) => proof !== undefined),
    pending: count(({ publishedBy }) => publishedBy !== undefined),
    overdue: count(({ publishedBy }) => Date.parse(publishedBy ?? '') < (nowMs ?? 0)),
    shared: count(({ own }) => own !== undefined),
    secondErased: count(({ proof, nonce2 }) => proof !== undefined && nonce2 === undefined),
    ...(opened === undefined ? {} : { checkpoint: shownOf(opened, policy) }),
  }
}

function shownOf({ checkpoint, signatures }: OpenedCheckpoint, { witnesses }: Policy) {
  const cosigned = signatures.filter(({ verifier }) => witnesses.includes(verifier))
  return { size: checkpoint.size, witnesses: [...new Set(cosigned.map(({ name }) => name))] }
}

/** Judges events one by one; their one checkpoint is opened once. */
function judgeEvents(
  answer: AccessAnswerV2,
  policy: Policy,
  proofs: ReadonlyMap<string, Uint8Array>,
) {
  let text: string | undefined
  let opened: OpenedCheckpoint | undefined
  function open(checkpoint: string): OpenedCheckpoint {
    if (opened !== undefined && text === checkpoint) return opened
    if (opened !== undefined) throw new Unproven('proof-wrong')
    opened = openUnderPolicy(Buffer.from(checkpoint), policy)
    text = checkpoint
    const { origin, size } = opened.checkpoint
    if (origin !== answer.log || size !== answer.size) throw new Unproven('proof-wrong')
    return opened
  }
  return {
    checkpoint: () => opened,
    event(event: AccessEvent): Fault | undefined {
      try {
        if (event.proof === undefined) return unprovenEvent(event, answer.madeAt)
        return provenEvent(event, proofs.get(event.proof), open)
      } catch (error) {
        if (error instanceof Unproven) return error.fault
        if (error instanceof LogError) {
          return { code: error.code === 'quorum-missing' ? 'quorum-missing' : 'proof-wrong' }
        }
        throw error
      }
    },
  }
}

/**
 * What has no proof is not published yet, and soon will be, or is an erasure that names others,
 * too, told without its opening; never neither.
 */
function unprovenEvent(
  { first, kind, own, publishedBy }: AccessEvent,
  madeAt: string,
): Fault | undefined {
  const isShared = own !== undefined && first === undefined && publishedBy === undefined
  if (isShared && kind === 'erasure') return
  if (publishedBy === undefined || first === undefined || own !== undefined) {
    return { code: 'opening-missing' }
  }
  const waitsMs = Date.parse(publishedBy) - Date.parse(madeAt)
  const isSoon = waitsMs > 0 && waitsMs <= publishTurnsMax * publishEveryMs
  return isSoon ? undefined : { code: 'publication-wrong' }
}

function provenEvent(
  event: AccessEvent,
  file: Uint8Array | undefined,
  open: (checkpoint: string) => OpenedCheckpoint,
): Fault | undefined {
  if (file === undefined) return { code: 'files-differ' }
  const { extra, index, hashes, checkpoint } = parseLogProof(file)
  const { size, root } = open(checkpoint).checkpoint
  const entry = extra ?? Buffer.alloc(0)
  const isIn =
    event.proof === proofName(index) &&
    verifyInclusion({ leaf: leafHash(entry), index, size, proof: hashes, root })
  if (!isIn) return { code: 'proof-wrong', index }
  const [first, second] = partsOfEntry(entry)
  const code = judgeParts(event, first, second)
  return code === undefined ? undefined : { code, index }
}

function judgeParts(event: AccessEvent, first: Buffer, second: Buffer): FaultCode | undefined {
  const { nonce1, nonce2, secondErasedAt } = event
  if (nonce1 === undefined || event.first === undefined) return 'opening-missing'
  if (!commit(nonce1, event.first).equals(first)) return 'first-part-edited'
  if (nonce2 !== undefined && event.second !== undefined) {
    return commit(nonce2, event.second).equals(second) ? undefined : 'second-part-edited'
  }
  const isErased = nonce2 === undefined && event.second === undefined
  return isErased && secondErasedAt !== undefined ? undefined : 'second-opening-deleted'
}

const commit = (nonce: string, text: string) => commitTo(Buffer.from(nonce, 'base64url'), text)
