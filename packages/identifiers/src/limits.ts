/** Every limit and constant of the two schemes, in one place. */

/** Longest accepted spelling: 15 characters of a NIR and a separator after each but three. */
export const inputCharsMax = 24

export const nirChars = 15
export const nissChars = 11

/** Both keys are 97 − (n mod 97), so they run from 01 to 97. */
export const keyModulus = 97

/**
 * Months of birth that a NIR may bear (INSEE): 01–12; 20 when unknown; 30–42 and 50–99 when the
 * civil record was incomplete; 21–29 are accepted because social bodies have issued them.
 */
export const nirMonthRanges = [
  [1, 12],
  [20, 42],
  [50, 99],
] as const

/** A bis number adds 20 to the month (sex unknown) or 40 (sex known); a national number adds 0. */
export const nissMonthShifts = [0, 20, 40] as const
export const monthMax = 12
