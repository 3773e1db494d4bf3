import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from './rules/index.ts'
import { readTree } from './tree.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const files = readTree(root)
const violations = rules
  .flatMap(rule => rule(files))
  .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))

for (const { path, line, rule, detail } of violations) {
  process.stdout.write(`${path}:${line} ${rule}: ${detail}\n`)
}
process.stdout.write(`tidy: ${files.length} files, ${violations.length} violations\n`)
// A tree without files means that we looked in the wrong place.
process.exitCode = violations.length === 0 && files.length > 0 ? 0 : 1
