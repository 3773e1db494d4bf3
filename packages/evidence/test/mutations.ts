/** A whole number below another, from a seed. */
export type Draw = (below: number) => number

export function seededDraw(seed: number): Draw {
  let state = seed
  return below => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Bytes otherwise than they are: a bit, a cut, a piece twice, a piece gone, noise. */
export function* mutationsOf(bytes: Buffer, draw: Draw, count: number): Generator<Buffer> {
  const kinds: readonly ((at: number) => Buffer)[] = [
    at => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << draw(8))
      return changed
    },
    at => bytes.subarray(0, at),
    at => Buffer.concat([bytes.subarray(0, at), bytes.subarray(draw(at + 1))]),
    at => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw(40))]),
    at => {
      const noise = Buffer.from(Array.from({ length: 1 + draw(12) }, () => draw(256)))
      return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)])
    },
  ]
  for (let made = 0; made < count; ) {
    const changed = kinds[draw(kinds.length)]?.(draw(bytes.length)) ?? bytes
    if (changed.equals(bytes)) continue
    made += 1
    yield changed
  }
}
