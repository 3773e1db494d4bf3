// What the proof of the gate bounds.

/** As many as the proof promises, and what `--rounds` may make of it. */
export const roundsAll = 1_000
export const roundsMin = 10
export const roundsMax = 100_000
/** Rounds that are played at the same time, each about another person. */
export const lanes = 4
/** Rounds before them, whose times do not count: Postgres has just started again. */
export const roundsFirst = 2 * lanes
/** Rounds after which the commits are read and judged. */
export const roundsPerWave = 50
/** The acts of a round begin within this of each other. */
export const spreadMs = 40
/** A hold that makes acts park ends when those it is meant for wait, or after this. */
export const holdMsMax = 250
export const holdPollMs = 8
/** A hold is let go this much later than it need be, at most: whoever waits is not yet last. */
export const holdExtraMsMax = 12
/** Of the rounds that hold a lock, this part must have made somebody wait. */
export const parkedShareMin = 0.8
/** From the objection's request to its commit, of 99 in 100: the goal. */
export const effectMsMax = 1_000
/** Reading what a slot has gathered in one wave. */
export const decodeMsMax = 60_000
/** Holders of locks, one for each lane. */
export const holdersMax = lanes
