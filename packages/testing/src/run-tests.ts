// `npm test`: starts one Postgres, runs every test file with its URL, and ends with the counts.
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sayOnStandardError } from '@unefois/local'
import { createTapReader } from './read-tap.ts'
import { root, runTap } from './run-tap.ts'

process.exitCode = await main(process.argv.slice(2)).catch(error => {
  sayOnStandardError(`The tests cannot be run: ${error}`)
  process.stdout.write('0 passed, 1 failed\n')
  return 1
})

async function main(args: readonly string[]): Promise<number> {
  const reader = createTapReader(line => process.stdout.write(`${line}\n`))
  const code = await runTap(args.flatMap(filesOf), reader.read)
  const { passed, failed } = reader.counts
  // A run that breaks down fails nothing by name, yet it has failed.
  const failures = code === 0 ? failed : Math.max(1, failed)
  process.stdout.write(`${passed} passed, ${failures} failed\n`)
  return failures === 0 && passed > 0 ? 0 : 1
}

/** A folder stands for the test files in it; anything else is tap's own affair. */
function filesOf(argument: string): string[] {
  if (!statSync(join(root, argument), { throwIfNoEntry: false })?.isDirectory()) return [argument]
  const pattern = join(argument, '**', '*.test.ts')
  const files = globSync(pattern, { cwd: root, exclude: path => path.includes('node_modules') })
  if (files.length === 0) throw new Error(`no test files in ${argument}`)
  return files.sort()
}
