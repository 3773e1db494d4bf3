/** Every limit of the audit service, in one place. Names end in their unit. */
export const limits = Object.freeze({
  /** How soon after an erasure its journal entry stands outside the database. */
  exportEveryMs: 1_000,
  certifyEveryMs: 5_000,
  forgetEveryMs: 600_000,
  partitionMonthsAhead: 2,
  /** Traces of one transaction of forgetting, and transactions of one run. */
  forgetRowsMax: 10_000,
  forgetRoundsMax: 10_000,
  /** What is due counts as overdue only after this: forgetting runs at intervals. */
  overdueGraceMs: 3_600_000,
  /** Recalls without receipt that the first page counts: past these, how many matters no more. */
  overdueCountedMax: 10_000,
  /** How far back `GET /v1/deletions` tells what was done. */
  doneDays: 30,
  /** An entry may name ten thousand ids: a page stays under forty megabytes at the worst. */
  certificatesPerPageMax: 100,
  certificatesShownMax: 50,
  holdsListedMax: 1_000,
  /** Acts of one transaction of counting, and transactions of one run. */
  countActsMax: 10_000,
  countRoundsMax: 10_000,
  countEveryMs: 2_000,
  /** When a day is looked through for flags: an hour after it ended; how far back at most. */
  flagGraceMs: 3_600_000,
  flagDaysBackMax: 60,
  flagEveryMs: 600_000,
  flagsPerPageMax: 25,
  /** Who acted how often, and at what hours: as long as a technical log may be at the least. */
  agentCountsKeptMonths: 6,
  participantsPollMs: 1_000,
  participantsRefreshMs: 5_000,
  /** Of one statement: a month that is dropped is counted first. */
  statementMsMax: 60_000,
  retryAfterSec: 2,
  /** How long the log’s writer rests after a turn, which numbers what had committed before it. */
  sequenceEveryMs: 400,
  leavesPerBatchMax: 4_096,
  /** Acts on keys and agreements that one publication numbers; more wait for the next. */
  directoryLeavesMax: 65_536,
  /** How often a checkpoint leaves the audit zone, by the hub's clock. */
  publishEveryMs: 600_000,
  /** Later than this, what has committed should be signed; and a witness should have asked. */
  signedMsMax: 10_000,
  witnessAskMsMax: 120_000,
  checkpointsShown: 12,
  /** Fewer agencies than this vouch for nothing to the impact assessment, whatever their share. */
  quorumMin: 2,
  leavesMax: 9_999_999_999,
  /** Entries about an agency's keys and agreements, each with its proof, of one answer. */
  directoryPageMax: 100,
  /**
   * How old an act may be when a desk tells of it, which may have been cut off (400 days), and how
   * far a desk's clock may be ahead.
   */
  actAgeMsMax: 34_560_000_000,
  actAheadMsMax: 300_000,
  tileCachedSec: 31_536_000,
  /** How long checkpoints that did not leave it are kept. */
  internalKeptMs: 172_800_000,
  /** Acts of one part of an answer to a person; what there is more is in further parts. */
  personEventsPerPart: 2_000,
  answerPartsMax: 100_000,
  numbersPerPersonMax: 8,
  /** Acts on one page of a search, and of one signal's story. */
  actsPerPage: 50,
  actsPerExchangeMax: 250,
  /** A search looks back so far at most: a year and a day, and the hour that an autumn has more. */
  searchSpanMsMax: 366 * 86_400_000 + 3_600_000,
  partsListedMax: 1_000,
  /** Parts on one page of the console, and their signals. */
  partsPerPage: 50,
  partSignalsPerPage: 400,
  /** Activities on one page of the record of processing. */
  activitiesPerPage: 50,
  filesPerPage: 50,
  searchesPerFileMax: 50,
  /** How long a search by number waits for a second person, and how long it may then be made. */
  searchDecidedMsMax: 86_400_000,
  searchUsableMs: 3_600_000,
  /** Acts on one page of a search by number, for which the number is typed again. */
  personActsPerPage: 150,
  /** Ids of one list of affected signals. */
  affectedPerFile: 10_000,
  /** Counting what a breach touches reads every act of its time. */
  measureMsMax: 60_000,
  hourMs: 3_600_000,
})
