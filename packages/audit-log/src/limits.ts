// Everything that this room bounds, in one place.

/** A SHA-256 hash. */
export const hashBytes = 32
/** Hashes of one proof: a tree of 2^63 leaves has no longer one (C2SP tlog-witness). */
export const proofHashesMax = 63
/** Signatures of one note, of 600 agencies too: verifiers accept at least 16 (C2SP signed-note). */
export const signaturesMax = 1_024
/** Bytes of one note, one proof file, one policy: of 600 agencies, each with a former key. */
export const noteBytesMax = 524_288
/** Hashes of a full tile, and what one level of tiles spans in levels of the tree. */
export const tileWidth = 256
export const tileLevels = 8
/**
 * Logs of one policy, and its witnesses and groups together (C2SP tlog-policy: 32 of each): of 600
 * agencies, each with a former key and so a group.
 */
export const policyNamesMax = 2_048
