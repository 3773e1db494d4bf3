import { hash } from 'node:crypto'
import { cosignatureV1 } from './cosignature.ts'
import { ed25519 } from './ed25519.ts'
import { parseBase64 } from './encodings.ts'
import { LogError } from './errors.ts'
import type { NoteSignature, SignatureType } from './signature-type.ts'

/** The types that this house knows. Another is added here, and nowhere else. */
export const signatureTypes: readonly SignatureType[] = [ed25519, cosignatureV1]

/** A key that may have signed a note. */
export interface NoteVerifier {
  readonly name: string
  readonly keyId: string
  readonly type: SignatureType
  readonly publicKey: Buffer
  verify(text: string, signature: Buffer): boolean
}

/** A key that signs notes. */
export interface NoteSigner {
  readonly verifier: NoteVerifier
  sign(text: string): NoteSignature
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: no note may hold one
const nameForm = /^[^\s\u0000-\u001f\u0085+]+$/u
const keyForm = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u

/**
 * A verifier key, `<name>+<key id>+<base64 of type and public key>`.
 * @throws LogError `key-format`, `key-type-unknown`, `base64`
 */
export function parseVerifierKey(text: string): NoteVerifier {
  const [, name, keyId, encoded] = keyForm.exec(text) ?? []
  if (name === undefined || encoded === undefined) throw new LogError('key-format')
  const bytes = parseBase64(encoded)
  const verifier = createVerifier(name, typeOf(bytes[0]), bytes.subarray(1))
  if (verifier.keyId !== keyId) throw new LogError('key-format')
  return verifier
}

/** The text of a verifier key: what a policy lists. */
export function formatVerifierKey({ name, keyId, type, publicKey }: NoteVerifier): string {
  const bytes = Buffer.concat([Buffer.from([type.byte]), publicKey])
  return `${name}+${keyId}+${bytes.toString('base64')}`
}

/** @throws LogError `key-format` for a name or a key that no note may carry. */
export function createVerifier(name: string, type: SignatureType, publicKey: Buffer): NoteVerifier {
  if (!nameForm.test(name) || publicKey.length !== type.publicKeyBytes) {
    throw new LogError('key-format')
  }
  const keyId = keyIdOf(name, type, publicKey)
  const verify = (text: string, signature: Buffer) => type.verify(publicKey, text, signature)
  return { name, keyId, type, publicKey, verify }
}

/**
 * @param seed 32 random bytes, kept by whoever signs.
 * @param nowSeconds POSIX time, for the types that carry one.
 */
export function createSigner(
  name: string,
  type: SignatureType,
  seed: Buffer,
  nowSeconds: () => number,
): NoteSigner {
  const verifier = createVerifier(name, type, type.publicKeyOf(seed))
  return {
    verifier,
    sign(text) {
      const signature = type.sign(seed, text, nowSeconds())
      return { name, keyId: verifier.keyId, signature }
    },
  }
}

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key), its first four bytes (C2SP signed-note). */
function keyIdOf(name: string, type: SignatureType, publicKey: Buffer): string {
  const head = Buffer.from(`${name}\n`)
  const bytes = Buffer.concat([head, Buffer.from([type.byte]), publicKey])
  return hash('sha256', bytes, 'hex').slice(0, 8)
}

function typeOf(byte: number | undefined): SignatureType {
  const type = signatureTypes.find(each => each.byte === byte)
  if (type === undefined) throw new LogError('key-type-unknown')
  return type
}
