/** Why files cannot be packed, or a file is none of ours. */
export type ZipErrorCode = 'name-unfit' | 'name-doubled' | 'too-large' | 'not-canonical'

/** Never carries what it refused. */
export class ZipError extends Error {
  readonly code: ZipErrorCode

  constructor(code: ZipErrorCode) {
    super(code)
    this.name = 'ZipError'
    this.code = code
  }
}
