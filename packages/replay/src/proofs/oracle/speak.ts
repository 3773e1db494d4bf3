import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import { apiOf } from '../../actors/actor.ts'
import { mapAtMost } from '../../map-at-most.ts'
import { openProgress } from '../../progress.ts'
import type { Stage } from '../../stage.ts'
import { attack } from './cast.ts'
import { lodgingsAtOnce, lodgingsPerAgent } from './limits.ts'
import type { Subject } from './samples.ts'

/** Lodges objections over HTTP, as advisers of several agencies do; none is the attacker. */
export interface Objections {
  lodge(subjects: readonly Subject[], what: string): Promise<void>
}

/** Scopes that all cover the attack’s signals: everything, the right, the agency, both. */
const scopes = [
  {},
  { right: attack.right },
  { agency: attack.receiver },
  { right: attack.right, agency: attack.receiver },
]

/** Takes agencies, agents and scopes in turn, so that no agent’s quota is in the way. */
export function openObjections(stage: Stage, hub: Hub): Objections {
  const agencies = hub.participants.map(each => each.id).filter(id => id !== attack.sender)
  const apis = new Map(agencies.map(agency => [agency, apiOf(hub, agency, 'consent')]))
  const path = '/v1/objections'
  let lodged = 0
  return {
    async lodge(subjects, what) {
      const progress = openProgress(stage.narrate, what, subjects.length)
      let done = 0
      await mapAtMost(lodgingsAtOnce, subjects, async subject => {
        const turn = lodged
        lodged += 1
        const agency = agencies[turn % agencies.length] ?? attack.receiver
        const agent = `agt_oracle${Math.floor(turn / agencies.length / lodgingsPerAgent)}`
        const scope = scopes[Math.floor(turn / agencies.length) % scopes.length]
        const body = { subject, scope, lodgedBy: 'adviser', agent }
        const api = apis.get(agency)
        await api?.ok({ method: 'POST', path, body, idempotencyKey: randomUUID() })
        done += 1
        progress.reach(done)
      })
    },
  }
}
