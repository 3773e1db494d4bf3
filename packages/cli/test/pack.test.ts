import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '@unefois/config'
import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import { sampleAnswer, sampleLog, samplePolicy, sampleZip } from '@unefois/testing'
import t from 'tap'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const pack = fileURLToPath(new URL('../../../infra/publish/pack.ts', import.meta.url))
const path = { type: 'string', description: 'Where programs are' } as const
const { PATH } = readConfig({ type: 'object', required: ['PATH'], properties: { PATH: path } })
const env = {
  PATH: [join(root, 'node_modules/.bin'), dirname(process.execPath), PATH].join(delimiter),
  npm_config_cache: '',
  HOME: '',
}

const typed = `import { createClient, linesOf } from '@unefois/sdk'
const options = { hub: 'https://h', issuer: 'https://i', clientId: 'c', privateKey: '' }
const client = createClient(options)
const subject = { scheme: 'be-niss', value: '' } as const
const signal = { subject, right: 'be.a.b', observedOn: '2026-11-20' }
const accepted: Promise<{ id: string }> = client.signals.send(signal)
const source = linesOf([signal])
const { id } = await accepted
export const status: Promise<{ nextLine: number }> = client.batches.send(id, source)
`

t.test('the tarballs install without a network, and run and type where there is no house', t => {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-pack-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  Object.assign(env, { npm_config_cache: join(folder, 'npm-cache'), HOME: folder })
  const tarballs = join(folder, 'tarballs')
  const away = join(folder, 'away')
  mkdirSync(away)
  run(folder, process.execPath, [pack, tarballs])
  const ours = readdirSync(tarballs)
  t.equal(ours.length, 13)
  const theirs = [...outsidePackages()]
  for (const [index, place] of theirs.entries()) {
    // Copied, because files that are alike are one file in the store, and npm drops tar's links.
    cpSync(place, join(folder, 'outside', String(index)), { recursive: true })
    const file = join(tarballs, `outside-${index}.tgz`)
    run(folder, 'tar', ['czf', file, '-C', 'outside', String(index)])
  }
  writeFileSync(join(away, 'package.json'), '{"name":"away","private":true,"type":"module"}')
  const all = readdirSync(tarballs).map(file => join(tarballs, file))
  run(away, 'npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', ...all])

  const unefois = join(away, 'node_modules/.bin/unefois')
  t.match(run(away, unefois, ['help']), /unefois <command>/)
  t.match(run(away, unefois, ['version']), /^unefois \d/)
  const value = syntheticNiss(seededRandom(3)).value
  const today = new Date().toISOString().slice(0, 10)
  const right = 'be.mutualite.intervention-majoree'
  const header = 'subject.scheme;subject.value;right;observedOn'
  writeFileSync(join(away, 'people.csv'), `${header}\nbe-niss;${value};${right};${today}\n`)
  t.match(run(away, unefois, ['check', 'people.csv', '--json']), /"lines":1,"faulty":0/)
  writeFileSync(join(away, 'wrong.csv'), `${header}\nbe-niss;${value}1;${right};${today}\n`)
  const wrong = spawnSync(unefois, ['check', 'wrong.csv'], { cwd: away, env, encoding: 'utf8' })
  t.match(wrong, { status: 1, stdout: /line 2, column 9: identifier-invalid/ })

  writeFileSync(join(away, 'answer.zip'), sampleZip(sampleAnswer(sampleLog(300), [7], 300)))
  writeFileSync(join(away, 'policy'), samplePolicy)
  const verified = ['verify', 'answer.zip', '--policy', 'policy', '--json']
  t.match(run(away, unefois, verified), /"holds":true,"trust":"given"/)

  const files = published(join(away, 'node_modules/@unefois'))
  t.ok(files.includes('sdk/src/index.d.ts'))
  t.same(
    files.filter(file => /(?<!\.d)\.ts$/u.test(file) && !file.includes('examples')),
    [],
  )
  writeFileSync(join(away, 'typed.ts'), typed)
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2024', '--noEmit']
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  run(away, 'tsc', [...options, ...types, 'typed.ts'])
  const mistyped = typed.replace("'be-niss'", "'be-nis'")
  writeFileSync(join(away, 'typed.ts'), mistyped)
  t.throws(() => run(away, 'tsc', [...options, ...types, 'typed.ts']), /be-nis/, 'types are seen')
  t.end()
})

/**
 * Runs a program as a user would; its output. The test runner hooks every program that node starts
 * through NODE_OPTIONS, and the compiler does not run under its hook.
 * @throws with what it said when it fails.
 */
function run(cwd: string, command: string, args: readonly string[]): string {
  const asUser = ['-u', 'NODE_OPTIONS', command, ...args]
  const ended = spawnSync('env', asUser, { cwd, env, encoding: 'utf8' })
  if (ended.status === 0) return ended.stdout
  throw new Error(`${command}: ${ended.error?.message ?? ''}${ended.stdout}${ended.stderr}`)
}

/** The folders of every package of others that ours need, found where the house has them. */
function outsidePackages(): Set<string> {
  const found = new Set<string>()
  const visit = (folder: string, modules: string): void => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    for (const name of Object.keys(dependencies)) {
      if (name.startsWith('@unefois/')) continue
      const place = realpathSync(join(modules, name))
      if (found.has(place)) continue
      found.add(place)
      visit(place, place.slice(0, -name.length))
    }
  }
  const keys = ['errors', 'config', 'identifiers', 'signal-lines', 'sealing']
  const proofs = ['retention', 'audit-log', 'zip', 'log-leaves', 'evidence']
  const names = [...keys, ...proofs, 'sdk', 'cli']
  for (const room of ['contracts', ...names.map(name => `packages/${name}`)]) {
    visit(join(root, room), join(root, room, 'node_modules'))
  }
  return found
}

function published(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
}
