// `npm test`: starts one Postgres, runs every test file with its URL, and ends with the counts.
import { sayOnStandardError } from '@unefois/local'
import { createTapReader } from './read-tap.ts'
import { runTap } from './run-tap.ts'

process.exitCode = await main(process.argv.slice(2)).catch(error => {
  sayOnStandardError(`The tests cannot be run: ${error}`)
  process.stdout.write('0 passed, 1 failed\n')
  return 1
})

async function main(args: readonly string[]): Promise<number> {
  const reader = createTapReader(line => process.stdout.write(`${line}\n`))
  const code = await runTap(args, reader.read)
  const { passed, failed } = reader.counts
  // A run that breaks down fails nothing by name, yet it has failed.
  const failures = code === 0 ? failed : Math.max(1, failed)
  process.stdout.write(`${passed} passed, ${failures} failed\n`)
  return failures === 0 && passed > 0 ? 0 : 1
}
