import type { OutcomeCounts } from '@unefois/contracts'
import type { Figures } from '../result.ts'
import type { Stage } from '../stage.ts'
import { NotInTime, waitFor } from '../wait-for.ts'
import { sumFigures } from './count-desk.ts'
import type { Period } from './count-hub.ts'

/** What the hub's data protection officer reads of the signals accepted in a period. */
export async function readHubFigures(stage: Stage, period: Period): Promise<Figures> {
  const path = `/v1/figures?${periodQuery(period)}`
  const read = await stage.as('hub-dpo', 'gateway').get(path, 'urn:unefois:contracts:figures.v1')
  return {
    accepted: read.accepted,
    received: read.received,
    takenCharge: read.takenCharge,
    closed: read.closed,
    traceOfReleases: read.released,
    ...named('hub', read.outcomes),
  }
}

/** What the team leaders of some desks read of the cases received in a period, summed. */
export async function readDeskFigures(
  stage: Stage,
  agencies: readonly string[],
  period: Period,
): Promise<Figures> {
  const each = agencies.map(async agency => {
    const read = await stage
      .as(`${agency}-lead`, { desk: agency })
      .get(`/v1/statistics?${periodQuery(period)}`, 'urn:unefois:contracts:desk-statistics.v2')
    return {
      deskReceived: read.received,
      deskTakenCharge: read.takenCharge,
      deskInformed: read.informed,
      deskClosed: read.closed,
      ...named('desk', read.outcomes),
    }
  })
  return sumFigures(await Promise.all(each))
}

/** The recalls that the hub's officer sees, and the receipts for them, once each has its own. */
export async function readRecalls(
  stage: Stage,
  period: Period,
): Promise<{ recalls: number; receipts: number }> {
  const dpo = stage.as('hub-dpo', 'gateway')
  const path = `/v1/figures?${periodQuery(period)}`
  const read = () => dpo.get(path, 'urn:unefois:contracts:figures.v1')
  try {
    await waitFor('every recall has its receipt', read, each => each.receipts >= each.recalls)
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error
  }
  const { recalls, receipts } = await read()
  return { recalls, receipts }
}

/**
 * How many of these signals the hub would still open: asked as their receiver may ask, for the
 * keys. A hub that has forgotten answers `gone` to each.
 */
export async function readStillOpenable(
  stage: Stage,
  agency: string,
  ids: readonly string[],
): Promise<number> {
  const contract = 'urn:unefois:contracts:release-answer.v1'
  const desk = stage.as(`${agency}-desk`, 'gateway')
  const { releases } = await desk.post('/v1/releases', { ids }, contract)
  return releases.filter(release => 'key' in release).length
}

function periodQuery({ from, to }: Period): string {
  return `from=${from.toISOString()}&to=${to.toISOString()}`
}

function named(prefix: string, outcomes: OutcomeCounts): Figures {
  return Object.fromEntries(
    Object.entries(outcomes).map(([code, count]) => [`${prefix}-${code}`, count ?? 0]),
  )
}
