import { appendFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Hub } from '@unefois/local'
import { openFindings, openSearch, scanFiles } from '@unefois/scan'
import { type Counts, openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { action4 } from '../scenarios/action-4/scenario.ts'
import { type Stage, setStage } from '../stage.ts'
import { waitFor } from '../wait-for.ts'
import { callClumsily, sendOrdinary } from './canary/clumsy-client.ts'
import { sendClumsyLines } from './canary/clumsy-lines.ts'
import { plantControl } from './canary/control.ts'
import { listenOnStage } from './canary/listening-stage.ts'
import { countParts, placesOf } from './canary/places.ts'
import { createSecrets, type Secrets } from './canary/secrets.ts'
import { speakForPersons } from './canary/speak-for-persons.ts'

const ordinarySignals = 30
const waitingSignals = 10
/** Findings that are said aloud: by file and form, never by value. */
const findingsSaidMax = 20

/** After people's numbers have gone through every door, no file of the hub knows one. */
export const canary: Proof = {
  promise:
    'No file of the hub or of a desk holds a person’s number or a request’s body in any form: ' +
    'databases, WAL, JetStream, logs, output, keys.',
  sabotage: 'one number is written to the gateway’s log.',
  run: proveCanary,
}

async function proveCanary(run: ProofRun): Promise<Finding> {
  const narrated: string[] = []
  const say = (line: string) => {
    narrated.push(line)
    run.say(line)
  }
  const hub = await run.openHub({ desks: action4.desks })
  const counts = openCounts(hub)
  const secrets = createSecrets()
  const places = placesOf(hub)
  const input = join(hub.dataDir, 'scenario-input.ndjson')
  try {
    await keepWal(counts)
    const unheard = setStage(hub, { seed: run.seed, say })
    const stage = listenOnStage(unheard, secrets)
    const clumsy = await goThroughEveryDoor(stage, secrets, counts)
    writeFileSync(input, secrets.toInput())
    writeFileSync(join(hub.dataDir, 'logs', 'proof-output.log'), narrated.join('\n'))
    const control = await plantControl(hub, counts.hub, unheard.person('fr-nir').subject)
    if (run.sabotage) writeNumberToLog(hub, stage)
    await putOnDisk(counts)
    run.say('Every table is analysed, every page is on disk. Now the scan.')
    const files: string[] = []
    const [suspects, findings] = [[...secrets.suspects(), ...control.suspects], openFindings()]
    const report = await scanFiles({
      roots: places.folders.map(path => ({ place: 'hub', path })),
      search: openSearch(suspects),
      findings,
      excluded: [input],
      onFile: ({ path }) => void files.push(path),
    })
    const parts = countParts(places, files)
    const leaks = findings.list.filter(finding => !control.isOurs(finding))
    for (const { where, secret, form } of leaks.slice(0, findingsSaidMax)) {
      run.say(`  FOUND: ${secret} as ${form} in ${relative(hub.dataDir, where)}`)
    }
    const planted = control.found(findings.list)
    run.say(`${report.files} files, ${suspects.length} byte sequences: ${leaks.length} found.`)
    run.say(`Left out by path: ${report.excluded.map(path => relative(hub.dataDir, path))}.`)
    const looked =
      planted.inFile >= control.suspects.length &&
      planted.inPostgres >= control.suspects.length &&
      Object.values(parts).every(count => count > 0) &&
      report.unread.length === 0 &&
      report.excluded.length === 1
    return {
      holds: leaks.length === 0 && looked && clumsy.echoed === 0,
      examined: report.files,
      figures: {
        files: report.files,
        bytes: report.bytes,
        numbers: secrets.numbers,
        bodies: secrets.bodies,
        sequences: suspects.length,
        findings: leaks.length,
        plantedForms: control.suspects.length,
        plantedFoundInFile: planted.inFile,
        plantedFoundInPostgres: planted.inPostgres,
        clumsyCalls: clumsy.calls,
        clumsyRefused: clumsy.refused,
        answersWithANumber: clumsy.echoed,
        unreadFiles: report.unread.length,
        excluded: report.excluded.map(path => relative(hub.dataDir, path)).join(' '),
        ...parts,
      },
    }
  } finally {
    await counts.close()
  }
}

/** Signals handled to the end, signals that wait, and every mistake that brings a number along. */
async function goThroughEveryDoor(stage: Stage, secrets: Secrets, counts: Counts) {
  const { hub } = stage
  stage.narrate(
    `${ordinarySignals} signals in every accepted spelling, then every mistake we know.`,
  )
  const next: Stage['person'] = scheme => stage.person(scheme)
  const ids = await sendOrdinary(hub, secrets, next, ordinarySignals)
  const calls = await callClumsily(hub, secrets, next)
  const lines = await sendClumsyLines(hub, secrets, next)
  await speakForPersons(stage, secrets)
  await waitFor(
    'the ordinary signals are received',
    async () => {
      const [row] = await counts.hub<{ held: number }[]>`
        SELECT count(*)::int AS held FROM exchange.data_key WHERE signal_id = ANY (${ids}::uuid[])`
      return row?.held
    },
    held => held === 0,
  )
  await action4.play(stage)
  stage.narrate('A desk stops, so that sealed signals wait at the hub and on the bus.')
  await hub.processes['desk-mutualite-horizon']?.stop()
  await sendOrdinary(hub, secrets, next, waitingSignals)
  return {
    calls: calls.calls + lines.calls,
    refused: calls.refused + lines.refused,
    echoed: calls.echoed + lines.echoed,
  }
}

/** What `--sabotage` does: one line, as a careless log call would write it. */
function writeNumberToLog(hub: Hub, stage: Stage): void {
  const { subject } = stage.person('fr-nir')
  const file = hub.logFiles.gateway
  if (file === undefined) throw new Error('the gateway has no log file')
  appendFileSync(file, `${JSON.stringify({ msg: 'signal received', subject })}\n`)
}

/** The log of a throw-away server stays whole, so that all that was ever written is scanned. */
async function keepWal({ hub }: Counts): Promise<void> {
  await hub`ALTER SYSTEM SET wal_keep_size = '4GB'`
  await hub`SELECT pg_reload_conf()`
}

/** Statistics are taken, pages and WAL written: the files hold what the servers know. */
async function putOnDisk(counts: Counts): Promise<void> {
  for (const sql of [counts.hub, ...action4.desks.map(agency => counts.desk(agency))]) {
    await sql`ANALYZE`
    await sql`SELECT pg_switch_wal()`
    await sql`CHECKPOINT`
  }
}
