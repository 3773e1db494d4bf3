/** Signals of one month that has expired. */
export const expiredSignals = 1_000_000
/** Rows of one INSERT. */
export const chunkRows = 250_000
/** Loaders at once: one for each core of the smallest machine. */
export const loaders = 2
/** Pairs of months that are forgotten one after the other, ours and the floor's. */
export const rounds = 5
/** Months forgotten while signals are accepted, each between two stretches without. */
export const loadedRounds = 5
/** Accepting before, and while a month is forgotten from `forgetAfterMs` on. */
export const stretchMs = 3_000
export const forgetAfterMs = 500
export const connections = 32
/** The newest month that has expired lies this many months back. */
export const monthsBack = 14
