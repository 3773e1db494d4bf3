import { SealingError } from './errors.ts'
import { keyBytes } from './limits.ts'

/** What each family's label says stands beside it. One file per key, outside every database. */
export const keyFamilies = [
  'kek', // the instant it begins, ISO 8601
  'signal-index', // YYYY-MM of acceptance
  'trace-index', // YYYY-MM
  'objection-index', // number of the generation
  'idempotency', // YYYY-MM-DD
  'bucket', // 'only': never rotates
  'desk-index', // number
  'desk-seal', // number
  'receiver', // the key's id
  'certificate', // number
  'log', // number: signs checkpoints
  'witness', // number: an agency's cosignatures
] as const
export type KeyFamily = (typeof keyFamilies)[number]

export interface StoredKey {
  /** Recorded beside what the key protects; unique even when a label is used again. */
  readonly id: string
  readonly family: KeyFamily
  readonly label: string
  /** ISO 8601, system clock: for people; rules read the label. */
  readonly createdAt: string
  /** 32 bytes. */
  readonly key: Buffer
}

/** @throws SealingError `key-label-invalid` for what could name another file or none. */
export function keyFileName(family: string, label: string): string {
  const known = keyFamilies.some(name => name === family)
  if (!known || !/^[0-9A-Za-z][0-9A-Za-z_.:-]{0,63}$/.test(label)) {
    throw new SealingError('key-label-invalid')
  }
  return `${family}-${label}.key`
}

/** The text of a key file: one line of JSON, the key in base64. */
export function encodeStoredKey(stored: StoredKey): string {
  return `${JSON.stringify({ ...stored, key: stored.key.toString('base64') })}\n`
}

/**
 * @throws SealingError `key-file-invalid` unless the file holds the very key that its name says.
 */
export function decodeStoredKey(text: string, fileName: string): StoredKey {
  const { id, family, label, createdAt, key } = parseObject(text)
  const knownFamily = keyFamilies.find(name => name === family)
  const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : undefined
  if (
    knownFamily === undefined ||
    typeof id !== 'string' ||
    typeof label !== 'string' ||
    typeof createdAt !== 'string' ||
    bytes?.length !== keyBytes ||
    keyFileName(knownFamily, label) !== fileName
  ) {
    throw new SealingError('key-file-invalid')
  }
  return { id, family: knownFamily, label, createdAt, key: bytes }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    throw new SealingError('key-file-invalid')
  }
}
