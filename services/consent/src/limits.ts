/** Every limit of the consent service, in one place. Names end in their unit. */
export const limits = Object.freeze({
  /** The pulse is written this often; the gateway refuses new signals 10 s after the last one. */
  pulseEveryMs: 1_000,
  /** A pulse older than this is no pulse: the same limit as in `check_and_lock`. */
  pulseAgeMsMax: 10_000,
  idempotencyDays: 7,
  /** Objections and renunciations entered for others on one day (UTC). */
  lodgingsPerAgentMax: 40,
  /** The same of all agents of one agency together: a system could name as many as it likes. */
  lodgingsPerAgencyMax: 2_000,
  /**
   * Answers leave at multiples of this: what was destroyed and recalled takes Postgres a few
   * milliseconds, which would tell whether there were signals.
   */
  answerEveryMs: 250,
  retryAfterSec: 2,
  /** The registry is asked this often what there is. */
  directoryEveryMs: 30_000,
  /** GDPR art. 12(3): one month to answer, three at most; then a request is forgotten. */
  accessAnswerMonths: 1,
  accessKeptMonths: 3,
  /** A restriction ends then unless it is lifted: signals live no longer (R.114-9-7). */
  restrictionMonths: 12,
  /** A generation of the objection key is written under for so long; its rows live 24 more. */
  generationMonths: 12,
  /**
   * A new generation is written under only once every gateway reads it: a key store looks into its
   * folder every 5 s, and what was prepared before must have been stored. System time.
   */
  generationReadyMs: 60_000,
  /** The one before is then given up only once nothing under way can still write under it. */
  generationRestMs: 120_000,
  /** A desk answers a recall within the time that contracts/law gives, in hours. */
  hourMs: 3_600_000,
  /** Rows of one statement of housekeeping, and statements of one run. */
  forgetRowsMax: 1_000,
  forgetRoundsMax: 100,
  forgetEveryMs: 60_000,
})

/** The first generation of the objection index key; whoever needs it first makes it. */
export const firstGeneration = '1'
