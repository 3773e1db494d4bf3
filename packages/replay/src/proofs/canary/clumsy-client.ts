import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import { spellNumber } from '@unefois/scan'
import { createTokenSource } from '@unefois/sdk'
import { callMsMax } from '../../limits.ts'
import type { SyntheticPerson } from '../../synthetic-people.ts'
import { deskAddress, hubAddress } from '../callers.ts'
import type { Secrets } from './secrets.ts'

/** Draws a person whose number the scan will look for. */
export type NextPerson = (scheme: 'fr-nir' | 'be-niss') => SyntheticPerson

const sender = 'cpas-forest'
const receiver = 'mutualite-horizon'
const right = 'be.mutualite.intervention-majoree'

interface Attempt {
  readonly url: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * Puts people's numbers wherever an integrator might by mistake: in paths, queries, headers, names
 * and values of unknown properties, broken JSON, the wrong service. Each is a way into a log.
 * Answers how many calls were refused; none may be answered by the number.
 */
export async function callClumsily(
  hub: Hub,
  secrets: Secrets,
  next: NextPerson,
): Promise<{ calls: number; refused: number; echoed: number }> {
  const token = await tokenOf(hub)
  const counts = { calls: 0, refused: 0, echoed: 0 }
  const addresses = [
    ...(['gateway', 'consent', 'registry'] as const).map(place => hubAddress(hub, place).url),
    deskAddress(hub, receiver).url,
    hub.urls.identity,
  ]
  for (const url of addresses) {
    for (const scheme of ['fr-nir', 'be-niss'] as const) {
      const { subject } = next(scheme)
      for (const attempt of mistakes(url, subject)) {
        if (tells(attempt.body, subject.value)) secrets.addBody(attempt.body)
        const answer = await send(attempt, token)
        counts.calls += 1
        if (answer.status >= 400) counts.refused += 1
        if (spellNumber(subject).some(spelled => answer.text.includes(spelled))) counts.echoed += 1
      }
    }
  }
  return counts
}

/** Ordinary signals in every spelling that is accepted; answers their ids. */
export async function sendOrdinary(
  hub: Hub,
  secrets: Secrets,
  next: NextPerson,
  count: number,
): Promise<string[]> {
  const token = await tokenOf(hub)
  const ids: string[] = []
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  for (let index = 0; index < count; index += 1) {
    const { subject } = next('be-niss')
    const spellings = spellNumber(subject).filter(text => text === text.toUpperCase())
    const value = spellings[index % spellings.length] ?? subject.value
    const body = { subject: { ...subject, value }, right, observedOn, addressee: receiver }
    secrets.addBody(body)
    const answer = await send({ url: `${hub.urls.gateway}/v1/signals`, body }, token)
    if (answer.status !== 202) throw new Error(`an ordinary signal was answered ${answer.status}`)
    ids.push(JSON.parse(answer.text).id)
  }
  return ids
}

function mistakes(base: string, subject: SyntheticPerson['subject']): Attempt[] {
  const { value } = subject
  const url = `${base}/v1/signals`
  const good = { subject, right, observedOn: '2026-01-01', addressee: receiver }
  return [
    { url: `${base}/v1/signals/${value}`, method: 'GET' },
    { url: `${base}/v1/cases/${value}/claim`, body: {} },
    { url: `${base}/v1/${encodeURIComponent(`${value}/é`)}`, method: 'GET' },
    { url: `${url}?after=${value}`, method: 'GET' },
    { url: `${base}/v1/cases?queue=${value}`, method: 'GET' },
    { url: `${base}/problems/${value}`, method: 'GET' },
    { url: `${base}/v1/objections/${value}/calendar`, method: 'GET' },
    { url: `${base}/v1/objections`, body: { subject, scope: {}, lodgedBy: value } },
    { url: `${base}/v1/renunciations`, body: { subject, right: value, lodgedBy: 'adviser' } },
    { url: `${base}/v1/person-agreements/${value}/withdrawal`, body: { subject, by: 'person' } },
    { url: `${base}/v1/erasure-requests`, body: { subject, by: value } },
    {
      url: `${base}/v1/restrictions/${value}/lift`,
      body: { subject, by: 'person', toldAt: value },
    },
    { url: `${base}/v1/access-requests`, body: { subject, by: 'person', [value]: 1 } },
    { url: `${base}/v1/identifier-successions`, body: { former: subject, current: value } },
    { url, body: { ...good, [value]: 1 } },
    { url, body: { ...good, note: value } },
    { url, body: { ...good, right: value } },
    { url, body: { ...good, subject: { scheme: value, value: 'x' } } },
    { url, body: { ...good, subject: { ...subject, value: `${value.slice(0, -2)}00` } } },
    { url, body: { ...good, subject: { scheme: 'fr-nir', value: `${value}${value}` } } },
    { url, body: { ...good, agent: value, observedOn: value } },
    { url, body: `{"subject":{"value":"${value}"` },
    { url, body: `${value}` },
    { url, body: JSON.stringify({ padding: value.repeat(6_000) }) },
    { url, body: good, headers: { 'idempotency-key': value } },
    { url, body: good, headers: { 'content-type': `text/${value}` } },
    { url, body: good, headers: { traceparent: `00-${value}`, tracestate: `a=${value}` } },
    { url, body: good, headers: { baggage: `id=${value}`, 'user-agent': value } },
    { url, body: good, headers: { referer: value, 'x-request-id': value, cookie: value } },
    { url, body: good, headers: { authorization: `Bearer ${value}` } },
    { url: `${base}/token`, body: `client_id=${value}&grant_type=client_credentials` },
  ]
}

/** Whether a body has the number in it; the others have nothing to hide. */
function tells(body: unknown, value: string): boolean {
  return JSON.stringify(body ?? '').includes(value)
}

async function send(
  attempt: Attempt,
  token: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const { url, method = 'POST', body } = attempt
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const form = url.endsWith('/token')
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'if-match': '"1"',
      ...attempt.headers,
    },
    signal: AbortSignal.timeout(callMsMax),
    ...(method === 'POST' ? { body: text ?? '' } : {}),
  })
  return { status: response.status, text: await response.text() }
}

function tokenOf(hub: Hub): Promise<string> {
  const { privateKeyPem: privateKey } = hub.client(sender)
  return createTokenSource({
    issuer: hub.urls.identity,
    clientId: sender,
    privateKey,
    audience: 'urn:unefois:hub',
  }).token()
}
