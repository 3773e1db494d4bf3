import { randomUUID } from 'node:crypto'
import { blindIndex } from '@unefois/sealing'
import { scopes } from '@unefois/service'
import type { Bearer } from '@unefois/testing'
import type { Test } from 'tap'
import { sampleAgreementVersions, signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'
import { appendActs, somebody } from './person-samples.ts'

const at = start.toISOString()
/** The hub's officer as a program of theirs calls: with every scope. */
export const officer: Bearer = {
  agency: 'hub',
  agent: 'agt_hub01',
  roles: ['dpo'],
  scopes: [...scopes],
}

/** How an address is asked so that it answers. */
export interface Asked {
  readonly path?: string
  /** A call’s body, or a form’s fields. */
  readonly body?: Readonly<Record<string, unknown>>
  /** The page whose form is sent; absent: the form’s own address. */
  readonly page?: string
}

/** Something of everything that an officer may look at. */
export async function fillConsole(t: Test) {
  const opened = await openConsole(t)
  const { sql, store, turns, clock } = opened
  const about = somebody()
  const signal = signalOf(at)
  const sent = { outcomeClass: 'sent', counterparty: 'carsat-sud-est' }
  await appendActs({ admin: sql.admin, store }, [
    { at, operation: 'signal-accept', signalId: signal, about, ...sent },
    { at, operation: 'case-received', signalId: signal, agency: 'carsat-sud-est' },
  ])
  const { key, label } = store.getOrCreate('objection-index', '1')
  const request = signalOf(at)
  await sql.admin`
    INSERT INTO consent.access_request (id, subject_index, index_key, requested_at, answer_by,
      lapses_at, requested_by, agency, language)
    VALUES (${request}, ${blindIndex(key, about)}, ${label}, ${start}, '2026-12-21T08:00:00Z',
      '2027-02-21T08:00:00Z', 'person', 'hub', 'fr')`
  const flag = signalOf(at)
  await sql.admin`
    INSERT INTO audit.flag (id, rule, day, agency, agreement_hash, agent, operation, measured,
      raised_at)
    VALUES (${flag}, 'hours', '2026-11-20', 'caf-13', '', '', '', '{"count":6,"of":56,"among":0}',
      ${start})`
  const erasure = { id: randomUUID(), at, owner: 'exchange', class: 'signal-data', count: 1 }
  const entries = [{ ...erasure, reason: 'withdrawal', signalIds: [signalOf(at)] }]
  await sql.admin`SELECT audit.record_erasures(${JSON.stringify(entries)}::text::json)`
  await turns.exportEntries()
  await opened.sequence()
  await clock.set(start.getTime() + 1_200_000)
  await opened.sequence()
  await turns.certify()
  return { ...opened, about, signal, request, flag }
}

export type Filled = Awaited<ReturnType<typeof fillConsole>>

/** Calls of an officer. */
export async function callsOf(filled: Filled): Promise<Readonly<Record<string, Asked>>> {
  const { call, about, request, signal } = filled
  const hold = {
    signalIds: [signal],
    basis: 'court-order',
    provision: 'X 1',
    endsOn: '2026-12-01',
  }
  const placed = await call('POST', '/v1/legal-holds', { bearer: officer, body: hold })
  const time = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }
  const breach = { reference: 'Incident 2026-17', natures: ['integrity'], knownAt: at }
  return {
    'POST /v1/access-requests': { body: { subject: about, request } },
    'GET /v1/access-parts': {},
    'GET /v1/deletions': {},
    'GET /v1/certificates': {},
    'POST /v1/legal-holds': { body: hold },
    'GET /v1/legal-holds': {},
    'POST /v1/legal-holds/:id/end': { path: `/v1/legal-holds/${placed.body.id}/end` },
    'GET /v1/register-of-processing': {},
    'GET /v1/dpia': {},
    'POST /v1/event-searches': { body: time },
    'POST /v1/breaches': { body: { ...breach, scope: time } },
  }
}

/** Pages and forms, in an order that works: what one makes, the next one uses. */
export async function pagesOf(filled: Filled): Promise<Readonly<Record<string, Asked>>> {
  const { about, request, signal, flag, call, as } = filled
  const hub = await as('hub-dpo-2')
  const opened = { reason: 'complaint', reference: 'Plainte 2026-114' }
  const file = (await hub.send('/files/new', '/files', opened)).url.pathname
  const ask = { 'ask-scheme': about.scheme, 'ask-value': about.value }
  // Two searches: another officer approves the one and refuses the other.
  for (const _ of [1, 2]) await hub.send(file, `${file}/searches`, ask)
  const { body: shown } = await (await as('hub-dpo')).get(file)
  const [approved, refused] = [...shown.matchAll(/"([^"]+)\/approval"/gu)].map(([, path]) => path)
  const scope = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }
  const body = { reference: 'Incident 2026-17', natures: ['integrity'], knownAt: at, scope }
  const made = await call('POST', '/v1/breaches', { bearer: officer, body })
  const breach = `/breaches/${made.body.id}`
  const days = { from: '2026-11-01', until: '2026-11-21' }
  const { hash = '' } = sampleAgreementVersions[0] ?? {}
  const [known, notified] = [
    { 'known-day': '2026-11-20', 'known-time': '09:00' },
    { 'notified-day': '2026-11-21', 'notified-time': '09:05', authority: 'fr-cnil' },
  ]
  return {
    'GET /': {},
    'GET /objections': {},
    'GET /volumes': {},
    'GET /volumes/flags': {},
    'GET /volumes/flags/:id': { path: `/volumes/flags/${flag}` },
    'POST /volumes/flags/:id': { path: `/volumes/flags/${flag}`, body: { answer: 'explained' } },
    'GET /volumes/:agreement': { path: `/volumes/${hash}` },
    'GET /search': { path: `/search?${new URLSearchParams(days)}` },
    'GET /deletions': {},
    'GET /deletions/certificates': {},
    'GET /deletions/certificates/:place': { path: '/deletions/certificates/1' },
    'GET /access': {},
    'POST /access': { body: { request, scheme: about.scheme, number: about.value } },
    'GET /exchanges/:id': { path: `/exchanges/${signal}` },
    'GET /files': {},
    'POST /files': { page: '/files/new', body: opened },
    'GET /files/:id': { path: file },
    'POST /files/:id/searches': { path: `${file}/searches`, page: file, body: ask },
    'POST /files/:id/searches/:search/approval': { path: `${approved}/approval`, page: file },
    'POST /files/:id/searches/:search/refusal': { path: `${refused}/refusal`, page: file },
    'POST /files/:id/results': {
      path: `${file}/results`,
      page: file,
      body: { 'search-scheme': about.scheme, 'search-value': about.value },
    },
    'POST /files/:id/closing': { path: `${file}/closing`, page: file },
    'GET /registers': {},
    'GET /registers/activities/:id': { path: '/registers/activities/hub.objections' },
    'GET /registers/processing.csv': {},
    'GET /registers/processing.ods': {},
    'GET /registers/dpia': {},
    'GET /registers/dpia.json': {},
    'GET /log': {},
    'GET /breaches': {},
    'POST /breaches': {
      page: '/breaches/new',
      body: { ...days, ...known, reference: 'Incident 2026-18', natures: 'integrity' },
    },
    'GET /breaches/:id': { path: breach },
    'GET /breaches/:id/signals': { path: `${breach}/signals` },
    'POST /breaches/:id/measures': { path: `${breach}/measures`, page: breach },
    'POST /breaches/:id/notice': { path: `${breach}/notice`, page: breach, body: notified },
    'POST /breaches/:id/closing': { path: `${breach}/closing`, page: breach },
  }
}
