/** Why a text was refused, or why what it says is not believed. */
export type LogErrorCode =
  | 'decimal'
  | 'base64'
  | 'hash-length'
  | 'proof-length'
  | 'note-format'
  | 'note-control-character'
  | 'note-too-long'
  | 'note-unsigned'
  | 'note-signature-wrong'
  | 'key-format'
  | 'key-type-unknown'
  | 'checkpoint-format'
  | 'checkpoint-origin'
  | 'proof-format'
  | 'proof-wrong'
  | 'policy-format'
  | 'quorum-missing'
  | 'tile-path'
  | 'tile-missing'
  | 'tile-length'
  | 'bundle-length'
  | 'range'

/** Never carries what it refused: a text that an outsider made up stays where it is. */
export class LogError extends Error {
  readonly code: LogErrorCode

  constructor(code: LogErrorCode) {
    super(code)
    this.name = 'LogError'
    this.code = code
  }
}
