/** Every limit of this room, in one place. Names end in their unit. */
export const limits = {
  /** People asked about in one call (`integration-checks.v1`). */
  checksPerCallMax: 500,
  /** Calls under way at once: while one is answered, the next gathers what waits. */
  callsMax: 2,
  /** Checks that may wait; beyond, the BCSS counts as unavailable. */
  waitingChecksMax: 5_000,
  answerMsMax: 2_000,
  answerBytesMax: 16 * 1024,
} as const
