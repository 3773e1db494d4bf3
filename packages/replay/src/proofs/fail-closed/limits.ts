// What the proof of the closed door bounds.

/** Single signals posted at each fault, unless `--rounds` says otherwise; as many lines besides. */
export const signalsEach = 100
/** The pulse may be this old and no older (`consent.check_and_lock`). */
export const pulseAgeMsMax = 10_000
/** Longer than the ten seconds that a statement of the gateway may take. */
export const slowAnswerSec = 12
/** One call: refusals come within the gateway’s own limits, one group after another. */
export const refusalMsMax = 40_000
/** Once the fault is over the door opens within this. */
export const openMsMax = 30_000
export const retryEveryMs = 200
/** Every bucket of the subjects’ locks. */
export const buckets = 1_024
