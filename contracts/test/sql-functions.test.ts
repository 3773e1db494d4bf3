import { globSync, readFileSync } from 'node:fs'
import t from 'tap'

const root = new URL('../../', import.meta.url).pathname
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
/** Who owns a schema that others call. */
const owners = { audit: 'audit', consent: 'consent', exchange: 'gateway' } as const
type Schema = keyof typeof owners

/** The functions that the page offers, each with the migration that it is linked to. */
function offered(): Map<string, string> {
  const links = read('contracts/sql/README.md').matchAll(
    /\[((?:audit|consent|exchange)\.\w+)\([^|]*?\]\(\.\.\/\.\.\/(services\/[^)]+)\)/gu,
  )
  return new Map([...links].map(([, name = '', path = '']) => [name, path]))
}

/** The last migration of its owner that creates a function. */
function definedIn(schema: Schema, name: string): string | undefined {
  const made = new RegExp(`^CREATE (?:OR REPLACE )?FUNCTION ${name}\\(`, 'mu')
  return globSync(`services/${owners[schema]}/migrations/*.sql`, { cwd: root })
    .sort()
    .findLast(path => made.test(read(path)))
}

t.test('each function is linked to what it is today', t => {
  const list = offered()
  t.ok(list.size > 20)
  for (const [full, path] of list) {
    const [schema, name = ''] = full.split('.') as [Schema, string]
    t.equal(definedIn(schema, name), path, full)
  }
  t.end()
})

t.test('what a service calls in another’s schema is on the list', t => {
  const list = offered()
  const called = new Set<string>()
  for (const path of globSync('services/*/{src,migrations}/**/*.{ts,sql}', { cwd: root })) {
    const text = read(path).replace(/^\s*(?:--|\*|\/\/).*$/gmu, '')
    for (const [, schema, name = ''] of text.matchAll(/\b(audit|consent|exchange)\.(\w+)\(/gu)) {
      const of = schema as Schema
      if (path.startsWith(`services/${owners[of]}/`)) continue
      // A table with its columns looks like a call: only functions are created as such.
      if (definedIn(of, name) !== undefined) called.add(`${schema}.${name}`)
    }
  }
  t.ok(called.size > 15)
  for (const full of called) t.ok(list.has(full), `${full}, which a service calls, is listed`)
  t.end()
})
