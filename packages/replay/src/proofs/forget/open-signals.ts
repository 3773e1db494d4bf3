import { openDatabase } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { hubId } from '@unefois/local'
import {
  envelopeDigest,
  openKeyStore,
  openOuter,
  openSeal,
  SealingError,
  type StoredKey,
  unwrapDataKey,
} from '@unefois/sealing'

/** Every key file that somebody would have: the hub's, and the private keys of receivers. */
export interface HeldKeys {
  readonly keks: readonly StoredKey[]
  readonly receivers: readonly StoredKey[]
}

/** Reads them from the folders as they are now. */
export function readHeldKeys(hubFolder: string, deskFolders: readonly string[]): HeldKeys {
  return {
    keks: openKeyStore(hubFolder).list('kek'),
    receivers: deskFolders.flatMap(folder => openKeyStore(folder).list('receiver')),
  }
}

/** What a database of the hub shows to whoever has these keys. */
export interface OpenedSignals {
  /** Sealed signals that lie there at all, void ones left out. */
  readonly lying: number
  /** Signal id → the person's number, of those whose three layers opened. */
  readonly opened: ReadonlyMap<string, string>
  /** The data keys that were unwrapped, in clear. */
  readonly dataKeys: readonly Buffer[]
}

interface Row {
  readonly id: string
  readonly wrapped: Buffer
  readonly message: Buffer
}

/** Tries every key on every signal: unwraps its data key, opens the outer layer, then the seal. */
export async function openSignals(url: string, keys: HeldKeys): Promise<OpenedSignals> {
  const sql = openDatabase({ url, name: 'proof-forget', connectionsMax: 1 })
  try {
    const rows = await sql<Row[]>`
      SELECT k.signal_id AS id, k.wrapped, o.message
      FROM exchange.data_key AS k JOIN exchange.outbox AS o ON o.signal_id = k.signal_id
      WHERE NOT o.void ORDER BY k.signal_id`
    const opened = new Map<string, string>()
    const dataKeys: Buffer[] = []
    for (const row of rows) {
      const dataKey = unwrapWithAny(row, keys.keks)
      if (dataKey === undefined) continue
      dataKeys.push(dataKey)
      const identifier = openMessage(row, dataKey, keys.receivers)
      if (identifier !== undefined) opened.set(row.id, identifier.value)
    }
    return { lying: rows.length, opened, dataKeys }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function unwrapWithAny(row: Row, keks: readonly StoredKey[]): Buffer | undefined {
  for (const kek of keks) {
    const { wrapped, id: signalId } = row
    const dataKey = unlessClosed(() => unwrapDataKey({ kek, wrapped, signalId }))
    if (dataKey !== undefined) return dataKey
  }
  return undefined
}

function openMessage(
  { id: signalId, message }: Row,
  dataKey: Buffer,
  receivers: readonly StoredKey[],
): Identifier | undefined {
  const { envelope, receiverKeyId, sealed } = JSON.parse(message.toString('utf8')).data
  const outer = Buffer.from(sealed, 'base64url')
  const inner = unlessClosed(() => openOuter({ dataKey, signalId, outer }))
  const receiver = receivers.find(key => key.id === receiverKeyId)
  if (inner === undefined || receiver === undefined) return undefined
  const { sender: from, receiver: to, agreementHash } = envelope
  const answer = openSeal({
    context: { hub: hubId, from, to, agreementHash, receiverKeyId },
    receiverPrivateKey: receiver.key,
    signalId,
    sealed: inner,
    envelopeDigest: envelopeDigest(envelope),
  })
  return answer.ok ? answer.identifier : undefined
}

function unlessClosed<T>(open: () => T): T | undefined {
  try {
    return open()
  } catch (error) {
    if (error instanceof SealingError) return undefined
    throw error
  }
}
