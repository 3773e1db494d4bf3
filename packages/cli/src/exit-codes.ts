/** How a run ended, for scripts. Documented by `unefois help exit-codes` and the README. */
export const exitCodes = {
  done: 0,
  /** Some lines, or the signal itself, are no valid signals; the rest is done. */
  linesRefused: 1,
  /** What was verified does not hold. */
  unproven: 1,
  usage: 2,
  configuration: 3,
  /** The hub or the issuer understood and said no. */
  refused: 4,
  /** No answer, or `later`: the same command may work in a while. */
  network: 5,
  /** A file cannot be read or written, or is not what its name says. */
  file: 6,
  /** A fault of this program. */
  internal: 70,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
