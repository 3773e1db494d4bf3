import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Hub, type Say, untilEnded } from '@unefois/local'
import { openSampleOffice } from '@unefois/testing/sample-office'
import { readStartArguments, type StartArguments, usage } from './arguments.ts'
import { countEarlierSignals } from './counts/count-earlier.ts'
import { openReplayHub } from './open-hub.ts'
import { runReplay } from './run-replay.ts'
import { sayWithTime } from './say.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { welcome } from './welcome.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const exitInterrupted = 130

process.exitCode = await main()

/** `npm start`: a hub, a scenario played on it, and then, unless told to end, the hub to try. */
async function main(): Promise<number> {
  const asked = readStartArguments(process.argv.slice(2))
  if (asked.kind === 'usage') {
    process.stderr.write(`${usage}\n`)
    return asked.code
  }
  const entry = scenarios[asked.replay]
  if (entry === undefined) throw new Error('the arguments were checked against the scenarios')
  return startAndStop(asked, await entry.load(asked.people))
}

async function startAndStop(asked: StartArguments, scenario: Scenario): Promise<number> {
  const say = sayWithTime()
  const ended = untilEnded()
  let hub: Hub | undefined
  try {
    const dataDir = asked.exit ? {} : { dataDir: join(root, '.unefois') }
    const { desks, cast } = scenario
    hub = await openReplayHub({ desks, cast, say, ...dataDir })
    const interrupted = ended.then(() => exitInterrupted)
    return await Promise.race([interrupted, useHub(hub, asked, scenario, say, ended)])
  } catch (error) {
    say(`!! ${error instanceof Error ? error.message : String(error)}`)
    return 1
  } finally {
    if (hub !== undefined) {
      say('Stopping: the services, then the bus, then the database…')
      await hub.stop()
      say(asked.exit ? 'Stopped. The throw-away folder is gone.' : 'Stopped. Data are kept.')
    }
  }
}

/** Plays, prints the result, and with no `--exit` waits to be ended. Answers the exit code. */
async function useHub(
  hub: Hub,
  asked: StartArguments,
  scenario: Scenario,
  say: Say,
  ended: Promise<string>,
): Promise<number> {
  const earlier = asked.named ? 0 : await countEarlierSignals(hub)
  let code = 0
  if (earlier > 0) {
    say(
      `Found the data of an earlier start: ${earlier} signals. Nothing is played again unless ` +
        `asked: npm start -- --replay ${scenario.name}`,
    )
  } else {
    const result = await runReplay(hub, scenario, { seed: asked.seed, fault: asked.fault, say })
    process.stdout.write(`${JSON.stringify(result)}\n`)
    code = result.holds ? 0 : 1
    say(result.holds ? 'Everything holds.' : '!! It does not hold.')
  }
  if (asked.exit) return code
  if (await openSampleOffice(hub)) say('Opened a sample file and two sample breaches.')
  for (const line of welcome(hub, root)) process.stderr.write(`${line}\n`)
  await ended
  return code
}
