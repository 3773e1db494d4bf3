import { countDesks } from '../../counts/count-desk.ts'
import { countHub, countStillHeld, type Period } from '../../counts/count-hub.ts'
import { readDeskFigures, readHubFigures, readStillOpenable } from '../../counts/read-figures.ts'
import type { Readings } from '../../scenario.ts'
import type { Stage } from '../../stage.ts'
import { events, toldAgencies } from './events.ts'

/** A signal, whose it is, and the event that it came of. */
export interface TellingOf {
  readonly id: string
  readonly receiver: string
  readonly event: string
}

/** Reads the figures of the events, and whether a desk can see what another was told. */
export function readLifeEvents(
  stage: Stage,
  { told, period }: { told: readonly TellingOf[]; period: Period },
): Readings {
  const ids = told.map(each => each.id)
  return {
    async overHttp() {
      let stillOpenable = 0
      for (const agency of toldAgencies) {
        stillOpenable += await readStillOpenable(stage, agency, ids)
      }
      return {
        ...(await readHubFigures(stage, period)),
        ...(await readDeskFigures(stage, toldAgencies, period)),
        events: new Set(told.map(each => each.event)).size,
        stillOpenable,
        casesSeenByOthers: await countSeenByOthers(stage, told),
      }
    },
    async inDatabases(counts) {
      let seenByOthers = 0
      for (const agency of toldAgencies) {
        const foreign = told.filter(each => each.receiver !== agency).map(each => each.id)
        const [row] = await counts.desk(agency)<{ cases: number }[]>`
          SELECT count(*)::int AS cases FROM desk.cases WHERE id = ANY (${foreign}::uuid[])`
        seenByOthers += row?.cases ?? -1
      }
      const [row] = await counts.hub<{ signals: number }[]>`
        SELECT count(*)::int AS signals FROM exchange.signal WHERE id = ANY (${ids}::uuid[])`
      return {
        ...(await countHub(counts.hub, period)),
        ...(await countDesks(counts, toldAgencies, period)),
        // Two signals of each event: the hub itself cannot tell that they are of one person.
        events: (row?.signals ?? -1) / (events[0]?.flows.length ?? 1),
        stillOpenable: await countStillHeld(counts.hub, ids),
        casesSeenByOthers: seenByOthers,
      }
    },
  }
}

/** Asks each desk for the cases of the others. */
async function countSeenByOthers(stage: Stage, told: readonly TellingOf[]): Promise<number> {
  let seen = 0
  for (const agency of toldAgencies) {
    const adviser = stage.as(`${agency}-adviser`, { desk: agency })
    for (const { id, receiver } of told) {
      if (receiver === agency) continue
      const found = await adviser.find(`/v1/cases/${id}`, 'urn:unefois:contracts:case.v2')
      if (found !== undefined) seen += 1
    }
  }
  return seen
}
