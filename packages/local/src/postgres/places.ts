import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
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
  const folder = join(home, `data-${instanceOf(dataDir)}`)
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(join(folder, 'belongs-to'), dataDir)
    chownSync(folder, user.uid, user.gid)
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

/** Data whose data folder somebody has removed must not outlive it. */
function sweep(home: string): void {
  for (const name of readdirSync(home)) {
    const folder = join(home, name)
    const owner = join(folder, 'belongs-to')
    if (!name.startsWith('data-') || !existsSync(owner)) continue
    const pointer = join(readFileSync(owner, 'utf8'), 'postgres-instance')
    const wanted = existsSync(pointer) && readFileSync(pointer, 'utf8') === name.slice(5)
    if (!wanted) rmSync(folder, { recursive: true, force: true })
  }
}

function instanceOf(dataDir: string): string {
  const pointer = join(dataDir, 'postgres-instance')
  if (!existsSync(pointer)) writeFileSync(pointer, randomBytes(8).toString('hex'), { mode: 0o600 })
  return readFileSync(pointer, 'utf8')
}
