/** How a scan ended, for scripts. */
export const exitCodes = {
  /** Everything named was read, and nothing was found. */
  clean: 0,
  /** Something was found. */
  found: 1,
  usage: 2,
  /** The list of identifiers or of places cannot be used. */
  configuration: 3,
  /** Nothing was read, or not everything that was named: finding nothing means nothing. */
  incomplete: 4,
  internal: 70,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
