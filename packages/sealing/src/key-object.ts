import { createSecretKey, type KeyObject } from 'node:crypto'

/** Keyed by the Buffer itself, so a key that its store forgets is forgotten here too. */
const known = new WeakMap<Uint8Array, KeyObject>()

/**
 * The KeyObject of a long-lived key, made once: accept uses six such keys for each signal. Only for
 * keys of a store, whose bytes never change in place.
 */
export function keyObjectOf(key: Uint8Array): KeyObject {
  const held = known.get(key)
  if (held !== undefined) return held
  const made = createSecretKey(key)
  known.set(key, made)
  return made
}
