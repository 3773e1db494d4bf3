import { parseArgs } from 'node:util'
import { roundsMax, roundsMin } from './proofs/gate/limits.ts'
import { proofs } from './proofs/index.ts'
import { linesMax, linesMin } from './proofs/volume/limits.ts'
import { runProof } from './run-proof.ts'
import { fold, sayWithTime } from './say.ts'
import { readSeed } from './seed.ts'

const usage = `Usage: npm run prove                       lists the promises
       npm run prove -- <name>             tries to break one
       npm run prove -- <name> --sabotage  switches its protection off: it must not hold
       npm run prove -- <name> --seed 7    with other people
       npm run prove -- <name> --lines 50000  of those at volume: fewer lines, quickly
       npm run prove -- <name> --rounds 50    of those in rounds: fewer of them`
const columnsMax = 88

// What an interrupted proof had still under way must not keep the process.
process.exit(await main())

/** `npm run prove`: lists the promises, or tries to break one and prints what was found. */
async function main(): Promise<number> {
  const asked = parse()
  if (asked === undefined) return explain(2)
  const { name, ...options } = asked
  if (asked.help) return explain(0)
  if (name === undefined) return listPromises()
  const load = Object.hasOwn(proofs, name) ? proofs[name] : undefined
  if (load === undefined) return explain(2)
  const proof = await load()
  if (asked.lines !== undefined && proof.takesLines !== true) return explain(2)
  if (asked.rounds !== undefined && proof.takesRounds !== true) return explain(2)
  const result = await runProof(name, proof, { ...options, say: sayWithTime() })
  await write(JSON.stringify(result))
  return result.holds ? 0 : 1
}

function parse() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        sabotage: { type: 'boolean', default: false },
        seed: { type: 'string' },
        lines: { type: 'string' },
        rounds: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (positionals.length > 1) return undefined
    return {
      ...values,
      seed: readSeed(values.seed),
      lines: readNumber('--lines', values.lines, { min: linesMin, max: linesMax }),
      rounds: readNumber('--rounds', values.rounds, { min: roundsMin, max: roundsMax }),
      name: positionals[0],
    }
  } catch {
    return undefined
  }
}

function readNumber(
  option: string,
  text: string | undefined,
  { min, max }: { min: number; max: number },
): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < min || number > max) {
    throw new Error(`${option} takes a whole number from ${min} to ${max}`)
  }
  return number
}

async function listPromises(): Promise<number> {
  const listed: string[] = []
  for (const [name, load] of Object.entries(proofs)) {
    const { promise, sabotage } = await load()
    const lines = [...fold(promise, columnsMax), ...fold(`--sabotage: ${sabotage}`, columnsMax)]
    listed.push(name, ...lines.map(line => `    ${line}`))
  }
  await write(listed.join('\n'))
  return explain(0)
}

function explain(code: number): number {
  process.stderr.write(`${usage}\n`)
  return code
}

function write(line: string): Promise<void> {
  return new Promise(resolve => process.stdout.write(`${line}\n`, () => resolve()))
}
