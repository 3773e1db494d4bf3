// `npm run law`: runs every test that a rule of the law names, once, and prints the table of
// article, rule, place, test and result. Exits 0 only when every rule holds.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { rulesOfLaw } from '@unefois/contracts'
import { sayOnStandardError } from '@unefois/local'
import { judgeRules } from './law/judge-rules.ts'
import { createNamedResults } from './law/named-results.ts'
import { printRules } from './law/print-rules.ts'
import { createTapReader } from './read-tap.ts'
import { root, runTap } from './run-tap.ts'

process.exitCode = await main(process.argv.slice(2)).catch(error => {
  sayOnStandardError(`The rules cannot be tried: ${error}`)
  return 1
})

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    sayOnStandardError('Usage: npm run law')
    return 2
  }
  const isThere = (path: string) => existsSync(join(root, path))
  const named = rulesOfLaw.flatMap(rule => rule.parts.flatMap(part => part.tests ?? []))
  const files = [...new Set(named.map(({ file }) => file))].filter(isThere).sort()
  sayOnStandardError(`${rulesOfLaw.length} rules name tests of ${files.length} files.`)
  const { results, read } = createNamedResults()
  const { read: explain } = createTapReader(sayOnStandardError)
  await runTap(files, line => {
    read(line)
    explain(line)
  })
  const judged = judgeRules(rulesOfLaw, results, isThere)
  process.stdout.write(printRules(judged))
  return judged.every(rule => rule.standing === 'holds') ? 0 : 1
}
