#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { ConfigError } from '@unefois/config'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { openProgress } from './progress.ts'
import { PlacesRefused, readPlaces } from './read-places.ts'
import { parseTargets, readTargetsFile, readTargetsInput, TargetsRefused } from './read-targets.ts'
import { documentOf, exitCodeOf, wordsOf } from './report.ts'
import { runScan } from './run-scan.ts'
import { plantSelfTest } from './self-test.ts'
import { usage } from './usage.ts'

process.exitCode = await main()

/** `unefois-scan`: reads what to look for and where, searches, and says what lies where. */
async function main(): Promise<ExitCode> {
  const asked = parse()
  if (asked === undefined || asked.help) {
    process.stderr.write(usage)
    return asked === undefined ? exitCodes.usage : exitCodes.clean
  }
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupt.abort())
  }
  try {
    return await scan(asked, interrupt.signal)
  } catch (error) {
    if (interrupt.signal.aborted) return exitCodes.interrupted
    const isRefusal = [TargetsRefused, PlacesRefused, ConfigError].some(
      each => error instanceof each,
    )
    // Another fault's text may hold a row: only its kind is said.
    const said = error instanceof Error ? (isRefusal ? error.message : error.name) : 'unknown'
    process.stderr.write(`unefois-scan: ${said}\n`)
    return isRefusal ? exitCodes.configuration : exitCodes.internal
  }
}

type Asked = NonNullable<ReturnType<typeof parse>>

async function scan(asked: Asked, signal: AbortSignal): Promise<ExitCode> {
  const given = await readGiven(asked)
  if (given === undefined) {
    process.stderr.write(usage)
    return exitCodes.usage
  }
  const { targets, suspects } = given
  const named = readPlaces(asked.places)
  const selfTest = asked.selfTest ? await plantSelfTest(named) : undefined
  const progress = openProgress(asked.json)
  const startedMs = performance.now()
  try {
    const report = await runScan({
      places: selfTest?.places ?? named,
      suspects: [...suspects, ...(selfTest?.suspects ?? [])],
      excluded: asked.identifiers === undefined ? [] : [asked.identifiers],
      onProgress: progress.reach,
      signal,
    })
    progress.end()
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10
    const outcome = { report, targets, selfTest, seconds }
    const text = asked.json ? JSON.stringify(documentOf(outcome)) : wordsOf(outcome).join('\n')
    process.stdout.write(`${text}\n`)
    return exitCodeOf(outcome)
  } finally {
    progress.end()
    await selfTest?.remove()
  }
}

/** What to look for; undefined when nothing was given. A self-test needs nothing. */
async function readGiven(asked: Asked) {
  if (asked.identifiers !== undefined) return parseTargets(readTargetsFile(asked.identifiers))
  if (process.stdin.isTTY) return asked.selfTest ? { targets: 0, suspects: [] } : undefined
  const given = parseTargets(await readTargetsInput(process.stdin))
  return given.targets === 0 && !asked.selfTest ? undefined : given
}

function parse() {
  try {
    const { values } = parseArgs({
      options: {
        identifiers: { type: 'string' },
        places: { type: 'string' },
        'self-test': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return { ...values, selfTest: values['self-test'] }
  } catch {
    return undefined
  }
}
