import type { CaseV2 } from '@unefois/contracts'
import { countPeople } from '../../campaigns/endings.ts'
import { percent } from '../../campaigns/view.ts'
import { countDesks } from '../../counts/count-desk.ts'
import { countHub, type Period } from '../../counts/count-hub.ts'
import type { Counts } from '../../counts/counts.ts'
import { readDeskFigures, readHubFigures } from '../../counts/read-figures.ts'
import { advisersAtOnce, casesPerPage } from '../../limits.ts'
import { mapAtMost } from '../../map-at-most.ts'
import type { Figures } from '../../result.ts'
import type { Readings } from '../../scenario.ts'
import type { Stage } from '../../stage.ts'
import { advisers, type CellEnding, type Cells, cpam, meanDays } from './shares.ts'

const dayMs = 86_400_000

/** What must be counted of these cells, computed from their shares. */
export function expectCells({ channels, endings }: Cells): Figures {
  const people = countPeople(channels)
  const ended = endings.filter(each => each.outcomes.length > 0)
  const told = endings.filter(each => each.outcomes[0] !== 'unreachable')
  const outcomes: Record<string, number> = {}
  for (const { outcomes: codes, people: count } of ended) {
    for (const code of codes) {
      for (const place of ['hub', 'desk']) {
        const name = `${place}-${code}`
        outcomes[name] = (outcomes[name] ?? 0) + count
      }
    }
  }
  return {
    accepted: people,
    received: people,
    takenCharge: people,
    closed: countPeople(ended),
    traceOfReleases: people,
    deskReceived: people,
    deskTakenCharge: people,
    deskInformed: countPeople(told),
    deskClosed: countPeople(ended),
    ...outcomes,
    ...sharesOf(
      channels.map(each => [each.detection, each.people]),
      people,
    ),
    ...levelsOf(ended.map(({ levels, people: count }) => ({ levels, count }))),
    meanDays,
    oneAdviserCases: people,
  }
}

/** Reads the cells’ figures: case by case at the desk over HTTP, and in the databases. */
export function readCells(stage: Stage, played: { sent: number; period: Period }): Readings {
  const { period } = played
  return {
    async overHttp() {
      const cases = await readCases(stage)
      const ended = cases.filter(each => each.endedAt !== undefined)
      const days = ended.map(each => daysBetween(each.acceptedAt, each.endedAt ?? ''))
      return {
        ...(await readHubFigures(stage, period)),
        ...(await readDeskFigures(stage, [cpam], period)),
        ...sharesOf([...countBy(cases.map(each => each.detection ?? 'none'))], cases.length),
        ...levelsOf(ended.map(({ levels }) => ({ levels, count: 1 }))),
        meanDays: Math.round(days.reduce((sum, each) => sum + each, 0) / days.length),
        oneAdviserCases: cases.filter(isOfOneAdviser).length,
      }
    },
    async inDatabases(counts) {
      return {
        ...(await countHub(counts.hub, period)),
        ...(await countDesks(counts, [cpam], period)),
        ...(await countCases(counts)),
      }
    },
  }
}

/** Every case, in progress or closed, as an adviser reads it. */
async function readCases(stage: Stage): Promise<CaseV2[]> {
  const cases: CaseV2[] = []
  const ids: string[] = []
  for (const clientId of advisers) {
    const mine = `/v1/cases?queue=mine&limit=${casesPerPage}`
    const adviser = stage.as(clientId, { desk: cpam })
    const items = await adviser.list(mine, 'urn:unefois:contracts:case-list.v2')
    ids.push(...items.map(each => each.id))
  }
  const lead = stage.as(`${cpam}-lead`, { desk: cpam })
  const closed = `/v1/cases?queue=closed&limit=${casesPerPage}`
  const items = await lead.list(closed, 'urn:unefois:contracts:case-list.v2')
  ids.push(...items.map(each => each.id))
  await mapAtMost(advisersAtOnce, ids, async id => {
    cases.push(await lead.get(`/v1/cases/${id}`, 'urn:unefois:contracts:case.v2'))
  })
  return cases
}

/** Whoever has the case made every contact. */
function isOfOneAdviser({ adviser, contacts }: CaseV2): boolean {
  return adviser !== undefined && contacts.every(each => each.agent === adviser)
}

async function countCases(counts: Counts): Promise<Figures> {
  const sql = counts.desk(cpam)
  const channels = await sql<{ detection: string; cases: number }[]>`
    SELECT detection, count(*)::int AS cases FROM desk.cases GROUP BY detection`
  const levels = await sql<{ levels: CellEnding['levels']; count: number }[]>`
    SELECT levels, count(*)::int AS count FROM desk.cases WHERE state = 'closed' GROUP BY levels`
  const [row] = await sql<{ days: number; one: number }[]>`
    SELECT (SELECT round(extract(epoch FROM avg(ended_at - accepted_at)) / 86400)::int
        FROM desk.cases WHERE state = 'closed') AS days,
      (SELECT count(*)::int FROM (SELECT signal_id FROM audit.event
        WHERE operation IN ('case-claim', 'case-notice', 'case-contact', 'case-close')
        GROUP BY signal_id HAVING count(DISTINCT agent) = 1) AS kept) AS one`
  const all = channels.reduce((sum, each) => sum + each.cases, 0)
  return {
    ...sharesOf(
      channels.map(each => [each.detection, each.cases]),
      all,
    ),
    ...levelsOf(levels),
    meanDays: row?.days ?? -1,
    oneAdviserCases: row?.one ?? -1,
  }
}

/** Shares of the channels in per cent, as the chart has them. */
function sharesOf(channels: readonly (readonly [string, number])[], all: number): Figures {
  return Object.fromEntries(
    channels.map(([channel, count]) => [`percent-${channel}`, percent(count, all, 0)]),
  )
}

/** Levels combine: a case counts at each of its own. */
function levelsOf(ended: readonly { levels: CellEnding['levels']; count: number }[]): Figures {
  const figures: Record<string, number> = {}
  for (const { levels, count } of ended) {
    for (const level of levels) {
      const name = `level-${level}`
      figures[name] = (figures[name] ?? 0) + count
    }
  }
  return figures
}

function countBy(values: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>()
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1)
  return counted
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs
}
