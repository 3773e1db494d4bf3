/** Every limit and length of this room. Lengths are constant so that no row betrays its content. */

/**
 * A seal is enc ‖ commitment ‖ ciphertext ‖ tag; the plaintext is padded so that NIR and NISS
 * agree.
 */
export const encBytes = 32
export const commitmentBytes = 32
export const plaintextBytes = 32
export const tagBytes = 16
export const sealedLength = encBytes + commitmentBytes + plaintextBytes + tagBytes

export const keyBytes = 32
export const nonceBytes = 12

/** nonce ‖ ciphertext of a whole seal ‖ tag. */
export const outerLength = nonceBytes + sealedLength + tagBytes
/** nonce ‖ data key ‖ tag. */
export const wrappedKeyLength = nonceBytes + keyBytes + tagBytes
export const blindIndexLength = 32

/**
 * One HPKE setup serves one receiver key and agreement this long, this often, and no more of them.
 */
export const contextAgeMsMax = 1_000
export const contextSignalsMax = 1_000
export const contextsMax = 2_000

/** Buckets of the subjects' advisory locks. Never changes: the key of the buckets never rotates. */
export const bucketCount = 1_024

/**
 * A key-encryption key wraps for a day. An hour later nobody wraps with it any more, not even a
 * slow transaction: its survivors are re-wrapped and it is destroyed, at the latest after two days.
 */
export const kekUseMsMax = 24 * 3_600_000
export const kekRewrapMsMin = 25 * 3_600_000
export const kekLifeMsMax = 48 * 3_600_000

/** How long a process may still hold a key that another destroyed. */
export const keyStoreAgeMsMax = 5_000
export const keyFileBytesMax = 4_096
/** An unfinished key file older than this is the remains of a crash. */
export const keyFileUnfinishedMsMax = 60_000
