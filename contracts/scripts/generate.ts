import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeTypes } from './write-types.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every generated file of the repository, by its path from the root. */
async function generateAll(): Promise<Map<string, string>> {
  return new Map([['contracts/generated/types.ts', await writeTypes()]])
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(`${root}${path}`, 'utf8')
  } catch {
    return undefined
  }
}

const differing = [...(await generateAll())].filter(([path, text]) => contentOf(path) !== text)
const check = process.argv.includes('--check')
for (const [path, text] of differing) {
  process.stdout.write(`${check ? 'differs' : 'written'}: ${path}\n`)
  if (check) continue
  mkdirSync(dirname(`${root}${path}`), { recursive: true })
  writeFileSync(`${root}${path}`, text)
}
process.exitCode = check && differing.length > 0 ? 1 : 0
