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
  /** The lines of a batch let signals go first until they have waited so long. */
  relayLinesWaitMs: 5_000,
  /** A turn that published this many rests before the next one. */
  relayBusyMessages: 32,
  relayRestMs: 10,
  /** A committed signal that waits this long in Postgres has no gateway that holds it. */
  relayGraceMs: 2_000,
  /** A receiver whose stream refused is left alone for so long, or until streams are looked at. */
  relayAsideMs: 5_000,
  /** Signals that may wait in one receiver's stream; more wait in Postgres. Recalls always go. */
  streamMessagesMax: 500_000,
  /** Messages looked up and erased from streams in one turn. */
  erasureBatchMax: 200,
  erasureRetryMs: 5_000,
  /** After this no gateway holds in memory what it committed before: no message comes any more. */
  erasureLooksMs: 300_000,
  /** A backstop: streams are looked at when the bus comes back and when it refuses, too. */
  streamCheckMs: 30_000,
  /** A desk is behind when more waits for it than this, or longer: an alarm, never a refusal. */
  backlogMessagesMax: 100_000,
  backlogAgeSecMax: 900,
  backlogCheckMs: 30_000,
  /** A desk answers a recall within an hour or an alarm is raised. */
  recallDueMs: 3_600_000,
  /**
   * Withdrawals answer at multiples of this: what there is to destroy and to recall, and what the
   * receiver does about it at once, would tell by their time whether it had the signal.
   */
  withdrawalEveryMs: 250,
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
  /** Lines of a batch that are stored in one transaction. */
  chunkLinesMax: 500,
  /** Lines that came and wait for more are stored after this long without any. */
  batchFlushMs: 1_000,
  /** A stream of lines on which nothing comes for this long is refused. */
  batchIdleMsMax: 30_000,
  /** A stream ends then at the latest; the batch goes on with the next one. */
  batchStreamMsMax: 3_600_000,
  /** Bytes of one stream, unpacked: as many lines as there may be, each as long as it may be. */
  batchBytesMax: 2_050_000_000,
  /** Each holds two chunks in memory, some 10 MB. */
  batchStreamsMax: 16,
  batchStreamsPerAgencyMax: 4,
  /** Lines and results live this long; as long as the keys of their fingerprints. */
  batchDays: 7,
  batchesPerAgencyMax: 1_000,
  batchesRetryAfterSec: 3_600,
  batchStreamsRetryAfterSec: 5,
  resultLinesMax: 5_000,
  resultLinesDefault: 1_000,
  /** Rows of chunks deleted in one transaction; a turn of housekeeping takes so many of these. */
  batchDeleteRowsMax: 200,
  batchDeleteTurnsMax: 50,
  /** Rows deleted in one transaction, and transactions of a turn, where no partition goes. */
  deleteRowsMax: 5_000,
  deleteTurnsMax: 200,
  /** Signals ended in one transaction; their receivers' recalls are made in it. */
  expireSignalsMax: 500,
  campaignsDeleteMax: 50,
  /** Calls of a day are asked for on that day only; the rest is for whoever looks into a quota. */
  usesKeptDays: 31,
  /** Less than Postgres waits before it looks for a deadlock: a drop gives way, and comes back. */
  dropLockMsMax: 500,
  retentionCheckMs: 60_000,
  partitionMonthsAhead: 14,
  partitionCheckMs: 3_600_000,
  /** For making the months, and for waiting while another gateway makes them. */
  partitionWorkMsMax: 60_000,
  partitionRetryMs: 500,
  kekCheckMs: 600_000,
  kekRewrapBatchMax: 1_000,
  quotaFlushMs: 1_000,
  /** Another gateway's change of a campaign is known after this long. */
  campaignRefreshMs: 1_000,
  /** Campaigns of one sender that have not ended: they are held in memory. */
  campaignsLiveMax: 100,
  campaignMonthsMax: 24,
  figuresCheckMs: 60_000,
  consentRetryAfterSec: 5,
  retryAfterSec: 1,
} as const
