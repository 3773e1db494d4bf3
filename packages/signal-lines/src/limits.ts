/** Every limit of a stream of lines, in one place; units last. */

/** A signal with every optional field and generous spacing is under 1 KiB. */
export const lineBytesMax = 2_048
/** Lines of one batch; they are numbered from 1. */
export const batchLinesMax = 1_000_000
