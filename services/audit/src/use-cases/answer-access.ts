import type { AccessAnswerV2 } from '@unefois/contracts'
import { inTransaction, isUnavailable, type Transaction } from '@unefois/database'
import { type AnswerPart, packAccess } from '@unefois/evidence'
import type { Identifier } from '@unefois/identifiers'
import type { AuditDeps } from '../deps.ts'
import { toAccessEvent } from '../domain/access-event.ts'
import { problems } from '../errors.ts'
import { findIndexes } from '../find-person-events.ts'
import { limits } from '../limits.ts'
import { answerPages } from '../pages/access/document/answer-pages.ts'
import { openPersonKeys } from '../person-keys.ts'
import { listPartsOf, type StoredPart } from '../repositories/access-parts.ts'
import {
  type FoundRequest,
  findAccessRequest,
  noteAnswered,
} from '../repositories/access-requests.ts'
import { type PersonEvent, type PersonPart, readPersonPart } from '../repositories/person-events.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { askDesks } from './ask-desks.ts'
import { readPublished } from './read-published.ts'

/** Whose answer, and who makes it. */
export interface AccessInput {
  readonly caller: Reader
  readonly identifier: Identifier
  /** The id on the receipt of the request. */
  readonly request: string
  /** Which part of the answer, from 1: most answers have one. */
  readonly part: number
}

/** One part of an answer, and the name of its file. */
export interface MadeAnswer {
  readonly name: string
  readonly zip: Buffer
}

interface Gathered {
  readonly at: Date
  readonly found: FoundRequest
  readonly numbers: number
  readonly events: readonly PersonEvent[]
  /** Of these events; undefined when they are all. */
  readonly part: AnswerPart | undefined
  readonly parts: readonly StoredPart[]
}

/**
 * Answers a person who asked what was done about them (GDPR art. 15; the hub's own duty, CRPA
 * R.114-9-7): a ZIP of every act with its proof. The request must be recorded, of this number, and
 * not lapsed. That it was answered, and what agencies are asked for, is traced first and so stands
 * in the answer itself. It may be made again: an answer can be lost on its way, and a later one has
 * more proofs. However many acts there are, what is held in memory is one part of them.
 * @throws Problem 404 when no such request is this person's or the answer has fewer parts, 503 when
 *   nothing was stored.
 */
export function answerAccess(deps: AuditDeps) {
  return async (input: AccessInput): Promise<MadeAnswer> => {
    const gathered = await gather(deps, input)
    const { at, events, found, numbers, part, parts } = gathered
    const indexes = events.flatMap(({ opening }) => (opening === undefined ? [] : [opening.index]))
    const { policy, proofs, size } = await readPublished(deps, indexes)
    const answer: AccessAnswerV2 = {
      version: 1,
      hub: deps.hub,
      log: deps.logKey.verifier.name,
      request: {
        id: input.request,
        requestedAt: found.requestedAt.toISOString(),
        answerBy: found.answerBy.toISOString(),
        by: found.by,
      },
      madeAt: at.toISOString(),
      numbers,
      size,
      events: events.map(event => toAccessEvent(event, { size, by: publishedBy(at) })),
      parts: parts.map(({ agency, answeredAt, askedAt, dueAt }) => ({
        agency,
        askedAt: askedAt.toISOString(),
        dueAt: dueAt.toISOString(),
        ...(answeredAt === null ? {} : { answeredAt: answeredAt.toISOString() }),
      })),
    }
    const pages = answerPages(answer, deps.directory(), { part, emptied: emptiedOf(parts) })
    const zip = packAccess({ answer, pages, part, proofs, policy, signer: deps.logKey })
    return { name: nameOf(input.request, part), zip }
  }
}

const emptiedOf = (parts: readonly StoredPart[]): readonly string[] =>
  parts.filter(({ signalIds }) => signalIds?.length === 0).map(({ agency }) => agency)

function nameOf(request: string, part: AnswerPart | undefined): string {
  const which = part === undefined ? '' : `-part-${part.number}-of-${part.of}`
  return `access-${request}${which}.zip`
}

/** By then what has its number now is published, and witnesses have had their turn. */
function publishedBy(at: Date): Date {
  const { publishEveryMs } = limits
  return new Date((Math.floor(at.getTime() / publishEveryMs) + 2) * publishEveryMs)
}

/** Everything of the database, in one transaction with the traces of it. */
async function gather(deps: AuditDeps, input: AccessInput): Promise<Gathered> {
  try {
    return await inTransaction(deps.sql, { name: 'access-answer' }, transaction =>
      gatherIn(deps, transaction, input),
    )
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw problems['temporarily-unavailable']({ retryAfterSec: limits.retryAfterSec })
  }
}

async function gatherIn(
  deps: AuditDeps,
  transaction: Transaction,
  { caller, identifier, part: number, request }: AccessInput,
): Promise<Gathered> {
  const at = new Date(deps.nowMs())
  const keys = openPersonKeys(deps.store)
  const person = await findIndexes(transaction, { store: deps.store, at }, identifier)
  const numbers = person.identifiers.length
  const indexes = person.identifiers.flatMap(keys.objectionIndexes)
  const found = await findAccessRequest(transaction, { id: request, indexes, at })
  if (found === undefined) throw problems['access-request-unknown']()
  const subject = keys.traceIndex(identifier, at.getTime())
  if (number === 1) await askDesks(deps, transaction, { caller, found, person, request, subject })
  const operation = 'access-answer'
  await traceReads(deps, transaction, { caller, operation, subject, detail: { request } })
  await noteAnswered(transaction, request, at)
  const eventsMax = deps.partEventsMax
  const read = await readPersonPart(transaction, person.indexes, { number, eventsMax })
  if (read.events.length === 0) throw problems['access-part-beyond']()
  const parts = await listPartsOf(transaction, request)
  return { at, found, numbers, events: read.events, part: partOf(number, read), parts }
}

/** What is all of the answer is no part of it. */
function partOf(number: number, { after, events, of }: PersonPart): AnswerPart | undefined {
  if (of === 1) return undefined
  const until = number < of ? events.at(-1)?.source.id : undefined
  return {
    number,
    of,
    ...(after === undefined ? {} : { after }),
    ...(until === undefined ? {} : { until }),
  }
}
