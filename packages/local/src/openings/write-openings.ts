import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LawProfile } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { openingLines } from '@unefois/evidence'
import { judgeLeaves } from '@unefois/log-leaves'
import { type LogEvidence, readEvidence } from '../read-evidence.ts'

const readingsMax = 3
const betweenReadingsMs = 1_000

export interface OpeningsFile {
  readonly file: string
  readonly laws: readonly LawProfile[]
  readonly nowMs: () => number
}

interface Judged {
  readonly laws: readonly LawProfile[]
  readonly now: Date
}

/** What was written, and what of it is not as it was logged. */
export interface WrittenOpenings {
  /** Leaves that the file speaks of: a folder of the log that is shorter is fetched again. */
  readonly leaves: number
  readonly openings: number
  readonly faults: number
}

/**
 * Writes the openings of a hub's log to a new file that its owner alone can read (mode 0600), for
 * whoever judges them offline beside a folder of the log. What was erased a moment ago has no leaf
 * yet that says so: as long as something is amiss the log is read again, twice at most.
 * @param sql an administrator's, of the hub's database: no role of a service may read an opening.
 * @throws NodeJS.ErrnoException `EEXIST` when there is such a file; nothing is written over.
 */
export async function writeOpenings(
  sql: Database,
  { file, laws, nowMs }: OpeningsFile,
): Promise<WrittenOpenings> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  await once(out, 'open')
  try {
    const { evidence, faults } = await readSettled(sql, laws, nowMs)
    await pipeline(linesOf(evidence), out)
    return { leaves: evidence.entries.length, openings: evidence.openings.length, faults }
  } catch (error) {
    // Neither half of what people may read again, nor an empty file in the next one's way.
    out.destroy()
    rmSync(file, { force: true })
    throw error
  }
}

function* linesOf(evidence: LogEvidence & Judged): Generator<string> {
  for (const line of openingLines(evidence)) yield `${line}\n`
}

async function readSettled(sql: Database, laws: readonly LawProfile[], nowMs: () => number) {
  for (let reading = 1; ; reading += 1) {
    const judged: Judged = { laws, now: new Date(nowMs()) }
    const evidence = { ...(await readEvidence(sql)), ...judged }
    const faults = judgeLeaves(evidence).length
    if (faults === 0 || reading === readingsMax) return { evidence, faults }
    await sleep(betweenReadingsMs)
  }
}
