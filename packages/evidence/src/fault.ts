/** What does not hold, by a stable code that a program may read and a person be told in words. */
export interface Fault {
  readonly code: FaultCode
  /** Of a leaf: its index in the log. */
  readonly index?: number
  /** Of a file, an event or a checkpoint: which one, by its place among them. */
  readonly at?: string
}

export type FaultCode =
  | 'zip-not-canonical'
  | 'manifest-wrong'
  | 'file-differs'
  | 'files-differ'
  | 'not-signed'
  | 'policy-wrong'
  | 'answer-wrong'
  | 'proof-wrong'
  | 'quorum-missing'
  | 'first-part-edited'
  | 'second-part-edited'
  | 'second-opening-deleted'
  | 'opening-missing'
  | 'publication-wrong'
  | 'part-missing'
  | 'parts-differ'
  | 'certificate-wrong'
  | 'certificate-key-unknown'
  | 'certificate-signature-wrong'
  | 'certificate-doubled'
  | 'checkpoint-wrong'
  | 'checkpoint-inconsistent'
  | 'tile-missing'
  | 'tile-differs'
  | 'root-differs'
  | 'entry-edited'
  | 'leaves-missing'
  | 'checkpoint-differs'
  | 'pad-differs'
  | 'index-doubled'
  | 'opening-deleted'
  | 'openings-wrong'
  | 'openings-later'
  | 'checkpoint-times-wrong'

/** Stops a verification that cannot go on. */
export class Unproven extends Error {
  readonly fault: Fault

  constructor(code: FaultCode, where: Omit<Fault, 'code'> = {}) {
    super(code)
    this.name = 'Unproven'
    this.fault = { code, ...where }
  }
}
