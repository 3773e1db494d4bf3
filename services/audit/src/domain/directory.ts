import type { Language, RightList, Snapshot } from '@unefois/contracts'

/** One version of an agreement that is or was in force. */
export type KnownAgreement = Snapshot['agreements'][number]

/** Who is who and what is agreed, as the registry last said; for words, never for a decision. */
export interface Directory {
  /** Agency → its name. */
  readonly names: ReadonlyMap<string, string>
  /** Hash → that version. */
  readonly agreements: ReadonlyMap<string, KnownAgreement>
  /** Fingerprint of a receiver's sealing key, retired or not → whose it is. */
  readonly keys: ReadonlyMap<string, string>
  /** Right → its labels. */
  readonly rights: ReadonlyMap<string, Readonly<Record<Language, string>>>
}

/** The directory of a snapshot and of the catalogue of rights. */
export function directoryOf(
  snapshot: Pick<Snapshot, 'participants'> & Partial<Pick<Snapshot, 'agreements'>>,
  catalogue: RightList['items'] = [],
): Directory {
  return {
    names: new Map(snapshot.participants.map(({ id, name }) => [id, name])),
    agreements: new Map((snapshot.agreements ?? []).map(each => [each.hash, each])),
    keys: new Map(
      snapshot.participants.flatMap(({ id, keys }) => keys.map(({ keyId }) => [keyId, id])),
    ),
    rights: new Map(catalogue.map(({ id, labels }) => [id, labels])),
  }
}

/** An agency by its name, or by its id where the registry has not said. */
export function nameOf(directory: Directory, agency: string): string {
  return agency === 'hub' ? 'Unefois' : (directory.names.get(agency) ?? agency)
}

/** A right by its label, or by its id. */
export function rightWords(directory: Directory, right: string, language: Language): string {
  return directory.rights.get(right)?.[language] ?? right
}

/** An agreement in words: from whom to whom, for which rights. Of one unknown, its hash's start. */
export function agreementWords(directory: Directory, hash: string, language: Language): string {
  const known = directory.agreements.get(hash)
  if (known === undefined) return `${hash.slice(0, shownHashChars)}…`
  const { sender, receiver, rights } = known.text
  const named = rights.slice(0, shownRights).map(right => rightWords(directory, right, language))
  const more = rights.length > shownRights ? ` +${rights.length - shownRights}` : ''
  const ends = `${nameOf(directory, sender)} → ${nameOf(directory, receiver)}`
  return `${ends}${colonOf(language)}${named.join(', ')}${more}`
}

/** What stands between a name and what it is: French puts a space before the colon, too. */
export function colonOf(language: Language): string {
  return language === 'fr' ? '\u00a0: ' : ': '
}

const shownHashChars = 12
const shownRights = 2
