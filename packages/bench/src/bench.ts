import { parseArgs } from 'node:util'
import { validatorFor } from '@unefois/contracts'
import { sayOnStandardError } from '@unefois/local'
import type { Bench } from './bench-type.ts'

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  accept: async () => (await import('./accept/accept.ts')).accept,
  audit: async () => (await import('./audit/audit.ts')).audit,
  batch: async () => (await import('./batch/batch.ts')).batch,
  flat: async () => (await import('./flat/flat.ts')).flat,
  forget: async () => (await import('./forget/forget.ts')).forget,
  latency: async () => (await import('./latency/latency.ts')).latency,
  release: async () => (await import('./release/release.ts')).release,
}

const usage = `Usage: npm run bench             lists the benches
       npm run bench -- <name>   measures one against its floor, in the same run
           --rows N              of audit, flat and forget: with fewer rows, to try it out`

process.exitCode = await main()

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { rows: { type: 'string' } },
  })
  const rows = Number(values.rows)
  const [name] = positionals
  if (name === undefined) {
    for (const [each, load] of Object.entries(benches)) write(`${each}\n    ${(await load()).goal}`)
    process.stderr.write(`${usage}\n`)
    return 0
  }
  const load = benches[name]
  if (load === undefined) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const { holds, ratio, floor, figures } = await (await load()).run(
    sayOnStandardError,
    Number.isSafeInteger(rows) && rows > 0 ? { rows } : {},
  )
  const result = { bench: name, ratio, floor, figures: { ...figures, holds } }
  if (!validatorFor('urn:unefois:contracts:bench-result.v1')(result)) {
    throw new Error('the result does not follow bench-result.v1')
  }
  write(JSON.stringify(result))
  return holds ? 0 : 1
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}
