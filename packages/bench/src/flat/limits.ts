/** Signals that the full hub has stored before the first round. */
export const storedSignals = 10_000_000
/** They were accepted evenly over as many months as the law keeps signals. */
export const storedMonths = 12
/** Of them, this share waits for a desk: its keys and messages still live. */
export const liveShare = 0.01
/** Rows of one INSERT. */
export const chunkRows = 250_000
export const checkpointChunks = 4
/** Loaders at once: one for each core of the smallest machine. */
export const loaders = 2
/** Vacuum of what was loaded is awaited this long, and no longer. */
export const quietMsMax = 120_000
export const quietPollMs = 1_000

/** Connections of the two levels; the worse ratio counts. */
export const flatLevels = [32, 128] as const
