// What the audit bench bounds.

/** Acts that wait at once for the log's writer, and those of one call that appends them. */
export const waitingActs = 60_000
export const actsPerCall = 1_000
/** The floor's hashes of one write to disk: as many as the writer takes in one batch. */
export const floorBatch = 4_096
export const connections = 32
export const drainMsMax = 120_000
export const pollMs = 10
