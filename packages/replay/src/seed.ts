const seedMax = 2_147_483_647

/**
 * Reads `--seed`; without one the same people come back every time.
 * @throws when it is not a whole number from 0 to 2³¹ − 1.
 */
export function readSeed(text: string | undefined): number {
  if (text === undefined) return 1
  const seed = Number(text)
  if (!Number.isInteger(seed) || seed < 0 || seed > seedMax || text.trim() === '') {
    throw new Error(`--seed takes a whole number from 0 to ${seedMax}`)
  }
  return seed
}
