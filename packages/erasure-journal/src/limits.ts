/** Every limit of the journal, in one place. Names end in their unit. */
export const limits = Object.freeze({
  /** Entries of one statement: an entry may carry ten thousand ids. */
  entriesPerBatchMax: 100,
  /** Months of files that stay before the present one: longer than any backup is kept. */
  filesKeptMonths: 2,
})
