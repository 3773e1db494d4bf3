import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Identifier, seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import type { Hub } from '@unefois/local'
import { createApi, createTokenSource } from '@unefois/sdk'

const minuteMs = 60_000
const daySeed = 20_261_121
const settleMs = 12_000
/** The audit service hears of the sample's names and agreements within a minute. */
const namesKnownMs = 65_000

/** What the desks of the sample are started for: senders' signals, witnesses of the log. */
export const lookDesks = ['carsat-sud-est', 'mutualite-horizon', 'caf-13']

/**
 * A day at the hub, by the services' own calls: signals that desks take, objections with and
 * without a receipt, a publication that is cosigned, certificates. Takes about a minute.
 */
export async function playSampleDay(hub: Hub): Promise<void> {
  const named = sleep(namesKnownMs)
  const random = seededRandom(daySeed)
  const people = somePeople(random)
  const belgians = Array.from({ length: 3 }, () => syntheticNiss(random, { kind: 'nn' }))
  const caf = as(hub, 'caf-13', hub.urls.gateway)
  const onss = as(hub, 'onss', hub.urls.gateway)
  const page = as(hub, 'hub-person-page', hub.urls.consent)
  try {
    const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
    for (const subject of people) {
      await caf.post('/v1/signals', {
        subject: plain(subject),
        territory: 'fr-13',
        right: 'fr.carsat.aspa',
        observedOn,
      })
    }
    for (const subject of belgians) {
      const right = 'be.mutualite.affiliation'
      const addressee = 'mutualite-horizon'
      await onss.post('/v1/signals', { subject: plain(subject), right, observedOn, addressee })
    }
    await sleep(settleMs)
    const object = (subject: Identifier | undefined) =>
      subject === undefined
        ? undefined
        : page.post('/v1/objections', { subject: plain(subject), scope: {}, lodgedBy: 'person' })
    for (const subject of people.slice(0, 3)) await object(subject)
    await sleep(settleMs)
    // A desk that does not answer: its receipt is missing.
    await hub.processes['desk-mutualite-horizon']?.stop()
    await object(belgians[0])
    await hub.moveClock(new Date(hub.nowMs() + 70 * minuteMs))
    await sleep(settleMs)
    await hub.moveClock(new Date(hub.nowMs() + minuteMs))
    await named
  } finally {
    await Promise.all([caf, onss, page].map(each => each.close()))
  }
}

/** Those of whom the day's signals are; the first three object. */
export function samplePeople(): readonly Identifier[] {
  return somePeople(seededRandom(daySeed))
}

function somePeople(random: ReturnType<typeof seededRandom>): readonly Identifier[] {
  return Array.from({ length: 6 }, () => syntheticNir(random, { kind: 'nir' }))
}

/** Calls as one of the hub's clients. */
export function as(hub: Pick<Hub, 'urls' | 'client'>, clientId: string, baseUrl: string) {
  const tokens = createTokenSource({
    issuer: hub.urls.identity,
    clientId,
    privateKey: hub.client(clientId).privateKeyPem,
    audience: 'urn:unefois:hub',
  })
  const api = createApi({ baseUrl, tokens })
  return {
    post: (path: string, body: object) =>
      api.ok({ method: 'POST', path, body, idempotencyKey: randomUUID() }),
    close: () => api.close(),
  }
}

function plain({ scheme, value }: Identifier) {
  return { scheme, value }
}
