import type { Subject } from '@unefois/contracts'
import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import type { ActingClient } from '../deps.ts'
import { problems } from '../errors.ts'
import type { Lodger } from '../repositories/objections.ts'

/** What a body says of whoever speaks. */
export interface SpokenBy {
  readonly by: Lodger
  readonly authority?: string | undefined
  readonly agent?: string | undefined
}

/**
 * The agent who speaks for the person, null when the person does.
 * @throws Problem 403, 422: only the hub's own page speaks as the person; whoever speaks for
 *   another is named; authority is a legal representative's and only theirs.
 */
export function checkSpeaker(caller: ActingClient, spoken: SpokenBy): string | null {
  const isRepresented = spoken.by === 'legal-representative'
  if (isRepresented !== (spoken.authority !== undefined)) {
    throw problems['authority-unfit']({
      pointers: [{ pointer: '/authority', detail: 'goes with a legal representative' }],
    })
  }
  if (spoken.by !== 'person') return getAgent(caller, spoken.agent)
  if (caller.environmentOf !== 'hub') throw problems['lodger-unfit']()
  if (spoken.agent !== undefined) throw agentUnfit('no agent speaks where the person does')
  return null
}

/** The token's agent, else the body's. @throws Problem 422 when there is none, or two. */
export function getAgent(caller: ActingClient, named: string | undefined): string {
  const agent = caller.agent ?? named
  if (agent === undefined) throw agentUnfit('names nobody')
  if (named !== undefined && named !== agent) throw agentUnfit('is not the agent of the token')
  return agent
}

/** The canonical number. @throws Problem 422 pointing at it, never repeating it. */
export function getIdentifier(subject: Subject, pointer: string, nowMs: number): Identifier {
  const birthYearMax = new Date(nowMs).getUTCFullYear()
  const parsed = parseIdentifier(subject, { birthYearMax })
  if (parsed.ok) return parsed.identifier
  throw problems['identifier-invalid']({
    pointers: [{ pointer: `${pointer}/value`, detail: 'is not a valid number of its scheme' }],
  })
}

/** Whose law a number's person is under: that of the country that gave it. */
export function profileOf({ scheme }: Identifier): 'fr' | 'be' {
  return scheme === 'be-niss' ? 'be' : 'fr'
}

function agentUnfit(detail: string) {
  return problems['agent-unfit']({ pointers: [{ pointer: '/agent', detail }] })
}
