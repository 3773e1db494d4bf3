import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../os/processes.ts'

/** Where one hub keeps everything. Only we may enter; nobody else starts on it meanwhile. */
export interface DataFolder {
  readonly path: string
  readonly throwaway: boolean
  /** A folder within, made on demand, mode 0700. */
  folder(...names: string[]): string
  /** Gives the folder up; one made for this run only is removed. */
  release(): void
}

/** The folders that this very process has open: its own id in a lock file says too little. */
const openHere = new Set<string>()

/**
 * Opens `path` under a lock, or without one makes a throw-away folder.
 * @throws when another launcher that is still running has it.
 */
export function openDataFolder(path: string | undefined): DataFolder {
  const throwaway = path === undefined
  if (path !== undefined) mkdirSync(path, { recursive: true, mode: 0o700 })
  const real = realpathSync(path ?? mkdtempSync(join(tmpdir(), 'unefois-')))
  chmodSync(real, 0o700)
  const lock = join(real, 'lock')
  takeLock(lock, real)
  openHere.add(real)
  return {
    path: real,
    throwaway,
    folder(...names) {
      const folder = join(real, ...names)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return folder
    },
    release() {
      openHere.delete(real)
      rmSync(throwaway ? real : lock, { recursive: true, force: true })
    },
  }
}

function takeLock(lock: string, folder: string): void {
  for (;;) {
    try {
      const file = openSync(lock, 'wx', 0o600)
      writeSync(file, String(process.pid))
      closeSync(file)
      return
    } catch (error) {
      if (!existsSync(lock)) throw error
    }
    const holder = Number(readFileSync(lock, 'utf8'))
    if (openHere.has(folder) || (holder !== process.pid && isAlive(holder))) {
      throw new Error(`${folder} is in use by the process ${holder}: stop it first`)
    }
    rmSync(lock, { force: true })
  }
}
