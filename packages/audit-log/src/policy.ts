import { decodeText, parseDecimal } from './encodings.ts'
import { LogError } from './errors.ts'
import { noteBytesMax, policyNamesMax } from './limits.ts'
import { type NoteVerifier, parseVerifierKey } from './note-keys.ts'

/** Whether a set of witnesses, by their verifiers, is enough. */
type Member = (cosigned: ReadonlySet<NoteVerifier>) => boolean

/** Which logs are believed, and how many witnesses, from which groups, must have cosigned. */
export interface Policy {
  readonly logs: readonly NoteVerifier[]
  readonly witnesses: readonly NoteVerifier[]
  /** True when these witnesses make the quorum. */
  isQuorum(cosigned: readonly NoteVerifier[]): boolean
}

interface Draft {
  readonly logs: NoteVerifier[]
  readonly witnesses: NoteVerifier[]
  readonly names: Map<string, Member>
  readonly taken: Set<string>
  quorum: Member | undefined
}

const none = 'none'
// biome-ignore lint/suspicious/noControlCharactersInRegex: only tab and newline are allowed
const controlForm = /[\u0000-\u0008\u000b-\u001f\u007f]/u

/**
 * Reads a trust policy (C2SP tlog-policy): `log`, `witness`, `group` and one `quorum` line.
 * @throws LogError `policy-format`, `note-too-long`, and those of a verifier key.
 */
export function parsePolicy(bytes: Uint8Array): Policy {
  if (bytes.length > noteBytesMax) throw new LogError('note-too-long')
  const text = decodeText(bytes)
  if (controlForm.test(text)) throw new LogError('policy-format')
  const draft: Draft = {
    logs: [],
    witnesses: [],
    names: new Map(),
    taken: new Set(),
    quorum: undefined,
  }
  for (const line of text.split('\n')) {
    const items = line.split(/[ \t]+/u).filter(item => item !== '')
    if (items.length > 0 && items[0]?.startsWith('#') !== true) readLine(draft, items)
  }
  const { logs, witnesses, quorum } = draft
  if (quorum === undefined) throw new LogError('policy-format')
  return { logs, witnesses, isQuorum: cosigned => quorum(new Set(cosigned)) }
}

/** Each kind of line, by its first word. */
const readers = new Map([
  ['log', readLog],
  ['witness', readWitness],
  ['group', readGroup],
  ['quorum', readQuorum],
])

function readLine(draft: Draft, [word = '', ...items]: readonly string[]): void {
  const isFull = Math.max(draft.logs.length, draft.names.size) >= policyNamesMax
  const reader = readers.get(word)
  if (reader === undefined || (isFull && word !== 'quorum')) throw new LogError('policy-format')
  reader(draft, items)
}

function readLog({ logs }: Draft, [key, , ...rest]: readonly string[]): void {
  if (key === undefined || rest.length > 0) throw new LogError('policy-format')
  logs.push(unlessDoubled(logs, parseVerifierKey(key)))
}

function readWitness(draft: Draft, [name, key, , ...rest]: readonly string[]): void {
  if (key === undefined || rest.length > 0) throw new LogError('policy-format')
  const verifier = unlessDoubled(draft.witnesses, parseVerifierKey(key))
  // What a key signs that is no witness's says nothing of a tree that only grew.
  if (!verifier.type.cosigns) throw new LogError('policy-format')
  draft.witnesses.push(verifier)
  define(draft, name, cosigned => cosigned.has(verifier))
}

function readGroup(draft: Draft, [name, count, ...members]: readonly string[]): void {
  if (count === undefined || members.length === 0) throw new LogError('policy-format')
  const needed = countOf(count, members.length)
  // A name counts once: no witness can make up two of a quorum.
  const parts = members.map(member => {
    const known = draft.names.get(member)
    if (known === undefined || draft.taken.has(member)) throw new LogError('policy-format')
    draft.taken.add(member)
    return known
  })
  define(draft, name, cosigned => parts.filter(part => part(cosigned)).length >= needed)
}

function countOf(text: string, members: number): number {
  if (text === 'all') return members
  if (text === 'any') return 1
  const count = parseDecimal(text)
  if (count < 1 || count > members) throw new LogError('policy-format')
  return count
}

function readQuorum(draft: Draft, [name, ...rest]: readonly string[]): void {
  const isSecond = draft.quorum !== undefined
  const member = name === none ? () => true : draft.names.get(name ?? '')
  if (isSecond || member === undefined || rest.length > 0) throw new LogError('policy-format')
  draft.quorum = member
}

function define({ names }: Draft, name: string | undefined, member: Member): void {
  if (name === undefined || name === none || names.has(name)) throw new LogError('policy-format')
  names.set(name, member)
}

/** The same public key under two names would count twice. */
function unlessDoubled(known: readonly NoteVerifier[], verifier: NoteVerifier): NoteVerifier {
  if (known.some(each => each.publicKey.equals(verifier.publicKey))) {
    throw new LogError('policy-format')
  }
  return verifier
}
