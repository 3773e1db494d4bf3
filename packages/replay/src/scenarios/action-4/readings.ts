import { senderAs } from '../../actors/sender.ts'
import { countDesks } from '../../counts/count-desk.ts'
import { countHub, countStillHeld, countTraces } from '../../counts/count-hub.ts'
import { readDeskFigures, readHubFigures, readStillOpenable } from '../../counts/read-figures.ts'
import { settleHub } from '../../counts/settle-hub.ts'
import type { Readings } from '../../scenario.ts'
import type { Stage } from '../../stage.ts'

const desks = ['cpam-13', 'caf-13', 'mutualite-horizon']

/** The three signals of the walk. */
export interface WalkSignals {
  readonly cover: string
  readonly benefit: string
  readonly reimbursement: string
}

/** Waits until the hub knows what the desks know, and answers how the figures are read. */
export async function readAction4(stage: Stage, signals: WalkSignals): Promise<Readings> {
  const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
  const ids = Object.values(signals)
  const agreed = [signals.cover, signals.benefit]
  await settleHub(stage, period, { closed: ids.length })
  return {
    async overHttp() {
      const openable = await Promise.all([
        readStillOpenable(stage, 'cpam-13', [signals.cover]),
        readStillOpenable(stage, 'caf-13', [signals.benefit]),
        readStillOpenable(stage, 'mutualite-horizon', [signals.reimbursement]),
      ])
      const stillOpenable = openable.reduce((sum, each) => sum + each, 0)
      if (stillOpenable === 0) {
        stage.pass('hub-forgot')
        stage.narrate(
          'Asked once more for the keys, the hub answers “gone” three times: it has forgotten.',
        )
      }
      const learned = await senderAs(stage, 'mission-locale-marseille').learned(agreed)
      const seen = await senderAs(stage, 'cpas-forest').look(signals.reimbursement)
      return {
        ...(await readHubFigures(stage, period)),
        ...(await readDeskFigures(stage, desks, period)),
        stillOpenable,
        classesLearned: learned.length,
        signalsSeenEnded: seen.status === 'ended' ? 1 : 0,
      }
    },
    async inDatabases(counts) {
      const traces = await countTraces(counts.hub, ids)
      const rows = [...traces.values()].reduce((sum, each) => sum + each, 0)
      stage.narrate(
        `What stays at the hub is the trace, ${rows} rows of who did what, when and under which ` +
          'agreement, and dates and states; no number of anybody.',
      )
      const [told] = await counts.hub<{ classes: number; ended: number }[]>`
        SELECT (SELECT count(*)::int FROM exchange.feedback
            WHERE signal_id = ANY (${agreed}::uuid[])) AS classes,
          (SELECT count(*)::int FROM exchange.signal WHERE id = ANY (${ids}::uuid[])
            AND basis <> 'with-agreement' AND ended_at <= ${stage.now()}) AS ended`
      return {
        ...(await countHub(counts.hub, period)),
        ...(await countDesks(counts, desks, period)),
        stillOpenable: await countStillHeld(counts.hub, ids),
        classesLearned: told?.classes ?? -1,
        signalsSeenEnded: told?.ended ?? -1,
      }
    },
  }
}
