import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Say } from './say.ts'

/** The operating-system account that a server runs under when we ourselves are root. */
export interface ServerUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const preferred = ['unefois', 'postgres']
const lastResort = 'nobody'

/**
 * Postgres refuses to run as root. As root we take an account that exists or create one, saying so
 * first; as an ordinary user the answer is undefined: the server runs as ourselves.
 */
export function findServerUser(say: Say): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of preferred) {
    const found = lookUp(name)
    if (found !== undefined) return found
  }
  say('Postgres does not run as root: creating the system account "unefois" for it.')
  createAccount('unefois')
  const user = lookUp('unefois') ?? lookUp(lastResort)
  if (user === undefined) throw new Error('no account for Postgres: create one named "unefois"')
  return user
}

function createAccount(name: string): void {
  const tries: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ]
  for (const [command, args] of tries) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return
  }
}

function lookUp(name: string): ServerUser | undefined {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [account, , uid, gid] = line.split(':')
    if (account === name) return { name, uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}
