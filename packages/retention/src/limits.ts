/** What the hub chose where the law names no length. What the law names is in contracts/law. */
export const retentionLimits = Object.freeze({
  /** Answers of idempotency keys, from the end of the day that they were given on. */
  idempotencyKeptDays: 7,
  /** What became of a batch’s lines, from the day that the batch was opened. */
  batchKeptDays: 7,
  /** A key-encryption key is destroyed before this: what it wrapped is then out of reach. */
  kekLifeHoursMax: 48,
  /** Backups and archived WAL: what was deleted plainly is in none that is older. */
  backupKeptDaysMax: 30,
  /** A legal hold ends by itself after this at the latest; another one needs another decision. */
  holdMonthsMax: 12,
  /** An officer’s file in which nothing was done for so long closes by itself. */
  fileQuietMonthsMax: 12,
  /** A breach open for longer is told to be; after the second, its end runs all the same. */
  breachOpenMonthsLong: 3,
  breachOpenMonthsMax: 12,
})
