/** A string somewhere in a body, with the JSON Pointer (RFC 6901) of where it stands. */
export interface PlacedString {
  readonly pointer: string
  readonly value: string
}

const controlCharacter = /\p{Cc}/u

/** Every string of a JSON value, keys left out: contracts name all keys. */
export function stringsIn(value: unknown, pointer = ''): PlacedString[] {
  if (typeof value === 'string') return [{ pointer, value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => stringsIn(part, `${pointer}/${key}`))
}

/** Whether a string can be stored, hashed and shown: no control character, no lone surrogate. */
export function isPlain(value: string): boolean {
  return value.isWellFormed() && !controlCharacter.test(value)
}
