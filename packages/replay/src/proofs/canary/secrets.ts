import { type SecretNumber, type Suspect, suspectBody, suspectNumber } from '@unefois/scan'
import { jcs } from '@unefois/sealing'

/** What the replay knows and no file may: people's numbers, and bodies that held them. */
export interface Secrets {
  addNumber(number: SecretNumber): void
  /** A body as it is sent, and in its canonical spelling (RFC 8785), which is what gets hashed. */
  addBody(body: unknown): void
  readonly numbers: number
  readonly bodies: number
  suspects(): Suspect[]
  /** One line of JSON each: the scenario's own input. */
  toInput(): string
}

/** Starts with nothing; what is added twice is looked for once. */
export function createSecrets(): Secrets {
  const numbers = new Map<string, SecretNumber>()
  const bodies = new Map<string, readonly string[]>()
  return {
    addNumber: number => void numbers.set(`${number.scheme} ${number.value}`, number),
    addBody(body) {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      bodies.set(text, typeof body === 'string' ? [text] : [text, jcs(body)])
    },
    get numbers() {
      return numbers.size
    },
    get bodies() {
      return bodies.size
    },
    suspects: () => [
      ...[...numbers.values()].flatMap((number, index) =>
        suspectNumber(`number ${index + 1}`, number),
      ),
      ...[...bodies.values()].flatMap((texts, index) => suspectBody(`body ${index + 1}`, texts)),
    ],
    toInput: () =>
      [...numbers.values(), ...bodies.keys()].map(each => `${JSON.stringify(each)}\n`).join(''),
  }
}
