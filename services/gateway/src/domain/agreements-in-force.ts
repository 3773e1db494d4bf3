import { law, type Snapshot } from '@unefois/contracts'

type SnapshotAgreement = Snapshot['agreements'][number]
type SnapshotRight = Snapshot['rights'][number]

/** One agreement as the accept path needs it: compiled once a snapshot, not once a signal. */
export interface AgreementInForce {
  readonly id: string
  readonly hash: string
  readonly sender: string
  readonly receiver: string
  readonly purpose: string
  readonly basis: SnapshotAgreement['text']['basis']
  readonly objectable: boolean
  /** Law of 15 January 1990 art. 14: the BCSS is asked before a signal is stored. */
  readonly viaBcss: boolean
  readonly endedAfterDays: number
  readonly quotaPerDay: number
  /** R.114-9-7 CRPA, or the Belgian profile's value: how long a signal may be kept to inform. */
  readonly keptMonthsMax: number
  readonly validFrom: string
  readonly validTo: string
  /** Optional fields that may travel, each with the values that may. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>
}

export interface ReceiverKey {
  readonly keyId: string
  readonly publicKey: Buffer
}

/** The registry's snapshot, indexed by the questions that a signal asks. */
export interface AgreementsInForce {
  readonly version: number
  readonly rights: ReadonlyMap<string, SnapshotRight>
  readonly receivers: readonly string[]
  receiverKey(participant: string): ReceiverKey | undefined
  /** Active agreements of a sender for a right, valid on that day. */
  find(sender: string, right: string, day: string): readonly AgreementInForce[]
  /** Agencies competent for a right in a territory on a day. */
  competent(right: string, territory: string, day: string): ReadonlySet<string>
  /**
   * Agreements towards a receiver of which some version is in force: a signal in flight outlives
   * the version it left under. No version may change the sides.
   */
  activeTowards(receiver: string): readonly string[]
}

/** Builds the indexes of one snapshot. Pure; memory is that of the snapshot itself. */
export function indexSnapshot(snapshot: Snapshot): AgreementsInForce {
  const rights = new Map(snapshot.rights.map(right => [right.id, right]))
  const active = snapshot.agreements.filter(agreement => agreement.state === 'active')
  const towards = Map.groupBy(active, agreement => agreement.text.receiver)
  const bySenderRight = new Map<string, AgreementInForce[]>()
  for (const agreement of active) {
    const compiled = compile(agreement)
    for (const right of agreement.text.rights) {
      append(bySenderRight, `${compiled.sender}|${right}`, compiled)
    }
  }
  const byPlace = new Map<string, Snapshot['competence'][number][]>()
  for (const row of snapshot.competence) append(byPlace, `${row.right}|${row.territory}`, row)
  const keys = new Map(snapshot.participants.map(each => [each.id, sealKey(each.keys)]))
  const receivers = new Set(active.map(agreement => agreement.text.receiver))

  return {
    version: snapshot.version,
    rights,
    receivers: [...receivers].sort(),
    receiverKey: participant => keys.get(participant),
    find: (sender, right, day) =>
      (bySenderRight.get(`${sender}|${right}`) ?? []).filter(
        agreement => agreement.validFrom <= day && day <= agreement.validTo,
      ),
    competent: (right, territory, day) =>
      new Set(
        (byPlace.get(`${right}|${territory}`) ?? [])
          .filter(row => row.from <= day && (row.to === undefined || day <= row.to))
          .map(row => row.participant),
      ),
    activeTowards: receiver => [...new Set((towards.get(receiver) ?? []).map(each => each.id))],
  }
}

function compile(agreement: SnapshotAgreement): AgreementInForce {
  const { text } = agreement
  const { identifierBasis } = text
  return {
    id: agreement.id,
    hash: agreement.hash,
    sender: text.sender,
    receiver: text.receiver,
    purpose: text.purpose,
    basis: text.basis,
    objectable: 'applies' in text.objection,
    viaBcss: identifierBasis.scheme === 'be-niss' && identifierBasis.route.kind === 'via-bcss',
    endedAfterDays: text.feedback.endedAfterDays,
    quotaPerDay: text.quota.perDay,
    keptMonthsMax: law[text.lawProfile].signalKeptMonthsMax.value,
    validFrom: text.validity.from,
    validTo: text.validity.to,
    fields: new Map(
      Object.entries(text.optionalFields).map(([field, values]) => [field, new Set(values)]),
    ),
  }
}

function sealKey(keys: Snapshot['participants'][number]['keys']): ReceiverKey | undefined {
  const key = keys.find(each => each.use === 'seal' && each.state === 'active')
  if (key === undefined) return undefined
  return { keyId: key.keyId, publicKey: Buffer.from(key.publicKey, 'base64url') }
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
