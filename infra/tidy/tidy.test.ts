import t from 'tap'
import { findFunctions } from './functions.ts'
import { maskSource } from './mask.ts'
import { bannedWords } from './rules/banned-words.ts'
import { deadExports } from './rules/dead-exports.ts'
import { deadFiles } from './rules/dead-files.ts'
import { docstrings } from './rules/docstrings.ts'
import { imports, order } from './rules/imports.ts'
import { rules } from './rules/index.ts'
import { names } from './rules/names.ts'
import { pages } from './rules/pages.ts'
import { productWords } from './rules/product-words.ts'
import { sizes } from './rules/sizes.ts'
import { type Rule, readTree } from './tree.ts'

/** The findings of one rule on a planted tree, as `path:line detail`. */
function find(rule: Rule, tree: Readonly<Record<string, string>>): string[] {
  const files = Object.entries(tree).map(([path, text]) => ({ path, text }))
  return rule(files).map(({ path, line, detail }) => `${path}:${line} ${detail}`)
}

const manifests = Object.fromEntries(
  ['packages/bus', 'packages/database', 'packages/local', 'packages/sdk', 'services/desk'].map(
    room => {
      const name = `@unefois/${room.split('/')[1]}`
      return [`${room}/package.json`, JSON.stringify({ name, exports: './src/index.ts' })]
    },
  ),
)

t.test('imports go to the right only, and services stay apart', async t => {
  const plant = (path: string, text: string) => find(imports, { ...manifests, [path]: text })
  t.strictSame(plant('packages/database/src/a.ts', "import { x } from '@unefois/bus'\n"), [
    'packages/database/src/a.ts:1 bus does not stand to the right of database',
  ])
  t.strictSame(plant('packages/bus/src/a.ts', "import { x } from '@unefois/database'\n"), [])
  t.match(plant('packages/sdk/src/a.ts', "export * from '@unefois/desk'"), [/nobody imports it/u])
  t.match(plant('services/gateway/src/a.ts', "\nimport '@unefois/local'"), [
    /a\.ts:2 a service does not import local/u,
  ])
  t.strictSame(plant('services/gateway/src/a.ts', "import '@unefois/sdk'"), [])
  t.strictSame(plant('services/gateway/test/a.test.ts', "import '@unefois/local'"), [])
  t.match(plant('services/gateway/src/a.ts', "import '../../desk/src/b.ts'"), [
    /reaches into services\/desk/u,
  ])
  t.match(plant('packages/sdk/src/a.ts', "const b = await import('@nats-io/jetstream')"), [
    /only packages\/bus may import/u,
  ])
  t.match(plant('packages/sdk/test/a.test.ts', "import sinon from 'sinon'"), [/not used/u])
  t.match(plant('services/desk/src/use-cases/a.ts', "import f from 'fastify'"), [/use-case/u])
  t.match(plant('services/desk/src/domain/a.ts', "import { q } from '../repositories/q.ts'"), [
    /the domain is pure/u,
  ])
  const typeOnly = "import type { Q } from '../repositories/q.ts'"
  t.strictSame(plant('services/desk/src/domain/a.ts', typeOnly), [])
  t.strictSame(plant('packages/database/src/a.ts', "// import '@unefois/bus'\n"), [])
  t.strictSame(plant('packages/database/src/a.ts', 'const a = "import \'@unefois/bus\'"\n'), [])
})

t.test('files, functions and lines have a size', async t => {
  const body = (lines: number) => 'f()\n'.repeat(lines)
  t.match(find(sizes, { 'a/b.ts': body(251) }), [/b\.ts:0 251 lines, at most 250/u])
  t.strictSame(find(sizes, { 'a/b.ts': body(250), 'a/generated/c.ts': body(900) }), [])
  t.match(
    find(sizes, { 'a/b.ts': `f()\nfunction a(b: number): Promise<{ c: 1 }> {\n${body(69)}}` }),
    [/b\.ts:2 71 lines, at most 70/u],
  )
  t.strictSame(find(sizes, { 'a/b.ts': `function a(): void {\n${body(68)}}` }), [])
  t.match(find(sizes, { 'a/b.ts': `const a = async (b: string) => {\n${body(70)}}` }), [
    /72 lines/u,
  ])
  t.match(find(sizes, { 'a/b.ts': `class A {\n  get(a = ')') {\n${body(70)}}\n}` }), [
    /:2 72 lines/u,
  ])
  t.strictSame(find(sizes, { 'a/test/b.ts': `const a = () => {\n${body(90)}}` }), [])
  t.strictSame(find(sizes, { 'a/b.ts': `if (a) {\n${body(90)}}` }), [])
  const house = (lines: number) =>
    Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a/${n}.ts`, body(lines + n)]))
  t.match(find(sizes, house(56)), [/^\.:0 the median file has 61 lines, at most 60/u])
  t.strictSame(find(sizes, house(55)), [])
  t.match(find(sizes, { 'a/b.sql': `SELECT 1;\n-- ${'é'.repeat(98)}\n` }), [/:2 101 columns/u])
  t.strictSame(find(sizes, { 'a/b.ts': `// ${'é'.repeat(97)}\n`, 'c.md': 'x'.repeat(200) }), [])
})

t.test('the scanner knows code from text', async t => {
  const planted = "a(/[/'{]/u, `x$< b({ c: '}' }) }{`) // {\n'{' /* { */ d".replace('<', '{')
  const { code, uncommented } = maskSource(planted)
  t.equal(code.replaceAll(/[^{}abcd]/gu, ''), 'a{b{c}}d')
  t.match(uncommented, /'\{'\s+d$/u)
  t.strictSame(findFunctions(maskSource('x => ({\n a: 1\n})\nf(y =>\n  y)').code), [
    { from: 1, to: 3 },
  ])
})

t.test('banned words', async t => {
  const plant = (text: string, path = 'packages/bus/src/a.ts') =>
    find(bannedWords, { [path]: text })
  for (const text of [
    '// TODO later',
    '// @ts-ignore',
    "t.only('a')",
    't.test({ skip: true })',
    "t.test('a', { todo: 'one day' })",
    'const a = b as any',
    'function a(b: any) {}',
    'const a: Map<string, any[]> = c',
    'const a = b as unknown as C',
    'console.log(1)',
    'const a = process.env.HOME',
    'enum Colour { red }',
  ]) {
    t.equal(plant(`\n${text}`).length, 1, text)
    t.match(plant(`\n${text}`), [/^packages\/bus\/src\/a\.ts:2 /u], text)
  }
  t.strictSame(plant("const company = 'as any'; f(company) // console.log: never"), [])
  t.strictSame(plant('process.env.A', 'packages/config/src/a.ts'), [])
  t.match(plant('const a = Date.now()', 'services/desk/src/domain/a.ts'), [/given, not taken/u])
  t.strictSame(plant('const a = Date.now()', 'services/desk/src/main.ts'), [])
  t.match(plant('SELECT 1;\nSELECT now();', 'services/desk/migrations/001-add-case.sql'), [
    /:2 now\(\): times are parameters/u,
  ])
  t.strictSame(plant('-- never now()\nSELECT 1;', 'services/desk/migrations/001-add-case.sql'), [])
})

t.test('product words only', async t => {
  const home = ['', 'home', 'someone', 'x'].join('/')
  t.match(find(productWords, { 'README.md': `a\nsee ${home}` }), [/README\.md:2 a path of one/u])
  t.match(find(productWords, { 'a.yml': `tmp: ${['', 'tmp', 'run'].join('/')}` }), [/a path of/u])
  t.match(find(productWords, { 'a.ts': '// issue C builds it' }), [/plan of the work/u])
  t.match(find(productWords, { '.npmrc': 'registry=https://example.invalid' }), [
    /package registry/u,
  ])
  t.strictSame(find(productWords, { 'a.md': 'https://example.org/work/x, packages/home/x' }), [])
})

t.test('a file that nothing imports is dead', async t => {
  const tree = {
    'services/desk/package.json': JSON.stringify({ name: '@unefois/desk' }),
    'packages/bus/package.json': manifests['packages/bus/package.json'] ?? '',
    'services/desk/src/main.ts': "import { a } from './a.ts'\nimport '@unefois/bus'\n",
    'services/desk/src/a.ts': "fork(new URL('./worker.ts', import.meta.url))\n",
    'services/desk/src/worker.ts': '',
    'packages/bus/src/index.ts': "export * from './b.ts'\n",
    'packages/bus/src/b.ts': '',
  }
  t.strictSame(find(deadFiles, tree), [])
  t.strictSame(find(deadFiles, { ...tree, 'services/desk/src/c.ts': "import './a.ts'" }), [
    'services/desk/src/c.ts:0 nothing imports it',
  ])
  t.strictSame(find(deadFiles, { ...tree, 'services/desk/src/main.ts': '' }).length, 4)
})

t.test('an export that nothing else names is dead', async t => {
  const tree = {
    'infra/publish/published.ts': "const published = [{ path: 'packages/sdk' }]",
    'packages/bus/src/a.ts': 'export function used() {}\nexport const limit = 1\n',
    'packages/bus/src/b.ts': "import { used } from './a.ts'\n",
    'packages/bus/test/a.test.ts': 'limit\n',
  }
  t.strictSame(find(deadExports, tree), [])
  const dead = { 'packages/bus/src/c.ts': '\nexport async function dead() { dead() }\n' }
  const found = ['packages/bus/src/c.ts:2 nothing else names dead']
  t.strictSame(find(deadExports, { ...tree, ...dead }), found)
  const index = "export { dead } from './c.ts'\n"
  t.strictSame(find(deadExports, { ...tree, ...dead, 'packages/bus/src/index.ts': index }), found)
  t.strictSame(find(deadExports, { ...tree, ...dead, 'packages/sdk/src/index.ts': index }), [])
})

t.test('functions that a package offers say what they do', async t => {
  const path = 'packages/bus/src/a.ts'
  t.match(find(docstrings, { [path]: '\nexport async function a() {}' }), [
    /a\.ts:2 a is exported/u,
  ])
  t.strictSame(find(docstrings, { [path]: '/** Why. */\nexport function a() {}' }), [])
})

t.test('rooms have a README, pages one title', async t => {
  const tree = { 'packages/bus/src/a.ts': '', 'packages/bus/README.md': '# The bus\n' }
  t.strictSame(find(pages, tree), [])
  t.match(find(pages, { 'packages/bus/src/a.ts': '' }), [
    /bus\/README\.md:0 the room has no README/u,
  ])
  t.match(find(pages, { ...tree, 'packages/bus/README.md': `# A\n${'a\n'.repeat(60)}` }), [
    /61 lines, at most 60/u,
  ])
  t.match(find(pages, { 'infra/decisions/a.md': '# A\n\n# B\n' }).sort(), [
    /no README/u,
    /no README/u,
    /a\.md:3 one "# Title"/u,
  ])
  t.strictSame(find(pages, { 'a.md': '# A\n\n```sh\n# not a title\n```\n' }), [])
  const decided = { 'infra/README.md': '# I\n', 'infra/decisions/2026-11-21-a.md': '# A\n' }
  const list = (text: string) => find(pages, { ...decided, 'infra/decisions/README.md': text })
  t.match(list('# Decisions\n'), [/2026-11-21-a\.md:0 is not in the list of decisions/u])
  t.strictSame(list('# Decisions\n\n[A](2026-11-21-a.md)\n'), [])
})

t.test('names', async t => {
  t.match(find(names, { 'packages/bus/src/inBox.ts': '' }), [/inBox\.ts is not kebab-case/u])
  t.match(find(names, { 'services/desk/src/use-cases/cases.ts': '' }), [/verb-noun/u])
  t.strictSame(find(names, { 'services/desk/src/use-cases/claim-case.ts': '' }), [])
  t.match(find(names, { 'services/desk/migrations/001-cases.sql': '' }), [/NNN-verb-noun/u])
  t.match(
    find(names, {
      'services/desk/migrations/001-create-cases.sql': '',
      'services/desk/migrations/003-add-notes.sql': '',
    }),
    [/003-add-notes\.sql:0 expected the number 002/u],
  )
  t.strictSame(find(names, { 'contracts/schemas/signal.v1.json': '', LICENSE: '' }), [])
})

t.test('every rule looks at this very tree and can be named', async t => {
  const files = readTree(new URL('../..', import.meta.url).pathname)
  t.ok(files.some(file => file.path === 'infra/tidy/tidy.test.ts'))
  t.notOk(files.some(file => file.path.includes('node_modules/')))
  t.equal(rules.length, 9)
  const firstPage = files.find(file => file.path === 'README.md')?.text
  t.match(firstPage, order.slice(0, -1).join(' · '), 'the order of the packages')
})
