import { senderAs } from '../../actors/sender.ts'
import { countStillHeldUnderKey } from '../../counts/count-hub.ts'
import type { Counts } from '../../counts/counts.ts'
import { readHubFigures, readRecalls, readStillOpenable } from '../../counts/read-figures.ts'
import { settleHub } from '../../counts/settle-hub.ts'
import type { Figures } from '../../result.ts'
import type { Readings } from '../../scenario.ts'
import type { Stage } from '../../stage.ts'
import type { Bystander, Sent } from './acts.ts'

interface Played {
  readonly mine: readonly Sent[]
  readonly crowd: readonly Bystander[]
  readonly openedBefore: number
  readonly erased: number
}

/** Waits for the reports, and answers how what became of the person's signals is read. */
export async function readObjection(stage: Stage, played: Played): Promise<Readings> {
  const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
  const others = played.crowd.flatMap(each => each.signals)
  const before = { closed: others.length, 'hub-right-opened': others.length }
  await settleHub(stage, period, before)
  return {
    async overHttp() {
      const figures = await readHubFigures(stage, period)
      const { recalls, receipts } = await readRecalls(stage, period)
      return {
        signalsOfPerson: played.mine.length,
        openedBefore: played.openedBefore,
        casesErased: played.erased,
        receipts,
        recallsOpen: recalls - receipts,
        ...(await readPerson(stage, played.mine)),
        othersSent: (figures.accepted ?? -1) - played.mine.length,
        othersClosed: figures.closed ?? -1,
        'hub-right-opened': figures['hub-right-opened'] ?? 0,
      }
    },
    inDatabases: counts => countPerson(counts, stage, { ...played, others }),
  }
}

/** What the desks can still read of the person, and what the senders see. */
async function readPerson(stage: Stage, mine: readonly Sent[]): Promise<Figures> {
  let stillOpenable = 0
  let openedAfter = 0
  let seenSent = 0
  for (const { id, flow } of mine) {
    stillOpenable += await readStillOpenable(stage, flow.receiver, [id])
    const adviser = stage.as(`${flow.receiver}-adviser`, { desk: flow.receiver })
    const found = await adviser.find(`/v1/cases/${id}`, 'urn:unefois:contracts:case.v2')
    if (found !== undefined) openedAfter += 1
    const seen = await senderAs(stage, flow.sender).look(id)
    if (seen.status === 'sent') seenSent += 1
  }
  return { stillOpenable, openedAfter, seenSent }
}

async function countPerson(
  counts: Counts,
  stage: Stage,
  { mine, others, openedBefore }: Played & { readonly others: readonly Sent[] },
): Promise<Figures> {
  const ids = mine.map(each => each.id)
  const otherIds = others.map(each => each.id)
  const [hub] = await counts.hub<Record<string, number>[]>`
    SELECT count(*)::int AS "signalsOfPerson",
      count(*) FILTER (WHERE ended_at > ${stage.now()})::int AS "seenSent",
      (SELECT count(*)::int FROM exchange.recall
        WHERE signal_id = ANY (${ids}::uuid[]) AND receipted_at IS NOT NULL) AS receipts,
      (SELECT count(*)::int FROM exchange.recall
        WHERE signal_id = ANY (${ids}::uuid[]) AND receipted_at IS NULL) AS "recallsOpen",
      (SELECT count(*)::int FROM exchange.signal WHERE id = ANY (${otherIds}::uuid[]))
        AS "othersSent",
      (SELECT count(DISTINCT signal_id)::int FROM exchange.case_event
        WHERE signal_id = ANY (${otherIds}::uuid[]) AND type = 'closed') AS "othersClosed",
      (SELECT count(*)::int FROM exchange.signal
        WHERE id = ANY (${otherIds}::uuid[]) AND 'right-opened' = ANY (outcomes))
        AS "hub-right-opened"
    FROM exchange.signal WHERE id = ANY (${ids}::uuid[])`
  let erased = 0
  let opened = 0
  for (const receiver of new Set(mine.map(each => each.flow.receiver))) {
    const [row] = await counts.desk(receiver)<{ erased: number; opened: number }[]>`
      SELECT count(erased_at)::int AS erased, (count(*) - count(erased_at))::int AS opened
      FROM desk.cases WHERE id = ANY (${ids}::uuid[])`
    erased += row?.erased ?? -1
    opened += row?.opened ?? -1
  }
  return {
    ...hub,
    openedBefore: erased === openedBefore ? openedBefore : -1,
    casesErased: erased,
    openedAfter: opened,
    stillOpenable: await countStillHeldUnderKey(counts.hub, ids),
  }
}
