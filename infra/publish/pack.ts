import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { publishedManifest } from './manifest.ts'
import { published } from './published.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const [target] = process.argv.slice(2)
if (target === undefined) {
  process.stderr.write('Usage: npm run pack -- <folder for the tarballs>\n')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'unefois-pack-'))
try {
  build(join(folder, 'build'))
  const staged = published.map(room => stage(room.path, room.files))
  mkdirSync(resolve(target), { recursive: true })
  run('npm', ['pack', '--silent', '--pack-destination', resolve(target), ...staged])
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** TypeScript → JavaScript and declarations, each file where it stood; the tree stays as it is. */
function build(outDir: string): void {
  const config = join(folder, 'tsconfig.json')
  const compilerOptions = {
    noEmit: false,
    composite: false,
    incremental: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: root,
    outDir,
    typeRoots: [join(root, 'node_modules/@types')],
  }
  const include = published.map(({ path }) => join(root, path, 'src'))
  const text = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include }
  writeFileSync(config, JSON.stringify(text))
  run('tsc', ['-p', config])
}

/** One package as it is published: built files, data, README, licence, and its manifest. */
function stage(path: string, files: readonly string[]): string {
  const to = join(folder, 'packages', path.replace('/', '-'))
  cpSync(join(folder, 'build', path), to, { recursive: true })
  for (const file of [...files, 'README.md']) {
    cpSync(join(root, path, file), join(to, file), { recursive: true })
  }
  cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'))
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
  const { catalog } = parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))
  const text = JSON.stringify(publishedManifest(manifest, catalog, files), undefined, 2)
  writeFileSync(join(to, 'package.json'), `${text}\n`)
  return to
}

/** @throws with the tool's own words when it fails. */
function run(command: string, args: readonly string[]): void {
  const ended = spawnSync(command, [...args], { cwd: folder, encoding: 'utf8' })
  process.stdout.write(ended.stdout ?? '')
  if (ended.status === 0) return
  const where = relative(root, process.cwd()) || '.'
  throw new Error(`${command} failed (in ${where}): ${ended.error?.message ?? ended.stderr}`)
}
