const sentences = {
  'context-invalid': 'a part of the sealing context is empty or holds a separator',
  'receiver-key-invalid': 'the receiver key is not an X25519 key or does not match its id',
  'length-invalid': 'a key, seal or plaintext does not have its constant length',
  'open-failed': 'the bytes do not open under this key and these ids',
  'not-canonical': 'the value has no canonical JSON (RFC 8785)',
  'key-label-invalid': 'the family or the label of a key is malformed',
  'key-exists': 'another key already stands under this family and label',
  'key-file-invalid': 'a key file is damaged or readable by others than its owner',
  'key-folder-invalid': 'the key folder is open to others than its owner',
} as const

export type SealingErrorCode = keyof typeof sentences

/**
 * A broken invariant of this room. Neither message nor stack holds a key, an id or an identifier.
 */
export class SealingError extends Error {
  readonly code: SealingErrorCode

  constructor(code: SealingErrorCode) {
    super(sentences[code])
    this.name = 'SealingError'
    this.code = code
  }
}
