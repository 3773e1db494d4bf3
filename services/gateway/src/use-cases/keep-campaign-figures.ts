import { law } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { fixedDateAfter, lastFixedDate, startOf } from '../domain/fixed-dates.ts'
import { dayOf } from '../domain/month.ts'
import { showFigures } from '../domain/shown-figures.ts'
import { countCampaign, findShown, keepShown, takeDue } from '../repositories/campaign-figures.ts'
import { appendTraces } from '../repositories/traces.ts'

/** The longest that the law lets a signal live anywhere: figures are counted no longer. */
const keptMonthsMax = Math.max(...Object.values(law).map(each => each.signalKeptMonthsMax.value))

/**
 * Keeps, on each fixed date, what the sender of a campaign may see: counted as of that date, be it
 * ever so late, so that a clock that jumps several months makes up for each. Several gateways share
 * the work: a campaign that one has locked is passed over by the others, and a date is kept once.
 *
 * @returns how many figures were kept.
 */
export function keepCampaignFigures(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}) {
  async function freezeOne(): Promise<boolean> {
    const scope = { name: 'keep-campaign-figures' }
    return inTransaction(deps.retentionSql, scope, async transaction => {
      await transaction`SELECT set_config('enable_seqscan', 'off', true)`
      const nowMs = deps.nowMs()
      const due = await takeDue(transaction, dayOf(nowMs))
      if (due === undefined) return false
      const { id, sender, receivers, dueOn } = due
      const before = await findShown(transaction, id)
      const cells = await countCampaign(transaction, id, { before: startOf(dueOn) })
      const next = fixedDateAfter(dueOn)
      await keepShown(transaction, {
        id,
        sender,
        asOf: dueOn,
        figures: showFigures(cells, receivers, before?.figures),
        nextOn: next <= lastFixedDate(due.endsOn, keptMonthsMax) ? next : null,
      })
      await appendTraces(transaction, [
        {
          id: deps.newId(nowMs),
          at: new Date(nowMs).toISOString(),
          actor: 'gateway',
          agency: 'hub',
          purpose: due.purpose,
          operation: 'campaign-figures-keep',
          counterparty: sender,
          detail: { campaign: id, asOf: dueOn },
        },
      ])
      return true
    })
  }
  return async (): Promise<number> => {
    let kept = 0
    while (await freezeOne()) kept += 1
    return kept
  }
}
