// What the benches bound. Rounds are short and interleaved: only ratios within one run count.

export const rounds = 5
export const roundMs = 3_000
export const warmUpMs = 1_500
export const connectionLevels = [1, 32, 128] as const

/** The load of the accept bench (40 senders, 20 receivers, 200 agreements, 1 % objected). */
export const senders = 40
export const receivers = 20
export const agreements = 200
export const people = 20_000
export const objectedShare = 0.01

/** Latency percentiles are taken at this share of the measured capacity. */
export const halfCapacity = 0.5
export const openLoopConnections = 64
export const requestMsMax = 20_000
export const readyMsMax = 60_000

/** Batches sent at once, as many as the floor has connections, and their lines in one round. */
export const batchStreams = 4
export const batchLinesEach = 4_000
export const floorRows = 40_000
export const floorRowsEach = 1_000
