/** A way of signing notes: its identifier byte, its keys, and what is really signed. */
export interface SignatureType {
  readonly byte: number
  readonly publicKeyBytes: number
  /** Whether it is a witness's (C2SP tlog-cosignature): it says when, and that a tree only grew. */
  readonly cosigns: boolean
  /** @param seed the private key, as many bytes as the type says. */
  sign(seed: Buffer, text: string, atSeconds: number): Buffer
  verify(publicKey: Buffer, text: string, signature: Buffer): boolean
  publicKeyOf(seed: Buffer): Buffer
}

/** One signature line: who, under which key, and the bytes, not believed yet. */
export interface NoteSignature {
  readonly name: string
  /** The first four bytes of the key's hash, in hexadecimal. */
  readonly keyId: string
  readonly signature: Buffer
}
