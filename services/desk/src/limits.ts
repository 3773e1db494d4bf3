/** Every limit of the desk, in one place. Names end in their unit. */
export const limits = {
  /** One pull from the bus; also the largest list of releases and of case events (contracts). */
  batchMessagesMax: 500,
  inboxWaitMs: 5_000,
  /** What could not be taken now comes back after this, doubled at each delivery up to the max. */
  retryDelayMs: 500,
  retryDelayMsMax: 30_000,
  /** A signal sealed for a key that is not on this machine waits for somebody to bring the key. */
  keyMissingDelayMs: 300_000,

  reportEventsMax: 500,
  /** A batch stays well under the 64 KiB that every service of the house takes as a body. */
  reportBytesMax: 60_000,
  reportIdleMs: 1_000,
  /** Events wait this long for others to travel with: calls cost both sides more than events. */
  reportGatherMs: 100,
  reportRetryMs: 250,
  reportRetryMsMax: 5_000,
  /** How often the hub's log is told what the desk did, whatever it did. */
  tellEveryMs: 10_000,
  /** Acts read at once, and of one call (contracts). */
  tellActsMax: 1_000,
  actsPerCallMax: 500,
  tellRetryMs: 1_000,
  tellRetryMsMax: 300_000,
  /** Shorter than the time Postgres lets a transaction stand idle (packages/database). */
  hubCallMsMax: 10_000,

  /** Agreements change rarely; one that is not known is asked for at once. */
  agreementsRefreshMs: 300_000,
  agreementsAskMsMin: 5_000,

  /**
   * Closings that erase leave nothing to check afterwards. Above this number in the window, and
   * above this share of all closings, the next one needs a second person. A team whose rights are
   * often refused stays below by its other closings.
   */
  erasingWindowDays: 7,
  erasingPerAdviserMax: 20,
  erasingPerTeamMax: 100,
  erasingShareMaxPercent: 33,

  contactsPerCaseMax: 1_000,
  idempotencyDays: 7,
  housekeepingMs: 3_600_000,
  /** How often the desk's witness asks what the hub's log has published. */
  witnessEveryMs: 5_000,
  /** States that it had cosigned before its last: a week of publications. */
  cosignedKeptMax: 1_008,
  /** How often the log publishes, whatever happened, and how many publications may not come. */
  logPublishesEveryMs: 600_000,
  publicationsMissedMax: 3,
  /** Entries of the hub's log about this agency that its officer is shown. */
  watchedListedMax: 1_000,
  /** One transaction erases at most this many signals whose last day has passed. */
  expireCasesMax: 500,
  /** One transaction wraps the keys of at most this many cases anew. */
  rewrapCasesMax: 500,
  /** One transaction deletes at most this many rows of a table whose time is over. */
  sweepRowsMax: 1_000,
  tracePartitionMonthsAhead: 3,
  statisticsDaysDefault: 366,
  retryAfterSec: 2,
} as const
