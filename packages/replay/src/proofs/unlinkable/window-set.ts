import { windowBytes, windowsMax } from './limits.ts'

/**
 * Every eight bytes of what is stored, at every offset, for digests to be looked up in. Memory that
 * threads share: whoever has `cells` can look.
 */
export interface WindowSet {
  readonly cells: Int32Array
  /** Different windows in it. */
  readonly size: number
  add(bytes: Uint8Array): void
}

/** A set with room for that many windows. @throws when it is to be larger than the limit. */
export function createWindowSet(room: number): WindowSet {
  if (room > windowsMax) throw new Error(`${room} windows are more than ${windowsMax}`)
  const slots = 2 ** Math.ceil(Math.log2(Math.max(room, 1) * 2))
  const cells = new Int32Array(new SharedArrayBuffer(slots * 2 * 4))
  let size = 0
  return {
    cells,
    get size() {
      return size
    },
    add(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = 0; at + windowBytes <= bytes.length; at += 1) {
        const [high, low] = [view.getInt32(at), view.getInt32(at + 4)]
        // Two empty halves mark an empty place: eight zeros are no digest.
        if ((high | low) === 0) continue
        const slot = slotOf(cells, high, low)
        if (cells[slot] === high && cells[slot + 1] === low) continue
        if (size >= room) throw new Error('the set has no room for another window')
        cells[slot] = high
        cells[slot + 1] = low
        size += 1
      }
    },
  }
}

/** Whether these eight bytes, in two halves as big-endian numbers of 32 bits, lie somewhere. */
export function hasWindow(cells: Int32Array, high: number, low: number): boolean {
  const slot = slotOf(cells, high, low)
  return cells[slot] === high && cells[slot + 1] === low && (high | low) !== 0
}

/** The place of these halves, or the empty one where they would be. */
function slotOf(cells: Int32Array, high: number, low: number): number {
  const mask = cells.length / 2 - 1
  let hash = Math.imul(high ^ (low >>> 15), 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)
  hash ^= hash >>> 13
  let place = hash & mask
  for (;;) {
    const slot = place * 2
    const [first = 0, second = 0] = [cells[slot], cells[slot + 1]]
    if ((first | second) === 0 || (first === high && second === low)) return slot
    place = (place + 1) & mask
  }
}
