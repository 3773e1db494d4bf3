import { countDesks } from '../counts/count-desk.ts'
import { countHub, countStillHeld, type Period } from '../counts/count-hub.ts'
import { readDeskFigures, readHubFigures, readStillOpenable } from '../counts/read-figures.ts'
import type { Readings } from '../scenario.ts'
import type { Stage } from '../stage.ts'

/** Reads the figures of the first jobs, and what the ONSS may see of them. */
export async function readDimona(
  stage: Stage,
  played: { ids: readonly string[]; period: Period; sender: string; receiver: string },
): Promise<Readings> {
  const { ids, period, sender, receiver } = played
  const mine = new Set(ids)
  const list = 'urn:unefois:contracts:signal-list.v2'
  const seen = await stage.as(sender, 'gateway').list('/v1/signals', list)
  const seenSent = seen.filter(each => mine.has(each.id) && each.status === 'sent').length
  if (seenSent === ids.length) stage.pass('sender-sees-sent', { agency: sender })
  stage.narrate('The ONSS sees “sent” for each: how many joined, it learns from figures alone.')
  return {
    async overHttp() {
      return {
        ...(await readHubFigures(stage, period)),
        ...(await readDeskFigures(stage, [receiver], period)),
        stillOpenable: await readStillOpenable(stage, receiver, ids),
        signalsSeenSent: seenSent,
      }
    },
    async inDatabases(counts) {
      const [row] = await counts.hub<{ sent: number }[]>`
        SELECT count(*)::int AS sent FROM exchange.signal
        WHERE id = ANY (${[...ids]}::uuid[]) AND sender = ${sender} AND ended_at > ${stage.now()}`
      return {
        ...(await countHub(counts.hub, period)),
        ...(await countDesks(counts, [receiver], period)),
        stillOpenable: await countStillHeld(counts.hub, ids),
        signalsSeenSent: row?.sent ?? -1,
      }
    },
  }
}
