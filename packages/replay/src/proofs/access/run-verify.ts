import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../../cli/src/main.ts', import.meta.url))

/** What the command line said, and how it ended. */
export interface Verified {
  readonly code: number | null
  /** Its last line. */
  readonly summary: Readonly<Record<string, unknown>>
}

/** `unefois verify` as anybody runs it: a process of its own, in a folder of its own. */
export async function runVerify(folder: string, args: readonly string[]): Promise<Verified> {
  const child = spawn(process.execPath, [main, 'verify', ...args, '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const closed = new Promise<number | null>(resolve => child.once('close', resolve))
  const [code, out] = await Promise.all([closed, text(child.stdout)])
  return { code, summary: JSON.parse(out.trim().split('\n').at(-1) ?? '{}') }
}

/** How many of these files the command line still believes. */
export async function countBelieved(folder: string, files: readonly Buffer[]): Promise<number> {
  let believed = 0
  for (const bytes of files) {
    writeFileSync(join(folder, 'changed.zip'), bytes)
    const { code } = await runVerify(folder, ['changed.zip', '--policy', 'policy'])
    if (code !== 1) believed += 1
  }
  return believed
}
