// What the load of the proofs bounds.

/** Posts under way at once: the proofs need at least `unansweredMin` of them unanswered. */
export const postsAtOnce = 180
export const unansweredMin = 100
/** A post without an answer is given up after this and sent again under its key. */
export const postMsMax = 10_000
export const retryDelayMsMin = 20
export const retryDelayMsMax = 400
/** The whole load is through within this, outages included. */
export const loadMsMax = 240_000
/**
 * What is awaited from the desks will not come when nothing has moved for this long: more than the
 * 30 s after which the bus delivers again what a killed desk had not acknowledged.
 */
export const stillMsMax = 50_000
export const pollMs = 100
/** How often the gateway is stopped to find an instant with stored, unanswered posts. */
export const freezesMax = 200
/** After a stop, what has left the process reaches the client within this. */
export const drainMs = 40
