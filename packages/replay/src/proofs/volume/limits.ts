// What the proofs at volume bound.

/** As many as one batch takes. */
export const linesMax = 1_000_000
export const linesMin = 1_000
/** No process of the hub, and no sender’s, may ever take more. */
export const memoryMibMax = 400
export const memoryPollMs = 200
/** kill -9 of the gateway and of the command line, each so often. */
export const killsOfEach = 3
/** A kill comes this much later than its point, at most: anywhere in a chunk. */
export const killJitterMsMax = 400
/** A batch that stores no line for this long is stuck. */
export const batchStillMsMax = 120_000
export const batchPollMs = 100
/** After the last line the command line writes a million results, and ends within this. */
export const endMsMax = 240_000
/** How often a command line that found no hub is started again. */
export const rerunsMax = 5
/** Sent while the desk works, for comparison. */
export const comparedLines = 30_000
/** Sent while the desk stands still: more than the gateway lets wait without an alarm (100,000). */
export const slowDeskLines = 110_000
/** The accept rate without the desk is at least this part of that with it. */
export const unaffectedRatioMin = 0.9
/** A desk that is behind raises an alarm within this. */
export const alarmMsMax = 90_000
/** A page of results. */
export const resultsPerPage = 5_000
