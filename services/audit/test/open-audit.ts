import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '@unefois/database'
import { openJournalFolder, openLogAnchor } from '@unefois/erasure-journal'
import { createLog } from '@unefois/events'
import { sampleAgreements, sampleParticipants } from '@unefois/local'
import { openLogKey } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import { createManualClock } from '@unefois/service'
import { type Bearer, templateDatabase, testIssuer } from '@unefois/testing'
import type { Test } from 'tap'
import { buildAudit, newId } from '../src/app.ts'
import type { AuditDeps } from '../src/deps.ts'
import type { AgenciesByLaw } from '../src/domain/agencies-by-law.ts'
import { directoryOf } from '../src/domain/directory.ts'
import { events } from '../src/events.ts'
import { planTurns } from '../src/housekeeping.ts'
import { limits } from '../src/limits.ts'
import { planSequence } from '../src/sequencer.ts'
import type { ConsoleOptions } from '../src/site.ts'
import { sampleSource } from './registers/sample-source.ts'

export const start = new Date('2026-11-21T08:00:00.000Z')
export const officer: Bearer = { agency: 'hub', roles: ['dpo'], scopes: ['retention'] }
export const agencies: AgenciesByLaw = new Map([
  ['fr', ['caf-13', 'carsat-sud-est']],
  ['be', ['onss', 'mutualite-horizon']],
])

/** The sample's agencies and agreements, as the registry would say them. */
export const sampleAgreementVersions = sampleAgreements(start.getTime()).map((text, at) => ({
  id: `agr_${String(at).padStart(32, '0')}`,
  hash: String(at + 1).padStart(64, '0'),
  state: 'active' as const,
  text,
}))
const directory = directoryOf({
  participants: sampleParticipants.map(each => ({ ...each, keys: [] })),
  agreements: sampleAgreementVersions,
})

/** What a call was answered. */
export interface Answer<Body> {
  readonly status: number
  readonly body: Body
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** The audit service on a database of the test's own, with a clock that the test moves. */
export async function openAudit(
  t: Test,
  console?: ConsoleOptions,
  change: Partial<AuditDeps> = {},
) {
  const database = await templateDatabase(t, 'hub')
  const pool = { name: 't', connectionsMax: 3, statementMsMax: limits.statementMsMax }
  const open = (url: string, change = {}) => openDatabase({ ...pool, url, ...change })
  const sql = {
    audit: open(database.roleUrl('audit_app')),
    measuring: open(database.roleUrl('audit_app'), { connectionsMax: 1, lockMsMax: 20_000 }),
    retention: open(database.roleUrl('gateway_retention')),
    admin: open(database.adminUrl),
  }
  await sql.admin`SELECT audit.ensure_partitions(${start}, 3)`
  const path = mkdtempSync(join(tmpdir(), 'audit-test-'))
  const store = openKeyStore(join(path, 'keys'))
  const clock = createManualClock(start.getTime())
  const lines: string[] = []
  const log = createLog({
    service: 'audit',
    events,
    destination: { write: line => void lines.push(line) },
  })
  let known: AgenciesByLaw | undefined = agencies
  const deps: AuditDeps = {
    sql: sql.audit,
    measuring: sql.measuring,
    store,
    logKey: openLogKey(store, 'hub-test'),
    anchor: openLogAnchor(path),
    folder: openJournalFolder(join(path, 'journal')),
    hub: 'hub-test',
    clientId: 'hub-audit',
    nowMs: () => clock.nowMs(),
    newId,
    agencies: () => known,
    directory: () => directory,
    partEventsMax: 2_000,
    registerSource: async () => sampleSource(),
    ...change,
  }
  const { issuer, tokenOf } = await testIssuer(t)
  const ready = async () => ({ ok: true, reasons: [] })
  const pages = console === undefined ? {} : { pages: console }
  const app = buildAudit({ issuer, clock, log, deps, ready, checkResponses: true, ...pages })
  t.teardown(async () => {
    await app.close()
    await Promise.all(Object.values(sql).map(each => each.end()))
    rmSync(path, { recursive: true })
  })
  async function call<Body extends object = Readonly<Record<string, unknown>>>(
    method: 'GET' | 'POST',
    url: string,
    { bearer = officer, key, body }: { bearer?: Bearer; key?: string; body?: object } = {},
  ): Promise<Answer<Body>> {
    const answer = await app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${tokenOf(bearer)}`,
        ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    return {
      status: answer.statusCode,
      body: answer.body === '' ? ({} as Body) : answer.json<Body>(),
      text: answer.body,
      headers: answer.headers,
    }
  }
  return {
    app,
    tokenOf,
    sql,
    store,
    deps,
    clock,
    lines,
    turns: planTurns(deps, log),
    database,
    path,
    /** One turn of the log's writer. */
    sequence: planSequence(deps, log),
    /** The same, of a process that has just started. */
    restart: () => planSequence(deps, log),
    call,
    /** A call whose answer is no JSON. */
    async raw(url: string, bearer?: Bearer, body?: object) {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${tokenOf(bearer)}` }
      const sent = body === undefined ? {} : { method: 'POST' as const, payload: body }
      const { statusCode, rawPayload, headers: told } = await app.inject({ url, headers, ...sent })
      return { status: statusCode, bytes: rawPayload, headers: told }
    },
    /** Who is a participant, from now on; undefined: the registry is silent. */
    setAgencies(next: AgenciesByLaw | undefined) {
      known = next
    },
  }
}

/** One trace as whoever acted appended it. */
export interface TraceSample {
  readonly at: string
  readonly agency: string
  readonly counterparty?: string
  readonly agent?: string
  readonly agreementHash?: string
  readonly purpose?: string
  readonly operation?: string
  readonly outcomeClass?: string | undefined
  readonly signalId?: string
  readonly detail?: object
}

/** Appends traces as their acts do, in months that are made for them. */
export async function appendSamples(
  admin: Database,
  samples: readonly TraceSample[],
): Promise<string[]> {
  for (const { at } of samples) await admin`SELECT audit.ensure_partitions(${new Date(at)}, 1)`
  const rows = samples.map(sample => ({
    id: newId(Date.parse(sample.at)),
    actor: sample.agency,
    purpose: 'inform-of-right',
    operation: 'signal-accept',
    outcomeClass: 'sent',
    ...sample,
  }))
  await admin`SELECT audit.append(${JSON.stringify(rows)}::text::json)`
  return rows.map(({ id }) => id)
}

/** A signal accepted at an instant. */
export const signalOf = (at: string): string => newId(Date.parse(at))

/** An outcome erases what a signal was about: the opening goes, and the journal says so. */
export async function eraseByOutcome(
  { deps, sql }: Pick<Awaited<ReturnType<typeof openAudit>>, 'deps' | 'sql'>,
  signalId: string,
): Promise<void> {
  const entry = {
    id: deps.newId(start.getTime()),
    at: start.toISOString(),
    owner: 'exchange',
    class: 'second-opening',
    reason: 'outcome',
    article: null,
    signalIds: [signalId],
    count: 1,
  }
  await sql.retention.begin(async transaction => {
    await transaction`SELECT audit.erase_second_openings(ARRAY[${signalId}]::uuid[], ${start})`
    await transaction`SELECT audit.record_erasures(${JSON.stringify([entry])}::text::json)`
  })
}
