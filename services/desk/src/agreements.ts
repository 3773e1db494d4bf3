import { createHash } from 'node:crypto'
import {
  type AgreementText,
  type Language,
  type RightList,
  type Snapshot,
  validatorFor,
} from '@unefois/contracts'
import type { Api } from '@unefois/sdk'
import { jcs } from '@unefois/sealing'
import type { Deadlines } from './domain/deadlines.ts'
import { limits } from './limits.ts'

/** An agreement under which this agency receives, with the official names of both ends. */
export interface AgreementTerms {
  readonly text: AgreementText
  readonly senderName: string
  readonly receiverName: string
}

/** What the desk knows of the agreements it receives under, read from the registry. */
export interface Agreements {
  /** The terms of a hash; asks the registry when it is not known. Undefined: it did not tell. */
  find(hash: string): Promise<AgreementTerms | undefined>
  /** Its deadlines if it is known here; never waits, but has the registry asked if it is not. */
  findDeadlines(hash: string): Deadlines | undefined
  /** What an agency is called; its id where the registry does not say. */
  nameAgency(id: string): string
  /** What a right is called; its id where the catalogue does not say. */
  nameRight(right: string, language: Language): string
  /** Reads the registry again. False when it did not answer. */
  refresh(): Promise<boolean>
}

interface Known {
  readonly terms: ReadonlyMap<string, AgreementTerms>
  readonly labels: ReadonlyMap<string, Readonly<Record<Language, string>>>
  readonly names: ReadonlyMap<string, string>
}

/**
 * Holds the agreements of one receiver. A text that does not hash to its name is not taken: the
 * registry cannot put another notice or provision under a signal that is here already.
 *
 * @param onUnanswered told when the registry did not answer, or not as its contracts say.
 */
export function openAgreements(parts: {
  registry: Api
  agency: string
  monotonicMs: () => number
  onUnanswered: () => void
}): Agreements {
  let known: Known = { terms: new Map(), labels: new Map(), names: new Map() }
  let askedMs = Number.NEGATIVE_INFINITY
  let running: Promise<boolean> | undefined
  const read = async (): Promise<boolean> => {
    try {
      known = await readRegistry(parts.registry, parts.agency)
      return true
    } catch {
      parts.onUnanswered()
      return false
    } finally {
      running = undefined
    }
  }
  const refresh = (): Promise<boolean> => {
    askedMs = parts.monotonicMs()
    running ??= read()
    return running
  }
  /** A hash that the registry does not know must not make every signal ask for it. */
  const ask = async (): Promise<void> => {
    if (parts.monotonicMs() - askedMs < limits.agreementsAskMsMin) await running
    else await refresh()
  }
  return {
    async find(hash) {
      if (!known.terms.has(hash)) await ask()
      return known.terms.get(hash)
    },
    findDeadlines(hash) {
      const terms = known.terms.get(hash)
      if (terms === undefined) void ask()
      return terms?.text.deadlines
    },
    nameAgency: id => known.names.get(id) ?? id,
    nameRight: (right, language) => known.labels.get(right)?.[language] ?? right,
    refresh,
  }
}

const isSnapshot = validatorFor('urn:unefois:contracts:snapshot.v1')
const isRightList = validatorFor('urn:unefois:contracts:right-list.v1')

async function readRegistry(registry: Api, agency: string): Promise<Known> {
  const [snapshot, rights] = [
    await registry.ok({ method: 'GET', path: '/v1/snapshot' }),
    await registry.ok({ method: 'GET', path: '/v1/rights' }),
  ]
  if (!isSnapshot(snapshot) || !isRightList(rights)) throw new Error('not the registry’s contract')
  const names = new Map(snapshot.participants.map(({ id, name }) => [id, name]))
  return { terms: termsOf(snapshot, agency, names), labels: labelsOf(rights), names }
}

function termsOf(snapshot: Snapshot, agency: string, names: Known['names']): Known['terms'] {
  const nameOf = (id: string) => names.get(id) ?? id
  return new Map(
    snapshot.agreements
      .filter(({ hash, text }) => text.receiver === agency && hashOf(text) === hash)
      .map(({ hash, text }) => [
        hash,
        { text, senderName: nameOf(text.sender), receiverName: nameOf(text.receiver) },
      ]),
  )
}

function labelsOf({ items }: RightList): Known['labels'] {
  return new Map(items.map(({ id, labels }) => [id, labels]))
}

/** SHA-256 of the text's JCS bytes (RFC 8785), hexadecimal, as the registry names agreements. */
function hashOf(text: AgreementText): string {
  return createHash('sha256').update(jcs(text)).digest('hex')
}
