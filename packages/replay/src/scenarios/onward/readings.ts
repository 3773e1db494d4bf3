import { senderAs } from '../../actors/sender.ts'
import { countHub, countStillHeld } from '../../counts/count-hub.ts'
import type { Counts } from '../../counts/counts.ts'
import { readHubFigures, readStillOpenable } from '../../counts/read-figures.ts'
import { settleHub } from '../../counts/settle-hub.ts'
import { settleMsMax } from '../../limits.ts'
import type { Figures } from '../../result.ts'
import type { Readings } from '../../scenario.ts'
import type { Stage } from '../../stage.ts'
import { NotInTime, waitFor } from '../../wait-for.ts'
import type { SentOn } from './acts.ts'
import { caf, carsat, collector, cpam, expectOnward } from './story.ts'

const hubFigures = ['accepted', 'received', 'closed', 'hub-right-opened', 'hub-already-held']

/** Waits for the reports, and answers how the figures are read. */
export async function readOnward(stage: Stage, sentOn: readonly SentOn[]): Promise<Readings> {
  const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
  const { closed = 0 } = expectOnward()
  await settleHub(stage, period, { closed })
  const learned = await readClasses(stage, sentOn)
  return {
    async overHttp() {
      const figures = await readHubFigures(stage, period)
      const children = sentOn.flatMap(each => (each.child === undefined ? [] : [each]))
      return {
        ...Object.fromEntries(hubFigures.map(name => [name, figures[name] ?? 0])),
        declined: children.length,
        refusedOnward: sentOn.length - children.length,
        ...(await readChildren(stage, children)),
        ...learned,
      }
    },
    async inDatabases(counts) {
      const figures = await countHub(counts.hub, period)
      return {
        ...Object.fromEntries(hubFigures.map(name => [name, figures[name] ?? 0])),
        ...(await countChildren(counts, sentOn)),
      }
    },
  }
}

/** What the mission locale and the CPAM learn: the person agreed that they may. */
async function readClasses(stage: Stage, sentOn: readonly SentOn[]): Promise<Figures> {
  const children = sentOn.flatMap(each => (each.child === undefined ? [] : [each.child]))
  const parents = sentOn.filter(each => each.child !== undefined).map(each => each.id)
  const count = async (client: string, ids: readonly string[], wanted: string) => {
    const told = await senderAs(stage, client).learned(ids)
    return told.filter(each => each === wanted).length
  }
  const read = async () => ({
    seenNotCompetent: await count(`${collector}-adviser`, parents, 'not-competent'),
    seenActed: await count(cpam, children, 'closed-acted'),
  })
  const all = (each: Awaited<ReturnType<typeof read>>) =>
    each.seenNotCompetent === parents.length && each.seenActed === children.length
  try {
    const learned = await waitFor('both senders learn the classes', read, all, settleMsMax)
    stage.pass('classes-learned', { agency: collector })
    return learned
  } catch (error) {
    // A class that never comes is no error here: the figures will show it.
    if (!(error instanceof NotInTime)) throw error
    return read()
  }
}

async function readChildren(stage: Stage, children: readonly SentOn[]): Promise<Figures> {
  let keepTheirClock = 0
  let stillOpenable = 0
  for (const { receiver } of [caf, carsat]) {
    const mine = children.filter(each => each.group.towards.receiver === receiver)
    const ids = mine.map(each => each.child ?? '')
    stillOpenable += await readStillOpenable(stage, receiver, ids)
    const desk = stage.as(`${receiver}-adviser`, { desk: receiver })
    for (const { child, expiresOn } of mine) {
      const found = await desk.get(`/v1/cases/${child}`, 'urn:unefois:contracts:case.v2')
      if (found.expiresOn === expiresOn) keepTheirClock += 1
    }
  }
  const to = (receiver: string) =>
    children.filter(each => each.group.towards.receiver === receiver).length
  const sent = { sentToCaf: to(caf.receiver), sentToCarsat: to(carsat.receiver) }
  return { ...sent, keepTheirClock, stillOpenable }
}

async function countChildren(counts: Counts, sentOn: readonly SentOn[]): Promise<Figures> {
  const ids = sentOn.map(each => each.id)
  const all = [...ids, ...sentOn.flatMap(each => (each.child === undefined ? [] : [each.child]))]
  const [row] = await counts.hub<Record<string, number>[]>`
    WITH child AS (
      SELECT c.*, p.expires_at AS parent_expires FROM exchange.signal AS c
        JOIN exchange.signal AS p ON p.id = c.parent
      WHERE c.parent = ANY (${ids}::uuid[])
    ), told AS (
      SELECT f.sender, f.class FROM exchange.feedback AS f WHERE f.signal_id = ANY (${all}::uuid[])
    )
    SELECT (SELECT count(*)::int FROM exchange.signal
        WHERE id = ANY (${ids}::uuid[]) AND state = 'declined') AS declined,
      ${ids.length}::int - (SELECT count(*)::int FROM child) AS "refusedOnward",
      (SELECT count(*)::int FROM child WHERE receiver = ${caf.receiver}) AS "sentToCaf",
      (SELECT count(*)::int FROM child WHERE receiver = ${carsat.receiver}) AS "sentToCarsat",
      (SELECT count(*)::int FROM child WHERE expires_at = parent_expires) AS "keepTheirClock",
      (SELECT count(*)::int FROM told WHERE sender = ${collector} AND class = 'not-competent')
        AS "seenNotCompetent",
      (SELECT count(*)::int FROM told WHERE sender = ${cpam} AND class = 'closed-acted')
        AS "seenActed"`
  if (row === undefined) throw new Error('an aggregate answers one row')
  return { ...row, stillOpenable: await countStillHeld(counts.hub, all) }
}
