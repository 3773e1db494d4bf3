import { labeledExpand, labeledExtract } from './hkdf.ts'
import { type HmacKey, hmacKey } from './hmac.ts'
import { generateX25519, type X25519KeyPair, x25519 } from './x25519.ts'

/**
 * HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, export-only: a shared secret
 * from which one key per signal is exported, in no order and without sequence numbers (§9.7.1).
 */
const kemId = 0x0020
const kdfId = 0x0001
const exportOnlyAeadId = 0xffff
const baseMode = Buffer.from([0])
const hashBytes = 32
const empty = Buffer.alloc(0)
const kemSuiteId = Buffer.concat([Buffer.from('KEM'), uint16(kemId)])

/** What both ends can export keys from. `enc` travels; the exporter's secret stays in memory. */
export interface HpkeContext {
  readonly enc: Buffer
  readonly suiteId: Buffer
  /** `exporter_secret` as the key that it is. */
  readonly exporter: HmacKey
}

/**
 * SetupBaseS (§5.1.1).
 *
 * @param ephemeral the one-time pair; given only to check published vectors.
 * @throws SealingError `receiver-key-invalid` for a public key that is no X25519 point of full
 *   order.
 */
export function setupSender(
  receiverPublicKey: Buffer,
  info: Buffer,
  ephemeral: X25519KeyPair = generateX25519(),
): HpkeContext {
  const dh = x25519(ephemeral.privateKey, receiverPublicKey)
  const enc = ephemeral.publicKey
  const sharedSecret = extractAndExpand(dh, Buffer.concat([enc, receiverPublicKey]))
  return contextOf(enc, sharedSecret, info)
}

/**
 * SetupBaseR (§5.1.1).
 *
 * @throws SealingError `receiver-key-invalid` when `enc` is no X25519 point of full order.
 */
export function setupReceiver(receiver: X25519KeyPair, enc: Buffer, info: Buffer): HpkeContext {
  const dh = x25519(receiver.privateKey, enc)
  const sharedSecret = extractAndExpand(dh, Buffer.concat([enc, receiver.publicKey]))
  return contextOf(enc, sharedSecret, info)
}

function contextOf(enc: Buffer, sharedSecret: Buffer, info: Buffer): HpkeContext {
  const { suiteId, exporterSecret } = keySchedule(sharedSecret, info)
  const exporter = hmacKey(exporterSecret)
  exporterSecret.fill(0)
  return { enc, suiteId, exporter }
}

/** Context.Export (§5.3). */
export function exportSecret(
  context: HpkeContext,
  exporterContext: Buffer | string,
  length: number,
): Buffer {
  return labeledExpand(context.suiteId, context.exporter, 'sec', exporterContext, length)
}

/** ExtractAndExpand of DHKEM (§4.1). */
export function extractAndExpand(dh: Buffer, kemContext: Buffer): Buffer {
  const prk = labeledExtract(kemSuiteId, empty, 'eae_prk', dh)
  return labeledExpand(kemSuiteId, prk, 'shared_secret', kemContext, hashBytes)
}

/**
 * KeySchedule for base mode (§5.1): no pre-shared key, and of its results only the exporter secret.
 *
 * @param aeadId enters the suite id alone; given only to check vectors of other suites.
 */
export function keySchedule(
  sharedSecret: Buffer,
  info: Buffer,
  aeadId: number = exportOnlyAeadId,
): { readonly suiteId: Buffer; readonly exporterSecret: Buffer } {
  const suiteId = Buffer.concat([Buffer.from('HPKE'), uint16(kemId), uint16(kdfId), uint16(aeadId)])
  const scheduleContext = Buffer.concat([
    baseMode,
    labeledExtract(suiteId, empty, 'psk_id_hash', empty),
    labeledExtract(suiteId, empty, 'info_hash', info),
  ])
  const secret = labeledExtract(suiteId, sharedSecret, 'secret', empty)
  const exporterSecret = labeledExpand(suiteId, secret, 'exp', scheduleContext, hashBytes)
  return { suiteId, exporterSecret }
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}
