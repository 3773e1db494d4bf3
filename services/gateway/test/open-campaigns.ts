import { randomUUID } from 'node:crypto'
import { type CampaignFigures, type CaseEvent, type Signal, validatorFor } from '@unefois/contracts'
import type { Test } from 'tap'
import { openCampaigns } from '../src/campaigns.ts'
import { applyCaseEvents } from '../src/use-cases/apply-case-events.ts'
import { keepCampaignFigures } from '../src/use-cases/keep-campaign-figures.ts'
import { openHttp } from './open-http.ts'
import { affiliation, newKey, onss } from './sample.ts'

export const horizon = 'mutualite-horizon'
export const riviere = 'mutualite-riviere'
export const sender = { agency: 'onss', scopes: ['signals'] }
export const desk = (agency: string) => ({ agency, scopes: ['receive'] })
export const officer = { agency: 'hub', roles: ['dpo'], scopes: ['figures'] }
export const plan = {
  right: 'be.mutualite.affiliation',
  purpose: 'inform-of-right',
  receivers: [horizon, riviere],
  startsOn: '2026-11-20',
  endsOn: '2027-02-28',
  signalsMax: 1_000,
  perDayMax: 900,
}

/** The gateway over HTTP, with what a sender, its receivers and their desks do of a campaign. */
export async function openCampaignCalls(t: Test) {
  const { parts, app, acceptSignal, tokenOf } = await openHttp(t)
  const elsewhere = openCampaigns({
    sql: parts.sql.relay,
    nowMs: parts.nowMs,
    onFault: () => t.fail('the other gateway reads campaigns'),
  })
  t.teardown(() => elsewhere.close())
  const keep = keepCampaignFigures({ ...parts, retentionSql: parts.sql.retention })
  const report = applyCaseEvents({ ...parts, agencySql: parts.sql.agency })

  const call = async (
    bearer: Parameters<typeof tokenOf>[0],
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    key: string = newKey(),
  ) => {
    const headers = { authorization: `Bearer ${tokenOf(bearer)}`, 'idempotency-key': key }
    const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, headers: answer.headers, json: () => answer.json() }
  }
  const propose = async (change: Partial<typeof plan> = {}): Promise<string> => {
    const answer = await call(sender, 'POST', '/v1/campaigns', { ...plan, ...change })
    t.equal(answer.status, 201)
    return answer.json().id
  }
  const accept = (agency: string, id: string, perDayMax: number) =>
    call(desk(agency), 'POST', `/v1/campaigns/${id}/acceptance`, { perDayMax })
  const agree = async (change: Partial<typeof plan> = {}) => {
    const id = await propose(change)
    for (const agency of change.receivers ?? plan.receivers) await accept(agency, id, 900)
    return id
  }
  const post = (body: Signal) => call(sender, 'POST', '/v1/signals', body)
  /** Sends so many signals of a campaign to one receiver; answers their ids. */
  const send = async (campaign: string, addressee: string, bodies: number | Signal[]) => {
    const signals =
      typeof bodies === 'number' ? Array.from({ length: bodies }, () => affiliation()) : bodies
    const answers = await Promise.all(
      signals.map(body =>
        acceptSignal({
          sender: onss,
          idempotencyKey: newKey(),
          body: {
            ...body,
            addressee,
            campaign,
            observedOn: parts.clock.now().toISOString().slice(0, 10),
          },
        }),
      ),
    )
    return answers.map(answer => answer.id)
  }
  /** A desk that tells the people, and closes their cases. */
  const handle = async (
    agency: string,
    ids: readonly string[],
    outcomes: CaseEvent['outcomes'],
  ) => {
    const at = parts.clock.now().toISOString()
    const told = ids.flatMap((signalId): CaseEvent[] => [
      { id: randomUUID(), signalId, type: 'received', at },
      { id: randomUUID(), signalId, type: 'informed', at, informedAt: at },
      ...(outcomes ? [{ id: randomUUID(), signalId, type: 'closed', at, outcomes } as const] : []),
    ])
    for (let first = 0; first < told.length; first += 500) {
      await report({ agency, clientId: agency }, told.slice(first, first + 500))
    }
  }
  const isFigures = validatorFor('urn:unefois:contracts:campaign-figures.v1')
  const figures = async (
    bearer: Parameters<typeof tokenOf>[0],
    id: string,
  ): Promise<CampaignFigures> => {
    const answer = await call(bearer, 'GET', `/v1/campaigns/${id}/figures`)
    t.equal(answer.status, 200)
    const body: unknown = answer.json()
    if (!isFigures(body)) throw new Error(JSON.stringify(isFigures.errors))
    return body
  }
  const until = async (day: string) => {
    await parts.clock.set(Date.parse(`${day}T08:00:00Z`))
    await parts.campaigns.refresh()
    await parts.sql.retention`SELECT audit.ensure_partitions(${parts.clock.now()}, 1)`
    return keep()
  }
  return {
    app,
    tokenOf,
    parts,
    elsewhere,
    call,
    propose,
    accept,
    agree,
    post,
    send,
    handle,
    figures,
    until,
    keep,
  }
}
