import { createHash, createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@unefois/local'
import type { SecretNumber } from '@unefois/scan'
import { type Counts, openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { action4 } from '../scenarios/action-4/scenario.ts'
import { onward } from '../scenarios/onward.ts'
import { setStage } from '../stage.ts'
import { waitFor } from '../wait-for.ts'
import { waitUntilNumbered } from './transparency/log-of-hub.ts'
import { type RememberedCast, rememberCast, rememberOnStage } from './unlinkable/cast.ts'
import { readIndexKeys } from './unlinkable/hub-keys.ts'
import { countNaming, judgeOpenings } from './unlinkable/judge-openings.ts'
import { liveForLinks } from './unlinkable/live.ts'
import { type RememberedOpenings, rememberOpenings } from './unlinkable/openings.ts'
import { type Plants, plantedTable, plantLinks } from './unlinkable/plants.ts'
import { searchKeyed } from './unlinkable/search.ts'
import { linksOf, type Opened, openDump, searchDump } from './unlinkable/search-dump.ts'
import { columnsWith } from './unlinkable/stored-windows.ts'

const { desks } = action4
/** After these months a French trace is over, with both parts of its leaf (CRPA R.114-9-7). */
const monthsOfTraces = 38
const linksSaidMax = 20
/** A blind index may lie where it is looked up; no leaf, opening, detail or sample has one. */
const withoutIndexes = /audit\.(log_|opening|erasure_|cosign|witness|event.*\.detail)|pg_statistic/u

/** What somebody who has every database, and every number, but no key file, can tell of anybody. */
export const unlinkable: Proof = {
  promise:
    'No stored value of any database is a digest of a person’s number: not without a key, not ' +
    'under any byte string that the databases hold; and no leaf whose opening is gone can be ' +
    'opened again by what is left.',
  sabotage:
    'a trace gets a SHA-256 of a number, another an HMAC of one under its own leaf’s nonce.',
  run: proveUnlinkable,
}

async function proveUnlinkable(run: ProofRun): Promise<Finding> {
  const hub = await run.openHub(
    onward.cast === undefined ? { desks } : { desks, cast: onward.cast },
  )
  const counts = openCounts(hub)
  const cast = rememberCast()
  const openings = rememberOpenings(counts.hub)
  try {
    const stage = setStage(hub, run)
    const stop = openings.watch()
    await liveForLinks(rememberOnStage(stage, cast), cast, counts)
    await waitUntilNumbered(counts.hub)
    await stop()
    const plants = await plantInDatabase(counts, stage.person('be-niss').subject)
    if (run.sabotage) await sabotage(counts, cast.people())
    const startedMs = performance.now()
    const opened = await openDump(hub.databaseUrl, run.say)
    const links = await searchLinks(run, opened, cast, plants)
    const indexes = await findIndexes(run, hub, opened, cast)
    const seconds = Math.round((performance.now() - startedMs) / 1_000)
    const leaves = await judgeLeaves(run, hub, { counts, opened, openings, cast })
    return {
      holds:
        links.found === 0 &&
        links.missed === 0 &&
        indexes.holds &&
        leaves.holds &&
        cast.numbers > 0,
      examined: opened.dump.values.length,
      figures: {
        people: cast.numbers,
        bodies: cast.bodies,
        databases: opened.dump.databases,
        tables: opened.dump.tables,
        columns: opened.dump.columns,
        rows: opened.dump.rows,
        valueBytes: opened.dump.bytes,
        windows: opened.windows,
        keys: opened.keys.length,
        partsOfValuesAsKeys: opened.keyWindows.length,
        ...links.figures,
        ...indexes.figures,
        ...leaves.figures,
        seconds,
        memoryMiB: Math.round(process.memoryUsage.rss() / 1_048_576),
        seed: run.seed,
      },
    }
  } finally {
    await counts.close()
  }
}

/** The search itself: links outside the plants, and plants that it did not find. */
async function searchLinks(run: ProofRun, opened: Opened, cast: RememberedCast, plants: Plants) {
  const texts = [...cast.texts(), ...plants.texts]
  const { digestsUnkeyed, digestsKeyed, matched, matches } = await searchDump(opened, texts)
  const missed = plants.missedBy(matches)
  const links = linksOf(opened.dump.values, matches, plantedTable)
  for (const { of, how, columns } of links.slice(0, linksSaidMax)) {
    run.say(`  LINKED: ${of} by ${how} in ${columns.join(', ')}`)
  }
  for (const form of missed) run.say(`  The search missed what was planted: ${form}`)
  // What matched and was not kept was not located either: it counts as found.
  const found = links.length + matched - matches.length
  run.say(`${digestsUnkeyed} digests, ${digestsKeyed} under keys: ${found} found.`)
  const figures = {
    texts: texts.length,
    digestsUnkeyed,
    digestsKeyed,
    linked: found,
    planted: plants.forms.length,
    plantedFound: plants.forms.length - missed.length,
  }
  return { found, missed: missed.length, figures }
}

/** With the hub’s own key files the same search finds people: they are there to be found. */
async function findIndexes(run: ProofRun, hub: Hub, opened: Opened, cast: RememberedCast) {
  const { matches } = await searchKeyed({
    cells: opened.cells,
    texts: cast.likelyTexts(),
    keys: readIndexKeys(hub, desks),
    keyWindows: [],
    onlySha256: true,
  })
  const columns = [
    ...new Set(matches.flatMap(({ digest }) => columnsWith(opened.dump.values, digest))),
  ]
  const misplaced = columns.filter(column => withoutIndexes.test(column))
  run.say(`With the key files ${matches.length} indexes are found, in ${columns.join(', ')}.`)
  for (const column of misplaced) run.say(`  MISPLACED: an index in ${column}`)
  return {
    holds: matches.length > 0 && misplaced.length === 0,
    figures: {
      foundWithKeyFiles: matches.length,
      columnsOfIndexes: columns.length,
      indexesMisplaced: misplaced.length,
    },
  }
}

/** Leaves whose second part was erased; then, after the term, those whose trace is gone. */
async function judgeLeaves(
  run: ProofRun,
  hub: Hub,
  on: { counts: Counts; opened: Opened; openings: RememberedOpenings; cast: RememberedCast },
) {
  const { opened, openings, cast } = on
  const early = await judgeOpenings(opened, await openings.gone())
  run.say(`${early.gone} parts of leaves are gone: ${early.opened} opened again.`)
  const later = new Date(hub.nowMs())
  later.setUTCMonth(later.getUTCMonth() + monthsOfTraces)
  await hub.moveClock(later)
  await untilTracesEnd(on.counts)
  const past = await judgeOpenings(await openDump(hub.databaseUrl, run.say), await openings.gone())
  run.say(`${monthsOfTraces} months on ${past.gone} are gone: ${past.opened} opened again.`)
  const naming = countNaming(openings.texts, cast.people())
  const isSound = [early, past].every(
    ({ tried, noncesLeft, opened: again, openedByTheirNonces, wrong }) =>
      tried > 0 && noncesLeft === 0 && again === 0 && openedByTheirNonces === tried && wrong === 0,
  )
  return {
    holds: isSound && past.gone > early.gone && naming === 0,
    figures: {
      partsSeen: openings.seen(),
      partsNaming: naming,
      partsGone: early.gone,
      partsOpenedAgain: early.opened + past.opened,
      partsTried: early.tried + past.tried,
      partsOpenedByTheirNonces: early.openedByTheirNonces + past.openedByTheirNonces,
      textsOfPartsTried: early.textsTried + past.textsTried,
      noncesLeft: early.noncesLeft + past.noncesLeft,
      partsGoneAfterTerm: past.gone,
    },
  }
}

/** Until no trace of before is left but those that another law keeps. */
async function untilTracesEnd({ hub }: Counts): Promise<void> {
  let before = -1
  await waitFor(
    'traces end',
    async () => {
      await sleep(2_000)
      const [row] = await hub<{ left: number }[]>`SELECT count(*)::int AS left FROM audit.opening`
      const [last, now] = [before, row?.left ?? 0]
      before = now
      return last === now
    },
    isSettled => isSettled,
  )
}

async function plantInDatabase({ hub }: Counts, number: SecretNumber): Promise<Plants> {
  const [opening] = await hub<{ id: string; nonce: Buffer }[]>`
    SELECT id, nonce_1 AS nonce FROM audit.opening LIMIT 1`
  const [agreement] = await hub<{ id: string }[]>`SELECT id FROM registry.agreement LIMIT 1`
  if (opening === undefined || agreement === undefined) throw new Error('nothing was stored')
  const keys = { nonce: opening.nonce, uuid: opening.id, text: agreement.id }
  return plantLinks(hub, number, keys)
}

/** What `--sabotage` does: two traces let whoever reads them tell about whom they are. */
async function sabotage({ hub }: Counts, [one, other]: readonly SecretNumber[]): Promise<void> {
  const acts = await hub<{ id: string; nonce: Buffer }[]>`
    SELECT e.id, o.nonce_1 AS nonce FROM audit.event AS e JOIN audit.opening AS o USING (id)
    WHERE e.detail IS NOT NULL ORDER BY e.id LIMIT 2`
  const [first, second] = acts
  if (one === undefined || other === undefined || first === undefined || second === undefined) {
    throw new Error('there is nothing to sabotage')
  }
  const refs = [
    { id: first.id, ref: createHash('sha256').update(one.value).digest('hex') },
    {
      id: second.id,
      ref: createHmac('sha256', second.nonce).update(other.value).digest('base64url').slice(0, 16),
    },
  ]
  for (const { id, ref } of refs) {
    await hub`
      UPDATE audit.event SET detail = detail || ${hub.json({ ref })} WHERE id = ${id}`
  }
}
