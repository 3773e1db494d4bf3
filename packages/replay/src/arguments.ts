import { parseArgs } from 'node:util'
import { type FaultName, faultNames } from './faults.ts'
import { peopleMax, peopleMin } from './limits.ts'
import { scenarios } from './scenarios/index.ts'
import { readSeed } from './seed.ts'

const scenarioDefault = 'action-4'

export const usage = `
Usage: npm start                                   the walk-through, then the hub stays up
       npm start -- --replay <name> [--exit]       another scenario; --exit ends after it
       npm start -- --replay <name> --seed 7       with other people, in the same shares
       npm start -- --replay <name> --people 2000  with so many people, in the same shares
       npm start -- --replay <name> --fault ${faultNames.join('|')}   must fail (exit 1)
Scenarios: ${Object.keys(scenarios).join(', ')}
--people is for: ${namesOfScaling().join(', ')}
Data lie in .unefois/ and are found again; with --exit or --fault they are thrown away after.
DATABASE_URL (an administrator's) and NATS_URL use servers of yours.
PORT_BASE: 40 ports from there.`

/** What `npm start` was asked for. */
export interface StartArguments {
  readonly kind: 'start'
  readonly replay: string
  /** True when the scenario was named: it is then played even where data are found. */
  readonly named: boolean
  /** Ends after the scenario, and throws its data away. A fault always does. */
  readonly exit: boolean
  readonly seed: number
  readonly fault: FaultName | undefined
  /** For how many people; absent: as many as the source says. */
  readonly people: number | undefined
}

/** Reads the command line. What it does not know, it refuses with the usage. */
export function readStartArguments(
  argv: readonly string[],
): StartArguments | { readonly kind: 'usage'; readonly code: 0 | 2 } {
  const parsed = parse(argv)
  if (parsed === undefined) return { kind: 'usage', code: 2 }
  if (parsed.help) return { kind: 'usage', code: 0 }
  const replay = parsed.replay ?? scenarioDefault
  const fault = faultNames.find(name => name === parsed.fault)
  const entry = Object.hasOwn(scenarios, replay) ? scenarios[replay] : undefined
  if (entry === undefined || (parsed.fault !== undefined && fault === undefined)) {
    return { kind: 'usage', code: 2 }
  }
  if (parsed.people !== undefined && !entry.scales) return { kind: 'usage', code: 2 }
  return {
    kind: 'start',
    replay,
    named: parsed.replay !== undefined,
    exit: parsed.exit || fault !== undefined,
    seed: parsed.seed,
    fault,
    people: parsed.people,
  }
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        replay: { type: 'string' },
        seed: { type: 'string' },
        fault: { type: 'string' },
        people: { type: 'string' },
        exit: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return { ...values, seed: readSeed(values.seed), people: readPeople(values.people) }
  } catch {
    return undefined
  }
}

function readPeople(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const people = Number(text)
  if (!Number.isInteger(people) || people < peopleMin || people > peopleMax) {
    throw new Error(`--people takes a whole number from ${peopleMin} to ${peopleMax}`)
  }
  return people
}

function namesOfScaling(): string[] {
  return Object.entries(scenarios).flatMap(([name, { scales }]) => (scales ? [name] : []))
}
