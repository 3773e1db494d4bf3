// Everything that the operator's tool bounds, in one place.

/** Lines of identifiers in one run: each is some hundred byte sequences, held in memory. */
export const identifiersMax = 5_000
export const inputBytesMax = 16_777_216
/** A text shorter than this lies everywhere by chance. */
export const textCharsMin = 8
/** Findings that are said one by one; all are counted. */
export const findingsSaidMax = 100
export const progressLineEveryMs = 10_000
export const barEveryMs = 200
