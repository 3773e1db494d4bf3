import type { SecretNumber } from '@unefois/scan'
import { jcs } from '@unefois/sealing'
import type { Actor } from '../../actors/actor.ts'
import type { Stage } from '../../stage.ts'
import type { Secrets } from '../canary/secrets.ts'
import type { Text } from './search-part.ts'
import { writingsOf } from './writings.ts'

/** Everybody who was spoken of, by what became of them, and the bodies that named them. */
export interface RememberedCast extends Secrets {
  /** What becomes of whoever is named from here on: `objected`, `erased`… */
  begin(fate: string): void
  /** People by fate. */
  fates(): Record<string, number>
  people(): readonly SecretNumber[]
  /**
   * Every writing of every number, and every body as it was sent and in canonical form. Under keys
   * the first of each fate is tried the hardest, and the first of each scheme in every writing.
   */
  texts(): Text[]
  /** The likely writings of everybody. */
  likelyTexts(): Text[]
}

/** Remembers numbers wherever they stand in what is sent. */
export function rememberCast(): RememberedCast {
  const people = new Map<string, { readonly number: SecretNumber; readonly fate: string }>()
  const bodies = new Set<string>()
  let fate = ''
  const addNumber = (number: SecretNumber) => {
    const { scheme, value } = number
    if (!people.has(value)) people.set(value, { number: { scheme, value }, fate })
  }
  return {
    begin(next) {
      fate = next
    },
    addNumber,
    addBody(body) {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      bodies.add(text)
      if (typeof body === 'string') return
      bodies.add(jcs(body))
      numbersIn(body).forEach(addNumber)
    },
    get numbers() {
      return people.size
    },
    get bodies() {
      return bodies.size
    },
    fates() {
      const counts: Record<string, number> = {}
      for (const each of people.values()) counts[each.fate] = (counts[each.fate] ?? 0) + 1
      return counts
    },
    people: () => [...people.values()].map(({ number }) => number),
    texts() {
      const met = new Set<string>()
      const isFirst = (what: string) => !met.has(what) && met.add(what).size > 0
      const ofPeople = [...people.values()].flatMap(({ number, fate: of }, n) =>
        textsOf(number, {
          of: `${of} ${n}`,
          main: isFirst(of) ? 'likely' : 'keyed',
          others: isFirst(number.scheme) ? 'keyed' : 'plain',
        }),
      )
      const ofBodies = [...bodies].map((body, n): Text => {
        return { bytes: Buffer.from(body), of: `body ${n}`, tried: 'keyed' }
      })
      return [...ofPeople, ...ofBodies]
    },
    likelyTexts: () =>
      [...people.values()].flatMap(({ number, fate: of }) =>
        writingsOf(number).main.map((bytes): Text => ({ bytes, of, tried: 'likely' })),
      ),
    suspects: () => [],
    toInput: () => '',
  }
}

/** Every writing of one number, the likely ones tried like this, the others like that. */
export function textsOf(
  number: SecretNumber,
  as: { readonly of: string; readonly main: Text['tried']; readonly others: Text['tried'] },
): Text[] {
  const { main, all } = writingsOf(number)
  const likely = new Set(main.map(bytes => bytes.toString('latin1')))
  return all.map(bytes => ({
    bytes,
    of: as.of,
    tried: likely.has(bytes.toString('latin1')) ? as.main : as.others,
  }))
}

/** The same stage, whose actors' bodies are remembered. */
export function rememberOnStage(stage: Stage, cast: RememberedCast): Stage {
  const listening = (actor: Actor): Actor => ({
    ...actor,
    post(path, body, answer) {
      cast.addBody(body)
      return actor.post(path, body, answer)
    },
  })
  return {
    ...stage,
    person(scheme) {
      const person = stage.person(scheme)
      cast.addNumber(person.subject)
      return person
    },
    as: (clientId, place) => listening(stage.as(clientId, place)),
  }
}

function numbersIn(body: unknown): SecretNumber[] {
  if (typeof body !== 'object' || body === null) return []
  const { scheme, value }: { scheme?: unknown; value?: unknown } = body
  const isNumber = (scheme === 'fr-nir' || scheme === 'be-niss') && typeof value === 'string'
  if (isNumber) return [{ scheme, value }]
  return Object.values(body).flatMap(numbersIn)
}
