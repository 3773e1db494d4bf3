import { isDeepStrictEqual } from 'node:util'
import type { Campaign, CampaignCreated } from '@unefois/contracts'
import { type Database, inTransaction, type Transaction } from '@unefois/database'
import type { AgreementsInForce } from '../domain/agreements-in-force.ts'
import { fixedDateAfter, startOf } from '../domain/fixed-dates.ts'
import { addMonths, dayOf } from '../domain/month.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { RegistrySnapshot } from '../registry-snapshot.ts'
import {
  type CampaignRow,
  countLive,
  findProposed,
  insertCampaign,
} from '../repositories/campaigns.ts'
import { appendTraces } from '../repositories/traces.ts'
import type { Sender } from './prepare-signal.ts'

/** Whose act it is, down to the person when the token names one. */
export interface Actor extends Sender {
  readonly agent?: string
}

export interface CampaignDependencies {
  readonly agencySql: Database
  readonly snapshot: RegistrySnapshot
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}

/**
 * Proposes a campaign to receivers with whom the sender has an agreement for its right and purpose.
 * @throws Problem: a plan that cannot be, a receiver without an agreement, a key used otherwise.
 */
export function proposeCampaign(deps: CampaignDependencies) {
  return async (sender: Actor, key: string, body: Campaign): Promise<CampaignCreated> => {
    const nowMs = deps.nowMs()
    const today = dayOf(nowMs)
    checkPlan(body, nowMs)
    checkAgreements(deps.snapshot.current(), sender.agency, body, laterDay(body.startsOn, nowMs))
    const id = `cmp_${deps.newId(nowMs).replaceAll('-', '')}`
    const scope = { name: 'propose-campaign', agency: sender.agency }
    return inTransaction(deps.agencySql, scope, async transaction => {
      const earlier = await findProposed(transaction, sender.agency, key)
      if (earlier !== undefined) return answerAgain(earlier, body)
      if ((await countLive(transaction, sender.agency, today)) >= limits.campaignsLiveMax) {
        throw problems['campaigns-live-max']()
      }
      const createdAt = new Date(nowMs)
      const first = laterDay(body.startsOn, nowMs)
      const row = { ...body, id, sender: sender.agency, key, createdAt }
      const nextFiguresOn = fixedDateAfter(first)
      if (!(await insertCampaign(transaction, { ...row, nextFiguresOn }))) {
        const other = await findProposed(transaction, sender.agency, key)
        if (other === undefined) throw new Error('the key was taken by a campaign')
        return answerAgain(other, body)
      }
      await trace(transaction, deps, { sender, body, id, nowMs })
      return { id, createdAt: createdAt.toISOString(), state: 'proposed' }
    })
  }
}

function checkPlan(body: Campaign, nowMs: number): void {
  const latest = dayOf(addMonths(nowMs, limits.campaignMonthsMax).getTime())
  const faults = [
    [body.endsOn < body.startsOn, '/endsOn', 'is before the campaign starts'],
    [body.endsOn < dayOf(nowMs), '/endsOn', 'is past'],
    [body.endsOn > latest, '/endsOn', 'is too far ahead'],
    [new Set(body.receivers).size < body.receivers.length, '/receivers', 'names one twice'],
  ] as const
  const pointers = faults
    .filter(([isFault]) => isFault)
    .map(([, pointer, detail]) => ({ pointer, detail }))
  if (pointers.length > 0) throw problems['campaign-plan-invalid']({ pointers })
}

/** A campaign is no way to learn who is whose receiver: its receivers have agreements already. */
function checkAgreements(
  inForce: AgreementsInForce,
  sender: string,
  body: Campaign,
  day: string,
): void {
  const agreed = new Set(
    inForce
      .find(sender, body.right, day)
      .filter(agreement => agreement.purpose === body.purpose)
      .map(agreement => agreement.receiver),
  )
  const pointers = body.receivers.flatMap((receiver, place) =>
    agreed.has(receiver)
      ? []
      : [{ pointer: `/receivers/${place}`, detail: 'has no agreement with you for this' }],
  )
  if (pointers.length > 0) throw problems['campaign-not-covered']({ pointers })
}

/** The first day on which a signal of the campaign can be sent. */
function laterDay(startsOn: string, nowMs: number): string {
  return dayOf(Math.max(startOf(startsOn).getTime(), nowMs))
}

function answerAgain(row: CampaignRow, body: Campaign): CampaignCreated {
  const { right, purpose, startsOn, endsOn, signalsMax, perDayMax } = row
  const plan = { right, purpose, startsOn, endsOn, signalsMax, perDayMax }
  const receivers = row.receivers.map(each => each.receiver)
  if (!isDeepStrictEqual({ ...plan, receivers }, body)) {
    throw problems['idempotency-key-reused']({ extra: { original: row.id } })
  }
  return { id: row.id, createdAt: row.createdAt.toISOString(), state: 'proposed' }
}

async function trace(
  transaction: Transaction,
  deps: CampaignDependencies,
  act: { sender: Actor; body: Campaign; id: string; nowMs: number },
): Promise<void> {
  const { sender, body, id, nowMs } = act
  const { receivers, purpose, ...plan } = body
  const events = receivers.map(receiver => ({
    id: deps.newId(nowMs),
    at: new Date(nowMs).toISOString(),
    actor: sender.clientId,
    agency: sender.agency,
    agent: sender.agent,
    purpose,
    operation: 'campaign-propose',
    counterparty: receiver,
    detail: { campaign: id, ...plan },
  }))
  await appendTraces(transaction, events)
}
