import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '@unefois/identifiers'
import { type Hub, type LogEvidence, readEvidence } from '@unefois/local'
import { judgeLeaves, judgeTree } from '@unefois/log-leaves'
import { openCounts } from '../counts/counts.ts'
import { openProgress } from '../progress.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { openLoad, type SignalLoad } from './load/signal-load.ts'
import { judgePairs } from './transparency/judge-pairs.ts'
import {
  openPublicLog,
  type PublicLog,
  readNotes,
  waitUntilNumbered,
} from './transparency/log-of-hub.ts'
import { loseWrites } from './transparency/lose-writes.ts'

const killsAll = 100
/** Posts that begin with each kill, and how late after them it comes at most. */
const postsPerKill = 40
const killDelayMsMax = 500
/** Every so many kills the hub's clock moves on by what a publication takes. */
const publishEvery = 4
const publishMs = 600_000
const laws = ['fr', 'be'] as const

/** kill -9 of the log's one writer, whatever it is doing. */
export const logCrash: Proof = {
  promise:
    'The log’s writer is killed (kill -9) 100 times at random under load: every two checkpoints ' +
    'that it ever signed are consistent, every act has one leaf, every leaf but pads one act.',
  sabotage:
    'what the writer wrote since its last start is lost at each kill, its signatures are not.',
  takesRounds: true,
  run: proveLogCrash,
}

async function proveLogCrash(run: ProofRun): Promise<Finding> {
  const kills = run.rounds ?? killsAll
  const hub = await run.openHub({ desks: [] })
  const counts = openCounts(hub)
  const log = await openPublicLog(hub)
  const posts = kills * postsPerKill
  const load = openLoad(hub, { posts, seed: run.seed, newKeyAtRetry: false })
  try {
    const notes = await killAgainAndAgain(run, { hub, log, load, kills, sql: counts.hub })
    await load.whenAnswered(posts)
    await waitUntilNumbered(counts.hub)
    for (const note of await readNotes(counts.hub)) notes.add(note)
    const evidence = await readEvidence(counts.hub)
    const pairs = judgePairs(notes, evidence.entries, log.verifier)
    const leaves = countLeaves(evidence)
    const faults = [
      ...judgeTree({ ...evidence, log: log.verifier }),
      ...judgeLeaves({ ...evidence, laws, now: new Date(hub.nowMs()) }),
    ]
    run.say(
      `${pairs.checkpoints} signed, ${pairs.pairs} pairs, ${pairs.inconsistent} inconsistent.`,
    )
    run.say(`${leaves.acts} acts, ${leaves.leaves} leaves and ${leaves.pads} pads.`)
    return {
      holds:
        pairs.inconsistent === 0 &&
        pairs.checkpoints > kills &&
        faults.length === 0 &&
        leaves.unnumbered === 0 &&
        leaves.leaves === leaves.acts &&
        leaves.leaves + leaves.pads === evidence.entries.length &&
        leaves.acts > posts,
      examined: pairs.pairs + leaves.leaves,
      figures: { kills, posts, ...pairs, ...leaves, faults: faults.length, seed: run.seed },
    }
  } finally {
    await load.close()
    await counts.close()
  }
}

interface Stage {
  readonly hub: Hub
  readonly log: PublicLog
  readonly load: SignalLoad
  readonly kills: number
  readonly sql: ReturnType<typeof openCounts>['hub']
}

/** Answers every note that was seen on the way: what is told once was signed, whatever comes. */
async function killAgainAndAgain(run: ProofRun, stage: Stage): Promise<Set<string>> {
  const { hub, load, kills, log, sql } = stage
  const writer = hub.processes.audit
  if (writer === undefined) throw new Error('the audit service runs')
  const random = seededRandom(run.seed)
  const notes = new Set<string>()
  const losing = run.sabotage ? loseWrites(hub, sql) : undefined
  const progress = openProgress(run.say, 'Kills', kills)
  for (let kill = 1; kill <= kills; kill += 1) {
    await losing?.note()
    load.raise(kill * postsPerKill)
    await sleep(random() * killDelayMsMax)
    await writer.kill('SIGKILL')
    for (const note of await readNotes(sql)) notes.add(note)
    await losing?.lose()
    await writer.restart()
    if (kill % publishEvery === 0) {
      await hub.moveClock(new Date(hub.nowMs() + publishMs))
      const published = await log.checkpoint()
      if (published !== undefined) notes.add(withoutCosignatures(published))
    }
    progress.reach(kill)
  }
  return notes
}

/** The note as the log signed it: its own line comes first. */
function withoutCosignatures(note: string): string {
  return `${note.split('\n').slice(0, 5).join('\n')}\n`
}

function countLeaves({ entries, openings, pads, unnumbered }: LogEvidence) {
  return {
    entries: entries.length,
    leaves: new Set(openings.map(({ index }) => index)).size,
    acts: new Set(openings.map(({ source }) => source.id)).size + unnumbered,
    pads: pads.reduce((sum, { count }) => sum + count, 0),
    unnumbered,
  }
}
