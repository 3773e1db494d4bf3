/** Every limit of the command line, in one place; units last. */
export const limits = Object.freeze({
  configBytesMax: 65_536,
  keyBytesMax: 16_384,
  stateBytesMax: 1_024,
  jsonBytesMax: 65_536,
  /** Faults shown one by one before only counts go on. */
  faultsShownMax: 20,
  barEveryMs: 200,
  progressLineEveryMs: 10_000,
  /** Without a line stored for this long, the hub is said to be waited for. */
  standingMs: 5_000,
  /** The rate is that of this long ago until now. */
  rateWindowMs: 10_000,
  /** One file that is verified, or all lists of certificates together: more is refused unread. */
  evidenceBytesMax: 268_435_456,
  /** A checkpoint, a policy, a tile: a note of 600 agencies is no larger. */
  noteBytesMax: 524_288,
  /** Files of one folder, and leaves that openings are compared with. */
  folderFilesMax: 1_000,
  openingsLeavesMax: 4_194_304,
})
