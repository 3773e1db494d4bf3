import { countStillHeldUnderKey } from '../../counts/count-hub.ts'
import { readHubFigures, readRecalls, readStillOpenable } from '../../counts/read-figures.ts'
import { settleHub } from '../../counts/settle-hub.ts'
import type { Readings } from '../../scenario.ts'
import type { Stage } from '../../stage.ts'
import type { PlayedNumber } from './acts.ts'

interface Played {
  readonly played: readonly PlayedNumber[]
  readonly agreed: string
  readonly others: readonly string[]
}

/** Waits for the reports, and answers how what became of the two people is read. */
export async function readSuccession(stage: Stage, told: Played): Promise<Readings> {
  const { played, agreed, others } = told
  const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
  await settleHub(stage, period, { closed: others.length, 'hub-right-opened': others.length })
  return {
    async overHttp() {
      const figures = await readHubFigures(stage, period)
      const { receipts, recalls } = await readRecalls(stage, period)
      let stillOpenable = 0
      let opened = 0
      for (const { flow, ids } of played) {
        stillOpenable += await readStillOpenable(stage, flow.receiver, ids)
        const desk = stage.as(`${flow.receiver}-adviser`, { desk: flow.receiver })
        for (const id of ids) {
          const found = await desk.find(`/v1/cases/${id}`, 'urn:unefois:contracts:case.v2')
          if (found !== undefined) opened += 1
        }
      }
      const holds = await stage
        .as('carsat-sud-est-adviser', { desk: 'carsat-sud-est' })
        .find(`/v1/cases/${agreed}`, 'urn:unefois:contracts:case.v2')
      return {
        signals: (figures.accepted ?? -1) - others.length - 1,
        openedBeforeTold: played.length,
        recalled: recalls,
        receipts,
        openedAfterTold: opened,
        stillOpenable,
        agreementHolds: holds === undefined ? 0 : 1,
        othersClosed: figures.closed ?? -1,
        'hub-right-opened': figures['hub-right-opened'] ?? 0,
      }
    },
    async inDatabases(counts) {
      const ids = played.flatMap(each => each.ids)
      const first = played.map(each => each.openedFirst)
      const [row] = await counts.hub<Record<string, number>[]>`
        SELECT count(*)::int AS signals,
          (SELECT count(*)::int FROM exchange.recall
            WHERE signal_id = ANY (${first}::uuid[])) AS recalled,
          (SELECT count(*)::int FROM exchange.recall
            WHERE signal_id = ANY (${first}::uuid[]) AND receipted_at IS NOT NULL) AS receipts,
          (SELECT count(DISTINCT signal_id)::int FROM exchange.case_event
            WHERE signal_id = ANY (${[...others]}::uuid[]) AND type = 'closed') AS "othersClosed",
          (SELECT count(*)::int FROM exchange.signal WHERE id = ANY (${[...others]}::uuid[])
            AND 'right-opened' = ANY (outcomes)) AS "hub-right-opened",
          (SELECT count(*)::int FROM audit.event WHERE signal_id = ANY (${first}::uuid[])
            AND operation = 'signal-release') AS "openedBeforeTold"
        FROM exchange.signal WHERE id = ANY (${ids}::uuid[])`
      let opened = 0
      for (const { flow, ids: mine } of played) {
        const [cases] = await counts.desk(flow.receiver)<{ live: number }[]>`
          SELECT count(*)::int AS live FROM desk.cases
          WHERE id = ANY (${[...mine]}::uuid[]) AND erased_at IS NULL`
        opened += cases?.live ?? -1
      }
      const [holds] = await counts.desk('carsat-sud-est')<{ live: number }[]>`
        SELECT count(*)::int AS live FROM desk.cases WHERE id = ${agreed}`
      return {
        ...row,
        openedAfterTold: opened,
        stillOpenable: await countStillHeldUnderKey(counts.hub, ids),
        agreementHolds: holds?.live ?? -1,
      }
    },
  }
}
