import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import { createTokenSource } from '@unefois/sdk'
import { tokenMs } from './limits.ts'
import type { Recorder } from './record/observe.ts'
import { type Answer, type Ask, openWire } from './record/wire.ts'
import type { Notes } from './stats/table.ts'

/** A sender on one connection of its own, which notes every answer whole. */
export interface Attacker {
  /** Asks, and notes the answer under the name of the call. */
  ask(notes: Notes, kind: string, ask: Ask): Promise<Answer>
  /** Asks without noting. */
  look(ask: Ask): Promise<Answer>
  close(): void
}

/** A token of a client that is always fresh: times are of calls, never of fetching tokens. */
export function freshToken(hub: Hub, clientId: string): () => Promise<string> {
  const privateKey = hub.client(clientId).privateKeyPem
  const source = () =>
    createTokenSource({
      issuer: hub.urls.identity,
      clientId,
      privateKey,
      audience: 'urn:unefois:hub',
    })
  let takenMs = Number.NEGATIVE_INFINITY
  let token = Promise.resolve('')
  return () => {
    if (performance.now() - takenMs > tokenMs) {
      takenMs = performance.now()
      token = source().token()
    }
    return token
  }
}

/** Opens its connection; the answers go to the recorder with the hub’s time of asking. */
export function openAttacker(
  hub: Hub,
  options: { url: string; token: () => Promise<string>; recorder: Recorder },
): Attacker {
  const wire = openWire(options.url)
  const look = async (ask: Ask): Promise<Answer> => {
    const posts = ask.method === 'POST'
    const headers = {
      authorization: `Bearer ${await options.token()}`,
      ...(posts ? { 'idempotency-key': randomUUID() } : {}),
      ...(posts && ask.body !== undefined ? { 'content-type': 'application/json' } : {}),
      ...ask.headers,
    }
    return wire.ask({ ...ask, headers })
  }
  return {
    look,
    async ask(notes, kind, ask) {
      const askedAtMs = hub.nowMs()
      const answer = await look(ask)
      options.recorder.answer(notes, kind, answer, askedAtMs)
      return answer
    },
    close: () => wire.close(),
  }
}
