/** The pulse is written this often; the gateway refuses new signals 10 s after the last one. */
export const pulseEveryMs = 1_000

/** The objection index key's generation in use. */
export const objectionGeneration = '1'

/** A pulse older than this is no pulse: the same limit as in `check_and_lock`. */
export const pulseAgeMsMax = 10_000
