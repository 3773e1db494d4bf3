import { encodeBytes, encodeText, type Form, hashText } from './encodings.ts'
import { type SecretNumber, spellNumber } from './spellings.ts'

/** One byte sequence that must not be found, and what it would mean. */
export interface Suspect {
  /** `number 3`, `body 12`, `control 1`: which secret, never its value. */
  readonly secret: string
  readonly form: string
  readonly bytes: Buffer
}

/** Every form of a person's number; hashes of each spelling and of the usual keyed-by-name ones. */
export function suspectNumber(secret: string, number: SecretNumber): Suspect[] {
  const spellings = spellNumber(number)
  const hashed = [
    ...spellings,
    `${number.scheme}|${number.value}`,
    `${number.scheme}:${number.value}`,
    `v1|${number.scheme}|${number.value}`,
    JSON.stringify({ scheme: number.scheme, value: number.value }),
  ]
  return distinct(secret, [...spellings.flatMap(encodeText), ...hashed.flatMap(hashText)])
}

/** Every form of a request body as it was sent, and in each other spelling given. */
export function suspectBody(secret: string, texts: readonly string[]): Suspect[] {
  return distinct(
    secret,
    [...new Set(texts)].flatMap(text => [...encodeText(text), ...hashText(text)]),
  )
}

/** A key or another value of bytes: as it is, in hexadecimal, and in base64 at three offsets. */
export function suspectBytes(secret: string, bytes: Buffer): Suspect[] {
  return distinct(secret, [{ name: 'raw', bytes }, ...encodeBytes(bytes)])
}

function distinct(secret: string, forms: readonly Form[]): Suspect[] {
  const byBytes = new Map(forms.map(form => [form.bytes.toString('latin1'), form]))
  return [...byBytes.values()].map(({ name, bytes }) => ({ secret, form: name, bytes }))
}
