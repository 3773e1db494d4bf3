import type { Actor } from '../../actors/actor.ts'
import type { Stage } from '../../stage.ts'
import type { Secrets } from './secrets.ts'

/** The same stage, on which everything that must stay secret is remembered as it is used. */
export function listenOnStage(stage: Stage, secrets: Secrets): Stage {
  return {
    ...stage,
    person(scheme) {
      const person = stage.person(scheme)
      secrets.addNumber(person.subject)
      return person
    },
    as: (clientId, place) => listening(stage.as(clientId, place), secrets),
  }
}

function listening(actor: Actor, secrets: Secrets): Actor {
  return {
    ...actor,
    post(path, body, answer) {
      if (JSON.stringify(body ?? '').includes('"subject"')) secrets.addBody(body)
      return actor.post(path, body, answer)
    },
  }
}
