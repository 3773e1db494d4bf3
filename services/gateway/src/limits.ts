/**
 * Every limit of the gateway, in one place. Names end in their unit.
 */
export const limits = {
  /** One transaction takes at most this many waiting signals. */
  groupSignalsMax: 500,
  /** A second transaction starts beside the first once this many wait. */
  groupBesideSignalsMin: 16,
  /** Requests beyond this queue are told to come back: memory stays bounded. */
  queueSignalsMax: 5_000,
  /** A second request with a key in flight waits this long for the first one's commit. */
  sameKeyWaitMsMax: 2_000,
  idempotencyDays: 7,
  /** A registry snapshot older than this refuses new signals and releases. */
  snapshotAgeMsMax: 60_000,
  snapshotRefreshMs: 5_000,
  /** 500 events of the longest form. */
  caseEventsBytesMax: 524_288,
  relayBatchMax: 500,
  relayIdleMs: 250,
  /** Messages handed over in memory; more wait in Postgres and are found there. */
  relayQueueMax: 20_000,
  /** A turn that published this many rests before the next one. */
  relayBusyMessages: 32,
  relayRestMs: 10,
  /** A committed signal that waits this long in Postgres has no gateway that holds it. */
  relayGraceMs: 2_000,
  /** A backstop: streams are looked at when the bus comes back and when it refuses, too. */
  streamCheckMs: 30_000,
  /** A desk answers a recall within an hour or an alarm is raised. */
  recallDueMs: 3_600_000,
  overdueCheckMs: 60_000,
  listItemsMax: 100,
  /** Streams of feedback on one gateway: each asks the database once per poll. */
  streamsMax: 200,
  /** One that is read, and one that replaces it. */
  streamsPerClientMax: 2,
  streamPollMs: 1_000,
  /** Under the 30 s after which a silent connection is closed. */
  streamKeepAliveMs: 10_000,
  /** Longer than any token lives: a backstop. */
  streamMsMax: 330_000,
  streamRetryAfterSec: 3,
  partitionMonthsAhead: 14,
  partitionCheckMs: 3_600_000,
  kekCheckMs: 600_000,
  kekRewrapBatchMax: 1_000,
  quotaFlushMs: 1_000,
  consentRetryAfterSec: 5,
  retryAfterSec: 1,
} as const

/** The objection index key's generation in use. */
export const objectionGeneration = '1'
