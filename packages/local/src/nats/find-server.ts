import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Say, sayWhile } from '../os/say.ts'

export interface NatsProgram {
  readonly path: string
  readonly version: readonly [number, number, number]
}

/** What a person must do when there is no nats-server and we cannot install one. */
const howToInstall = [
  'There is no nats-server on this machine, and Unefois needs a real one. One of these will do:',
  '  macOS            brew install nats-server',
  '  Debian, Ubuntu   sudo apt-get install nats-server',
  '  elsewhere        https://github.com/nats-io/nats-server/releases (put it on your PATH)',
  '  or use a running server: NATS_URL=nats://user:password@host:4222 npm start',
]

/**
 * The `nats-server` on PATH; else, as root on Debian or Ubuntu, the distribution's, installed after
 * saying so.
 * @throws with the lines that say how to install it.
 */
export async function findNatsServer(searchPath: string, say: Say): Promise<NatsProgram> {
  const found = onPath(searchPath)
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await installFromDistribution(say)
    const installed = onPath(searchPath)
    if (installed !== undefined) return installed
  }
  throw new Error(howToInstall.join('\n'))
}

async function installFromDistribution(say: Say): Promise<void> {
  say('There is no nats-server on this machine: installing the distribution’s own, by')
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'nats-server']]) {
    say(`  apt-get ${args.join(' ')}`)
    const code = await sayWhile(say, 'apt-get is still working', aptGet(args))
    if (code !== 0) throw new Error(`apt-get failed (exit ${code}).\n${howToInstall.join('\n')}`)
  }
}

function aptGet(args: string[]): Promise<number> {
  return new Promise(resolve => {
    const child = spawn('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        DEBIAN_FRONTEND: 'noninteractive',
      },
    })
    child.once('error', () => resolve(127))
    child.once('exit', code => resolve(code ?? 1))
  })
}

function onPath(searchPath: string): NatsProgram | undefined {
  for (const folder of [...searchPath.split(delimiter), '/usr/sbin', '/usr/local/sbin']) {
    const path = join(folder, 'nats-server')
    try {
      accessSync(path, constants.X_OK)
    } catch {
      continue
    }
    const version = versionOf(path)
    if (version !== undefined) return { path, version }
  }
  return undefined
}

function versionOf(path: string): NatsProgram['version'] | undefined {
  const output = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const [, major, minor, patch] = /v?(\d+)\.(\d+)\.(\d+)/u.exec(output) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)]
}
