/** Every limit of the command line, in one place; units last. */
export const limits = Object.freeze({
  configBytesMax: 65_536,
  keyBytesMax: 16_384,
  stateBytesMax: 1_024,
  jsonBytesMax: 65_536,
  /** Faults shown one by one before only counts go on. */
  faultsShownMax: 20,
  barEveryMs: 200,
  progressLineEveryMs: 10_000,
  /** Without a line stored for this long, the hub is said to be waited for. */
  standingMs: 5_000,
  /** The rate is that of this long ago until now. */
  rateWindowMs: 10_000,
  /** One file that is verified: an answer to a person, a file of openings. */
  evidenceBytesMax: 1_073_741_824,
})
