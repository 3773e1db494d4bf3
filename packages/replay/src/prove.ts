import { parseArgs } from 'node:util'
import { validatorFor } from '@unefois/contracts'
import { openReplayHub } from './open-hub.ts'
import type { Finding, Proof } from './proof.ts'
import { proofs } from './proofs/index.ts'
import { sayWithTime } from './say.ts'
import { readSeed } from './seed.ts'

const usage = `Usage: npm run prove                       lists the promises
       npm run prove -- <name>             tries to break one
       npm run prove -- <name> --sabotage  switches its protection off: it must not hold
       npm run prove -- <name> --seed 7    with other people`

process.exitCode = await main()

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sabotage: { type: 'boolean', default: false },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const [name, ...others] = positionals
  if (values.help || others.length > 0) return explain(others.length === 0 ? 0 : 2)
  if (name === undefined) return listPromises()
  const load = proofs[name]
  if (load === undefined) return explain(2)
  return prove(name, await load(), { sabotage: values.sabotage, seed: readSeed(values.seed) })
}

async function listPromises(): Promise<number> {
  for (const [name, load] of Object.entries(proofs)) {
    const proof = await load()
    write(`${name}\n    ${proof.promise}\n    --sabotage: ${proof.sabotage}`)
  }
  return explain(0)
}

/** Runs one proof in its own hubs and prints what it found as one JSON line. */
async function prove(
  name: string,
  proof: Proof,
  options: { sabotage: boolean; seed: number },
): Promise<number> {
  const say = sayWithTime()
  say(proof.promise)
  if (options.sabotage) say(`Sabotage: ${proof.sabotage}`)
  const ends: (() => Promise<void>)[] = []
  let finding: Finding = { holds: false, examined: 0, figures: {} }
  try {
    finding = await proof.run({
      ...options,
      say,
      async openHub(hubOptions) {
        const hub = await openReplayHub({ ...hubOptions, say })
        ends.push(() => hub.stop())
        return hub
      },
    })
  } catch (error) {
    say(`The proof could not be carried through: ${String(error)}`)
  } finally {
    for (const end of ends.reverse()) await end()
  }
  const holds = finding.holds && finding.examined > 0
  const result = {
    promise: name,
    holds,
    figures: { examined: finding.examined, ...finding.figures },
  }
  if (!validatorFor('urn:unefois:contracts:proof-result.v1')(result)) {
    throw new Error('the result does not follow proof-result.v1')
  }
  write(JSON.stringify(result))
  return holds ? 0 : 1
}

function explain(code: number): number {
  process.stderr.write(`${usage}\n`)
  return code
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}
