import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publishNew } from './publish.ts'
import { writeAsyncApi, writeOpenApis } from './write-descriptions.ts'
import { writeLaw } from './write-law.ts'
import { writeProblems } from './write-problems.ts'
import { writeTypes } from './write-types.ts'

// Writes every generated file. `--check` writes nothing and exits 1 naming those that differ;
// `--publish` puts new schema versions on the list of those that may never be edited.

const root = fileURLToPath(new URL('../../', import.meta.url))
const say = (line: string) => process.stdout.write(`${line}\n`)

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(`${root}${path}`, 'utf8')
  } catch {
    return undefined
  }
}

async function generate(check: boolean): Promise<void> {
  const files: [string, string][] = [
    ['contracts/generated/types.ts', await writeTypes()],
    ['contracts/generated/law.ts', writeLaw()],
    writeAsyncApi(),
    ...(await writeOpenApis(root)),
    ...(await writeProblems(root)),
  ]
  const differing = files.filter(([path, text]) => contentOf(path) !== text)
  for (const [path, text] of differing) {
    say(`${check ? 'differs' : 'written'}: ${path}`)
    if (check) continue
    mkdirSync(dirname(`${root}${path}`), { recursive: true })
    writeFileSync(`${root}${path}`, text)
  }
  if (check && differing.length > 0) process.exitCode = 1
}

if (process.argv.includes('--publish')) for (const file of publishNew()) say(`published: ${file}`)
await generate(process.argv.includes('--check'))
