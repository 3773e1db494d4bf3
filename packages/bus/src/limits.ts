// Everything the bus bounds, in one place.

/** A message that nobody fetched. No signal lives longer: the longest law profile ends before. */
export const messageAgeDaysMax = 400
/** JetStream forgets a message id after this; Postgres remembers what was sent. */
export const duplicateWindowMs = 120_000
/** Decoys that are kept, and for how long: no less than their ids are known. */
export const decoysMax = 50_000
export const decoyMsMax = duplicateWindowMs
/** A fetched message not acknowledged within this comes again. */
export const ackWaitMs = 30_000
/** Fetched and not yet acknowledged, per receiver. */
export const unackedMessagesMax = 5_000
/** The outstanding requests for messages, over all processes of one desk. */
export const waitingPullsMax = 64
/** One message: a CloudEvent with a sealed identifier is under 2 KiB. */
export const messageBytesMax = 16_384
/** Publications under way at once; more wait their turn. */
export const publicationsUnderWayMax = 1_000
/** A publication without an answer within this is taken to have failed; the relay tries again. */
export const publishMsMax = 5_000
/** How long one request for messages stays with the server. */
export const pullMs = 1_000
/** After that time without the server's word, the request is taken to be lost. */
export const pullGraceMs = 250
/** After a request that the server refused (no consumer yet, or it was lost). */
export const pullRetryMs = 250
/** A message that waited here longer than this will come again: it is left to come. */
export const bufferedMsMax = 25_000
export const connectMsMax = 30_000
export const connectRetryMs = 250
export const drainMsMax = 2_000
export const pingEveryMs = 10_000
