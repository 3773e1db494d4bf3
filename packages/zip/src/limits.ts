// Everything that this room bounds, in one place.

/** Files of one ZIP: one below what its directory can count. */
export const filesMax = 65_534
/** Bytes of one ZIP; below 4 GiB no record needs its longer form. */
export const zipBytesMax = 1_073_741_824
export const nameCharactersMax = 200
