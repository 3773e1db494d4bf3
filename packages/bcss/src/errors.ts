/** Why no answer could be had. It names no person and repeats nothing of what was asked. */
export type BcssFault = 'unreachable' | 'refused' | 'invalid-answer' | 'simulator' | 'too-many'

/**
 * Nothing is known of the people asked about, so nothing may be stored: the caller answers 503
 * with Retry-After, as it does when consent is silent.
 */
export class BcssUnavailableError extends Error {
  override readonly name = 'BcssUnavailableError'
  readonly fault: BcssFault

  constructor(fault: BcssFault) {
    super(`the BCSS gave no answer that counts (${fault})`)
    this.fault = fault
  }
}
