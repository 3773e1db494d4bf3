import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import { createTokenSource, TokenError } from '@unefois/sdk'
import { type Address, type Callers, deskAddress, hubAddress } from '../callers.ts'
import { auditProbes } from './audit-probes.ts'
import { consentProbes } from './consent-probes.ts'
import { putLine } from './owned-batch.ts'
import type { OwnedSignal } from './owners.ts'
import type { Tally } from './tally.ts'

/** What the intruder somehow knows of the owners: ids are not secrets, what they open is. */
export interface HttpSides {
  readonly intruder: string
  readonly owned: readonly OwnedSignal[]
  readonly personAgreement: string
  /** An objection and a restriction that an owner entered for a person. */
  readonly objection: string
  readonly restriction: string
  readonly agreements: readonly string[]
  /** A campaign of the owners. */
  readonly campaign: string
  /** A batch of an owner. */
  readonly batch: string
  readonly caseIds: readonly string[]
}

interface Probe {
  readonly as: string
  readonly at: Address
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: unknown
  /** What a stream of lines has instead of a body. */
  readonly query?: ReturnType<typeof putLine>['query']
  readonly bytes?: ReturnType<typeof putLine>['bytes']
  /** A list of one's own may be answered; it must not name the owners' signals. */
  readonly mayAnswer?: boolean
  /** An `Idempotency-Key` of an owner. */
  readonly key?: string
}

const roles = ['', '-desk', '-adviser', '-lead', '-dpo', '-legal']

/** Every call of gateway, registry and consent that could show or change what is the owners'. */
export async function probeHub(
  hub: Hub,
  callers: Callers,
  sides: HttpSides,
  tally: Tally,
): Promise<void> {
  const gateway = hubAddress(hub, 'gateway')
  const clients = roles.map(role => `${sides.intruder}${role}`)
  const day = new Date(hub.nowMs()).toISOString()
  const period = `from=2020-01-01T00:00:00Z&to=${day.slice(0, 19)}Z`
  for (const as of clients) {
    await probeAll(callers, tally, sides, [
      ...sides.owned.flatMap(signal => [
        get(as, gateway, `/v1/signals/${signal.id}`),
        post(as, gateway, `/v1/signals/${signal.id}/withdrawal`),
        post(as, gateway, '/v1/releases', { ids: [signal.id] }, true),
        post(as, gateway, '/v1/case-events', caseEvents(signal.id, day), true),
        child(as, gateway, signal, sides.personAgreement, day),
      ]),
      ...campaignProbes(as, gateway, sides.campaign, day),
      ...batchProbes(as, gateway, sides.batch),
      get(as, gateway, '/v1/signals', true),
      get(as, gateway, `/v1/signals?after=${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`, true),
      get(as, gateway, '/v1/feedback', true),
      get(as, gateway, `/v1/figures?${period}`),
      ...registryProbes(hub, as, sides),
      ...auditProbes(
        sides.owned.map(({ id }) => id),
        day,
      ).map(probe => ({ as, at: hubAddress(hub, 'audit'), ...probe })),
      ...consentProbes({ as, ...sides }, day).map(probe => ({
        as,
        at: hubAddress(hub, 'consent'),
        ...probe,
      })),
    ])
  }
}

/** The owners' desks: with a hub token, its own desk's, and tokens asked for in their name. */
export async function probeDesks(
  hub: Hub,
  callers: Callers,
  sides: HttpSides,
  tally: Tally,
): Promise<void> {
  const own = deskAddress(hub, sides.intruder)
  for (const owner of new Set(sides.owned.map(signal => signal.receiver))) {
    const { url, audience } = deskAddress(hub, owner)
    for (const role of roles) {
      const as = `${sides.intruder}${role}`
      tally.tried('http', await obtains(hub, as, as, audience))
      tally.tried('http', await obtains(hub, as, `${owner}${role}`, audience))
      tally.tried('http', await obtains(hub, as, `${owner}${role}`, 'urn:unefois:hub'))
      for (const address of [
        { url, audience: own.audience },
        { url, audience: 'urn:unefois:hub' },
      ]) {
        await probeAll(callers, tally, sides, deskProbes(as, address, sides))
      }
    }
  }
}

function deskProbes(as: string, at: Address, { caseIds }: HttpSides): Probe[] {
  return [
    get(as, at, '/v1/cases?queue=to-take-up'),
    get(as, at, '/v1/statistics'),
    ...caseIds.flatMap(id => [
      get(as, at, `/v1/cases/${id}`),
      post(as, at, `/v1/cases/${id}/claim`, {}),
      post(as, at, `/v1/cases/${id}/close`, { outcomes: ['not-eligible'], levels: [] }),
    ]),
  ]
}

function registryProbes(hub: Hub, as: string, sides: HttpSides): Probe[] {
  const registry = hubAddress(hub, 'registry')
  return [
    ...sides.agreements.flatMap(id => [
      post(as, registry, `/v1/agreements/${id}/suspension`),
      post(as, registry, `/v1/agreements/${id}/end`),
      post(as, registry, `/v1/agreements/${id}/opinions`, {
        opinion: 'unfavourable',
        on: new Date(hub.nowMs()).toISOString().slice(0, 10),
      }),
    ]),
    ...[...new Set(sides.owned.map(signal => signal.receiver))].map(owner =>
      post(as, registry, `/v1/participants/${owner}/keys`, { keyId: `rk_${'0'.repeat(32)}` }),
    ),
  ]
}

async function probeAll(
  callers: Callers,
  tally: Tally,
  sides: HttpSides,
  probes: readonly Probe[],
): Promise<void> {
  for (const probe of probes) {
    tally.tried('http', await probeOne(callers, probe, sides).catch(refusedByIssuer))
  }
}

/** No token is a refusal too; no answer at all is a fault of the experiment. */
function refusedByIssuer(error: unknown): undefined {
  if (!(error instanceof TokenError)) throw error
}

/** What came through: an answer that should have been a refusal, a key, or another's signal. */
async function probeOne(
  callers: Callers,
  probe: Probe,
  { owned, campaign, batch }: HttpSides,
): Promise<string | undefined> {
  const { status, body } = await callers(probe.as, probe.at).call({
    method: probe.method,
    path: probe.path,
    body: probe.body,
    ...(probe.query === undefined ? {} : { query: probe.query }),
    ...(probe.bytes === undefined ? {} : { bytes: probe.bytes }),
    ...(probe.method === 'POST' ? { idempotencyKey: probe.key ?? randomUUID() } : {}),
  })
  const what = `${probe.as}: ${probe.method} ${probe.path.replace(/[0-9a-f-]{30,}/gu, '…')}`
  const text = JSON.stringify(body ?? '')
  if (status < 300 && probe.mayAnswer !== true) return `${what} answered ${status}`
  if (/"key":|"result":"(?:applied|already)"/u.test(text)) return `${what} gave way`
  const asked = `${probe.path}${JSON.stringify(probe.body ?? '')}`
  const ids = [...owned.map(({ id }) => id), campaign, batch]
  const named = ids.find(id => text.includes(id) && !asked.includes(id))
  return named === undefined ? undefined : `${what} named another’s signal`
}

/** Asks the issuer for a token with the intruder's own key; a token is a leak. */
async function obtains(
  hub: Hub,
  withKeyOf: string,
  clientId: string,
  audience: string,
): Promise<string | undefined> {
  const { privateKeyPem: privateKey } = hub.client(withKeyOf)
  const tokens = createTokenSource({ issuer: hub.urls.identity, clientId, privateKey, audience })
  try {
    await tokens.token()
    return `a token of ${clientId} for ${audience}, with the key of ${withKeyOf}`
  } catch (error) {
    return refusedByIssuer(error)
  }
}

function get(as: string, at: Address, path: string, mayAnswer = false): Probe {
  return { as, at, method: 'GET', path, mayAnswer }
}

function post(as: string, at: Address, path: string, body?: unknown, mayAnswer = false): Probe {
  return { as, at, method: 'POST', path, body, mayAnswer }
}

/** What an owner's campaign could show, or take, by its id. A list of one's own is empty here. */
function campaignProbes(as: string, at: Address, campaign: string, day: string): Probe[] {
  const path = `/v1/campaigns/${campaign}`
  const body = {
    subject: { scheme: 'fr-nir', value: '253072B07300470' },
    right: 'fr.carsat.aspa',
    observedOn: day.slice(0, 10),
    territory: 'fr-13',
    campaign,
  }
  return [
    get(as, at, path),
    get(as, at, `${path}/figures`),
    get(as, at, '/v1/campaigns', true),
    post(as, at, `${path}/acceptance`, { perDayMax: 1 }),
    post(as, at, '/v1/signals', body),
  ]
}

/** What an owner's batch could show, or take. */
function batchProbes(as: string, at: Address, batch: string): Probe[] {
  const path = `/v1/signal-batches/${batch}`
  return [get(as, at, path), get(as, at, `${path}/results`), { as, at, ...putLine(batch) }]
}

function caseEvents(signalId: string, at: string) {
  const event = { id: randomUUID(), signalId, at }
  return { events: [{ ...event, type: 'received' }] }
}

/** A signal under an owner's key, with an owner's parent and an owner's recorded agreement. */
function child(
  as: string,
  at: Address,
  signal: OwnedSignal,
  personAgreement: string,
  day: string,
): Probe {
  const body = {
    subject: { scheme: 'fr-nir', value: '253072B07300470' },
    right: 'fr.carsat.aspa',
    observedOn: day.slice(0, 10),
    territory: 'fr-13',
    parent: signal.id,
    personAgreement,
  }
  return { as, at, method: 'POST', path: '/v1/signals', body, key: signal.idempotencyKey }
}
