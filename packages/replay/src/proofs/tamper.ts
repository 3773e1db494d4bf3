import { randomUUID } from 'node:crypto'
import { commitTo, entryOf } from '@unefois/audit-log'
import { seededRandom } from '@unefois/identifiers'
import { type Hub, type LogEvidence, readEvidence } from '@unefois/local'
import { firstPart, judgeLeaves, judgeTree, secondPart } from '@unefois/log-leaves'
import { openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { waitFor } from '../wait-for.ts'
import { callersOf, hubAddress } from './callers.ts'
import { openLoad, type SignalLoad } from './load/signal-load.ts'
import {
  countValid,
  hasOnlyGrown,
  type KeptProofs,
  keepProofs,
} from './transparency/kept-proofs.ts'
import { openPublicLog, type PublicLog, waitUntilNumbered } from './transparency/log-of-hub.ts'
import { tamperAll } from './transparency/tamper-openings.ts'

const posts = 400
const withdrawn = 40
const timesEach = 8
const publishMs = 600_000
const laws = ['fr', 'be'] as const
const desks = ['carsat-sud-est', 'mutualite-horizon']

/** What somebody with every right in the database can do to the log, and what the law does. */
export const tamper: Proof = {
  promise:
    'Editing, deleting or exchanging any opening by SQL is reported with its index by whoever ' +
    'reads only the database and the checkpoints; erasing one as the law says is not, and every ' +
    'proof that somebody kept still verifies.',
  sabotage: 'the verifier takes leaves from the openings instead of the tree.',
  run: proveTamper,
}

async function proveTamper(run: ProofRun): Promise<Finding> {
  const hub = await run.openHub({ desks })
  const counts = openCounts(hub)
  const load = openLoad(hub, { posts, seed: run.seed, newKeyAtRetry: false })
  try {
    const log = await openPublicLog(hub)
    load.raise(posts)
    await load.whenAnswered(posts)
    const stage: Stage = { hub, log, sql: counts.hub, sabotage: run.sabotage }
    await publish(stage)
    const kept = await keepAll(stage)
    const witnesses = kept.policy.witnesses.length
    run.say(`${kept.proofs.length} proofs of leaves are kept, under ${witnesses} witnesses.`)
    const erased = await eraseSome(stage, load)
    await publish(stage)
    const after = await judge(stage)
    const valid = countValid(kept)
    const grown = await hasOnlyGrown(log, kept)
    run.say(`${erased} second openings erased as the law says: ${after.length} reported.`)
    const { openings } = await readEvidence(stage.sql)
    const random = seededRandom(run.seed)
    const done = await tamperAll(stage.sql, openings, { times: timesEach, random })
    const told = new Set(await judge(stage))
    const expected = new Set(done.flatMap(({ indexes }) => indexes))
    const missed = done.filter(({ indexes }) => indexes.some(index => !told.has(index)))
    const wronglyTold = [...told].filter(index => !expected.has(index))
    run.say(
      `${done.length} tamperings: ${missed.length} missed, ${wronglyTold.length} others told.`,
    )
    for (const { name } of missed.slice(0, 8)) run.say(`  missed: ${name}`)
    return {
      holds:
        erased >= withdrawn &&
        after.length === 0 &&
        valid === kept.proofs.length &&
        valid > 0 &&
        grown &&
        missed.length === 0 &&
        wronglyTold.length === 0,
      examined: done.length + valid,
      figures: {
        posts,
        erased,
        toldOfErased: after.length,
        proofsKept: kept.proofs.length,
        proofsValid: valid,
        witnesses,
        hasOnlyGrown: grown,
        tamperings: done.length,
        missed: missed.length,
        wronglyTold: wronglyTold.length,
        seed: run.seed,
      },
    }
  } finally {
    await load.close()
    await counts.close()
  }
}

interface Stage {
  readonly hub: Hub
  readonly log: PublicLog
  readonly sql: ReturnType<typeof openCounts>['hub']
  readonly sabotage: boolean
}

/** Numbers what there is, moves the clock on by one publication, waits for a quorum to cosign. */
async function publish({ hub, log, sql }: Stage): Promise<void> {
  await waitUntilNumbered(sql)
  const sizeOf = (note: string | undefined) => Number(note?.split('\n')[1] ?? 0)
  const before = sizeOf(await log.checkpoint())
  await hub.moveClock(new Date(hub.nowMs() + publishMs))
  const isCosigned = (note: string | undefined) =>
    note?.split('\n').filter(line => line.startsWith('— ')).length === desks.length + 1
  await waitFor(
    'a checkpoint with its quorum',
    () => log.checkpoint(),
    note => sizeOf(note) > before && isCosigned(note),
  )
}

async function keepAll({ log, sql }: Stage): Promise<KeptProofs> {
  const { entries, openings } = await readEvidence(sql)
  return keepProofs(
    log,
    entries,
    openings.map(({ index }) => index),
  )
}

/** The indexes of everything that is not as it was logged. */
async function judge({ hub, log, sql, sabotage }: Stage): Promise<number[]> {
  const found = await readEvidence(sql)
  const evidence = sabotage ? withOpeningsForLeaves(found) : found
  const faults = judgeLeaves({ ...evidence, laws, now: new Date(hub.nowMs()) })
  const ofTree = judgeTree({ ...found, log: log.verifier })
  return [...new Set([...faults, ...ofTree].map(({ index }) => index))]
}

/** Sabotage: what an opening says is taken for what was logged. */
function withOpeningsForLeaves(evidence: LogEvidence): LogEvidence {
  const entries = [...evidence.entries]
  for (const { index, nonce1, nonce2, source } of evidence.openings) {
    const second = nonce2 === null ? Buffer.alloc(32) : commitTo(nonce2, secondPart(source))
    entries[index] = entryOf(commitTo(nonce1, firstPart(source)), second)
  }
  return { ...evidence, entries }
}

/** Senders withdraw signals: each loses its second openings at once, and that is a leaf. */
async function eraseSome({ hub, sql }: Stage, load: SignalLoad): Promise<number> {
  const callers = callersOf(hub)
  for (const { id, sender } of load.accepted().slice(0, withdrawn)) {
    await callers(sender, hubAddress(hub, 'gateway')).ok({
      method: 'POST',
      path: `/v1/signals/${id}/withdrawal`,
      idempotencyKey: randomUUID(),
    })
  }
  await waitUntilNumbered(sql)
  const [row] = await sql<{ erased: number }[]>`
    SELECT count(*)::int AS erased FROM audit.event WHERE detail_erased_at IS NOT NULL`
  return row?.erased ?? 0
}
