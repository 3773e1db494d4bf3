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

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). Never for secrets. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
