import { settleHub } from '../counts/settle-hub.ts'
import { inFigures } from '../progress.ts'
import type { Scenario } from '../scenario.ts'
import { castCells } from './cpam-cells/cast.ts'
import { closeInWaves, openAccompaniments } from './cpam-cells/cell.ts'
import { detect } from './cpam-cells/detect.ts'
import { expectCells, readCells } from './cpam-cells/readings.ts'
import { cellPeople, cpam, scaleCells, waves } from './cpam-cells/shares.ts'

/**
 * The cells against care forgone: whoever notices somebody who gives up care for want of rights
 * asks them, and tells the CPAM with their agreement; one adviser keeps the person to the end
 * (Assurance maladie, press file of March 2018).
 */
export function cpamCells(people: number = cellPeople): Scenario {
  const cells = scaleCells(people)
  return {
    name: 'cpam-cells',
    title:
      `${inFigures(people)} people give up care (there were 35,433 from 2014 to 2018). Seven ` +
      'kinds of places notice it, and ask them before they tell the CPAM.',
    desks: [cpam],
    cast: castCells,
    states: [
      'agreements-recorded',
      'signals-sent',
      'accompaniments-begun',
      ...waves.map(() => 'accompaniments-closed'),
      'hub-informed',
    ],
    expected: expectCells(cells),
    async play(stage) {
      const sent = await detect(stage, cells)
      const begun = await openAccompaniments(stage, cells, sent)
      await closeInWaves(stage, begun)
      const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
      const closed = begun.filter(each => each.ending.outcomes.length > 0).length
      await settleHub(stage, period, { closed })
      return readCells(stage, { sent, period })
    },
  }
}
