/** Finds any of many byte sequences in one pass. */
export interface Matcher {
  /** The longest sequence in bytes: chunks of a stream must overlap by one byte less. */
  readonly longest: number
  /** Calls `found` with the number of the sequence and the position of its first byte. */
  search(bytes: Uint8Array, found: (sequence: number, position: number) => void): void
}

const blockBytes = 3

/**
 * Wu and Manber's algorithm ("A fast algorithm for multi-pattern searching", 1994): looks at the
 * last three bytes of a window as wide as the shortest sequence and skips as far as no sequence
 * could begin. Thousands of sequences cost little more than one.
 *
 * @throws when a sequence is shorter than three bytes, or there is none.
 */
export function createMatcher(sequences: readonly Uint8Array[]): Matcher {
  const width = Math.min(...sequences.map(each => each.length))
  if (!(width >= blockBytes && Number.isFinite(width))) {
    throw new Error('a scan needs sequences of at least three bytes')
  }
  const shift = new Uint8Array(1 << 24).fill(Math.min(255, width - blockBytes + 1))
  const endingIn = new Map<number, number[]>()
  for (const [index, sequence] of sequences.entries()) {
    for (let end = blockBytes; end <= width; end += 1) {
      const block = blockBefore(sequence, end)
      shift[block] = Math.min(shift[block] ?? 0, width - end)
    }
    const last = blockBefore(sequence, width)
    endingIn.set(last, [...(endingIn.get(last) ?? []), index])
  }
  const matches = (bytes: Uint8Array, position: number, sequence: Uint8Array) =>
    position + sequence.length <= bytes.length &&
    sequence.every((byte, offset) => bytes[position + offset] === byte)
  return {
    longest: Math.max(...sequences.map(each => each.length)),
    search(bytes, found) {
      for (let end = width; end <= bytes.length; ) {
        const block = blockBefore(bytes, end)
        const skip = shift[block] ?? 0
        if (skip > 0) {
          end += skip
          continue
        }
        for (const index of endingIn.get(block) ?? []) {
          const sequence = sequences[index]
          if (sequence !== undefined && matches(bytes, end - width, sequence)) {
            found(index, end - width)
          }
        }
        end += 1
      }
    },
  }
}

/** The three bytes before `end`, as a number. */
function blockBefore(bytes: Uint8Array, end: number): number {
  return ((bytes[end - 3] ?? 0) << 16) | ((bytes[end - 2] ?? 0) << 8) | (bytes[end - 1] ?? 0)
}
