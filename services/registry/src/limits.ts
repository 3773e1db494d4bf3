/** Every limit of the registry, in one place. Names end in their unit. */
export const limits = {
  /** Writers take turns on one row; the queue is short because writes are rare. */
  connectionsMax: 4,
  lockMsMax: 2_000,
  bodyBytesMax: 256 * 1024,
  idempotencyDays: 7,
  retryAfterSec: 1,
  /** Competence rows a question may answer: agencies competent for one right in one place. */
  competenceRowsMax: 100,
  /** Agreements on one page of the public list: some 2 KiB each, of 100 KiB. */
  exchangesPerPage: 20,
  /** Values of one field that the page names; more are counted, and stand in the open data. */
  valuesNamedMax: 8,
} as const
