// Everything that the search for linkable values bounds, in one place.

/** A digest cut shorter than this lies everywhere by chance; eight bytes do not, in 2^40 tries. */
export const windowBytes = 8
/** Windows of eight bytes in one set: its memory is sixteen bytes a window. */
export const windowsMax = 12_000_000
/** Values that are decoded and kept while the search runs. */
export const valueBytesMax = 96_000_000
/** A longer value is no key by itself; windows of it are. */
export const keyBytesMax = 4_096
export const keysMax = 400_000
export const keyWindowsMax = 1_500_000
/** Up to here all 16 and 32 bytes of a value are tried as a key; of longer ones each second 32. */
export const denseKeyBytesMax = 512
export const keyWindowBytes = [16, 32] as const
/** Runs of letters and digits shorter than these encode less than eight bytes. */
export const hexCharsMin = 16
export const base64CharsMin = 11
export const decimalCharsMin = 15
export const decimalCharsMax = 20
/** Different texts of parts that are tried under every 32 bytes of a dump. */
export const partTextsMax = 120
/** Matches that are kept to be said; all are counted. */
export const matchesKeptMax = 200
/** A thread may not be without an answer for longer. */
export const searchMsMax = 600_000
