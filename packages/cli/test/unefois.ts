import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileCache } from '@unefois/testing'
import type { Test } from 'tap'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const path = process.execPath.replace(/\/[^/]*$/u, '')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly child: ChildProcess
  /** What it has said on standard error so far. */
  said(): string
  readonly ended: Promise<Ended>
}

/** Starts the program as a user would: a process of its own, with an environment of its own. */
export function start(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; input?: string },
): Running {
  const env = { ...compileCache, PATH: path, LANG: 'C', ...options.env }
  const child = spawn(process.execPath, [main, ...args], { cwd: options.cwd, env })
  child.stdin?.end(options.input ?? '')
  const closed = new Promise<number | null>(resolve => child.once('close', resolve))
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', part => out.push(part))
  child.stderr.on('data', part => err.push(part))
  const whole = (parts: readonly Buffer[]) => Buffer.concat(parts).toString('utf8')
  const ended = closed.then(code => ({ code, out: whole(out), err: whole(err) }))
  return { child, ended, said: () => whole(err) }
}

export interface Place {
  readonly folder: string
  write(name: string, content: string | Buffer, mode?: number): string
  run(
    args: readonly string[],
    options?: { env?: Record<string, string>; input?: string },
  ): Promise<Ended>
  start(args: readonly string[], options?: { env?: Record<string, string> }): Running
}

/** An empty folder to work in, removed at the end. */
export function place(t: Test): Place {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-cli-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    write(name, content, mode = 0o644) {
      writeFileSync(join(folder, name), content, { mode })
      return name
    },
    run: (args, options) => start(args, { cwd: folder, ...options }).ended,
    start: (args, options) => start(args, { cwd: folder, ...options }),
  }
}
