// Everything that a replay or a proof bounds, in one place.

/** A state that the scenario waits for is reached within this or not at all. */
export const stateMsMax = 30_000
export const statePollMs = 50
/** The reports under way at the end of a scenario reach the hub within this, or are lost. */
export const settleMsMax = 15_000
/** Connections of the administrator who counts. */
export const countConnectionsMax = 2
/** Of the closings, one in so many is lost by `--fault lose-outcomes`, the first one included. */
export const lostClosingEvery = 100
/** One call of an actor, retries not included. */
export const callMsMax = 20_000
