import type { Hub, Say } from '@unefois/local'
import { type Actor, castActors, type Place } from './actors/actor.ts'
import { addDays, dayOf } from './dates.ts'
import type { PassedState } from './result.ts'
import { drawPeople, type SyntheticPerson } from './synthetic-people.ts'

/** What a scenario plays on: people, actors with tokens, a clock, a voice and a memory. */
export interface Stage {
  readonly hub: Hub
  readonly seed: number
  /** The instant at which the scenario began, by the hub's clock. */
  readonly begunAt: Date
  now(): Date
  /** The day at the hub, `2026-11-21`. */
  today(): string
  person(scheme: 'fr-nir' | 'be-niss'): SyntheticPerson
  as(clientId: string, place: Place): Actor
  /** Says one line of the story. */
  narrate(line: string): void
  /** Remembers that a state was passed, now. */
  pass(state: string, about?: { readonly right?: string; readonly agency?: string }): void
  /** Moves the hub's clock that many days forward and waits until every service has followed. */
  letDaysPass(days: number): Promise<void>
  /** The same, to an instant that has not come yet. */
  letTimePassUntil(at: Date): Promise<void>
  readonly states: readonly PassedState[]
}

/** Sets a stage on a running hub. */
export function setStage(hub: Hub, options: { seed: number; say: Say }): Stage {
  const people = drawPeople(options.seed)
  const states: PassedState[] = []
  const now = () => new Date(hub.nowMs())
  return {
    hub,
    seed: options.seed,
    begunAt: now(),
    now,
    today: () => dayOf(now()),
    person: scheme => people.next(scheme),
    as: castActors(hub),
    narrate: options.say,
    pass(state, about = {}) {
      states.push({ state, at: now().toISOString(), ...about })
    },
    letDaysPass: days => hub.moveClock(addDays(now(), days)),
    letTimePassUntil: at => hub.moveClock(at),
    states,
  }
}
