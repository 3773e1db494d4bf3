import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerUser } from '../os/server-user.ts'
import { copiedBinaries, openHome, type PostgresBinaries, packagedBinaries } from './binaries.ts'

/** Where one server's programs and data lie. `removeWith` must go when the data folder goes. */
export interface PostgresPlaces {
  readonly binaries: PostgresBinaries
  readonly pgData: string
  readonly removeWith: string | undefined
}

const lastingHome = '/var/lib/unefois'
const throwawayHome = join(tmpdir(), `unefois-postgres-${process.getuid?.() ?? 0}`)

/**
 * As an ordinary user everything lies in the data folder. As root the server runs under another
 * account, which cannot enter the data folder: programs and data lie in a place of that account's,
 * and a file in the data folder says which.
 */
export function choosePlaces(
  dataDir: string,
  user: ServerUser | undefined,
  throwaway: boolean,
): PostgresPlaces {
  if (user === undefined) {
    const pgData = join(dataDir, 'postgres')
    return { binaries: packagedBinaries(), pgData, removeWith: undefined }
  }
  const binaries = copiedBinaries(openLastingHome())
  const home = throwaway ? openHome(throwawayHome) : openLastingHome()
  sweep(home)
  const instance = instanceOf(dataDir)
  const folder = join(home, `data-${instance}`)
  if (!existsSync(folder)) {
    // Under its name only once it says whose it is: others sweep at any moment.
    const draft = join(home, `draft-${instance}`)
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    writeFileSync(join(draft, 'belongs-to'), dataDir)
    chownSync(draft, user.uid, user.gid)
    renameSync(draft, folder)
  }
  return { binaries, pgData: join(folder, 'pgdata'), removeWith: folder }
}

function openLastingHome(): string {
  try {
    return openHome(lastingHome)
  } catch {
    return openHome(throwawayHome)
  }
}

/**
 * Data whose data folder somebody has removed must not outlive it. Whoever removed that may be
 * removing this as well, and so may another sweep: what has gone, or goes, is nobody's fault.
 */
function sweep(home: string): void {
  for (const name of readdirSync(home)) {
    const folder = join(home, name)
    if (!name.startsWith('data-')) continue
    try {
      const pointer = join(readFileSync(join(folder, 'belongs-to'), 'utf8'), 'postgres-instance')
      const wanted = existsSync(pointer) && readFileSync(pointer, 'utf8') === name.slice(5)
      if (!wanted) rmSync(folder, { recursive: true, force: true })
    } catch {
      // The next sweep takes what is left of it.
    }
  }
}

function instanceOf(dataDir: string): string {
  const pointer = join(dataDir, 'postgres-instance')
  if (!existsSync(pointer)) writeFileSync(pointer, randomBytes(8).toString('hex'), { mode: 0o600 })
  return readFileSync(pointer, 'utf8')
}
