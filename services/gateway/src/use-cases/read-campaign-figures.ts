import type { CampaignFigures } from '@unefois/contracts'
import { type Database, inTransaction, type Transaction } from '@unefois/database'
import { countCells, countReceivers, shareOf } from '../domain/campaign-counts.ts'
import { sharesOf, showFigures, tellShown } from '../domain/shown-figures.ts'
import { problems } from '../errors.ts'
import { countCampaign, findShown } from '../repositories/campaign-figures.ts'
import { type CampaignRow, findCampaign } from '../repositories/campaigns.ts'
import { appendTraces } from '../repositories/traces.ts'
import type { Actor } from './propose-campaign.ts'

/** Who asks for figures; only the hub's data protection officer sees all of them exact. */
export interface FiguresReader extends Actor {
  readonly isHubOfficer: boolean
}

interface Dependencies {
  readonly agencySql: Database
  readonly relaySql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}

/**
 * What a campaign achieved, as far as the reader may know it (campaign-figures.v1 has the views).
 * @throws Problem 404 for a campaign that the reader neither sends nor receives.
 */
export function readCampaignFigures(deps: Dependencies) {
  return async (reader: FiguresReader, id: string): Promise<CampaignFigures> => {
    const { agency, isHubOfficer } = reader
    const scope = { name: 'read-campaign-figures', ...(isHubOfficer ? {} : { agency }) }
    const sql = isHubOfficer ? deps.relaySql : deps.agencySql
    return inTransaction(sql, scope, async transaction => {
      // By index, whatever the statistics say: the work is that of the campaign's own signals. And
      // the trace is kept: the relay's own notes may be lost, this act may not.
      await transaction`SELECT set_config('enable_seqscan', 'off', true),
        set_config('synchronous_commit', 'on', true)`
      const row = await findCampaign(transaction, id)
      if (row === undefined) throw problems['campaign-unknown']()
      await trace(transaction, deps, reader, row)
      if (isHubOfficer) return tellAll(transaction, row, deps.nowMs())
      if (row.sender === agency) return tellSender(transaction, row)
      return tellReceiver(transaction, row, agency, deps.nowMs())
    })
  }
}

async function tellAll(
  transaction: Transaction,
  row: CampaignRow,
  nowMs: number,
): Promise<CampaignFigures> {
  const cells = await countCampaign(transaction, row.id)
  const counts = countCells(cells)
  const receivers = row.receivers.map(each => each.receiver)
  return {
    campaign: row.id,
    asOf: new Date(nowMs).toISOString(),
    exact: true,
    ...counts,
    shares: sharesOf(counts),
    perReceiver: countReceivers(cells, receivers),
  }
}

async function tellReceiver(
  transaction: Transaction,
  row: CampaignRow,
  receiver: string,
  nowMs: number,
): Promise<CampaignFigures> {
  const cells = await countCampaign(transaction, row.id, { receiver })
  const { integrated: _theirs, ...counts } = countCells(cells)
  const opened = counts.outcomes['right-opened'] ?? 0
  return {
    campaign: row.id,
    asOf: new Date(nowMs).toISOString(),
    exact: true,
    ...counts,
    shares: { openedOfContacted: shareOf(opened, counts.contacted) },
  }
}

async function tellSender(transaction: Transaction, row: CampaignRow): Promise<CampaignFigures> {
  const shown = await findShown(transaction, row.id)
  const receivers = row.receivers.map(each => each.receiver)
  const figures = shown?.figures ?? showFigures([], receivers, undefined)
  const told = tellShown(figures)
  return {
    campaign: row.id,
    ...(shown === undefined ? {} : { asOf: `${shown.asOf}T00:00:00.000Z` }),
    exact: false,
    ...(row.nextFiguresOn === null ? {} : { nextOn: row.nextFiguresOn }),
    ...told,
    shares: sharesOf(told),
    perReceiver: receivers.map(receiver => ({ receiver, ...tellShown(figures, receiver) })),
  }
}

async function trace(
  transaction: Transaction,
  deps: Dependencies,
  reader: FiguresReader,
  row: CampaignRow,
): Promise<void> {
  const nowMs = deps.nowMs()
  await appendTraces(transaction, [
    {
      id: deps.newId(nowMs),
      at: new Date(nowMs).toISOString(),
      actor: reader.clientId,
      agency: reader.agency,
      agent: reader.agent,
      purpose: row.purpose,
      operation: 'campaign-figures-read',
      ...(row.sender === reader.agency ? {} : { counterparty: row.sender }),
      detail: { campaign: row.id },
    },
  ])
}
