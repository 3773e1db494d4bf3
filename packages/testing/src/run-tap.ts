import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findNatsServer, sayOnStandardError, untilEnded } from '@unefois/local'
import { compileCache, testConfig } from './test-config.ts'
import { startTestPostgres, type TestServer } from './test-postgres.ts'

/** The top of the repository: test files are named from there. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))
const tapProgram = fileURLToPath(new URL('run.mjs', import.meta.resolve('tap')))

/**
 * Runs tap over the files named, or over all of them, on one Postgres started for them.
 *
 * @param args files from the root, and tap's own options.
 * @param read hears each line of the TAP stream.
 * @returns tap's exit code.
 * @throws when nats-server or Postgres cannot be had.
 */
export async function runTap(
  args: readonly string[],
  read: (line: string) => void,
): Promise<number> {
  const ended = untilEnded()
  const program = await findNatsServer(testConfig.PATH, sayOnStandardError)
  sayOnStandardError(`nats-server ${program.version.join('.')}; starting Postgres…`)
  const server = await startTestPostgres()
  try {
    return await spawnTap(args, server, ended, read)
  } finally {
    await server.stop()
  }
}

async function spawnTap(
  args: readonly string[],
  server: TestServer,
  ended: Promise<string>,
  read: (line: string) => void,
): Promise<number> {
  const child = spawn(process.execPath, [tapProgram, 'run', '--reporter=tap', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...compileCache,
      PATH: testConfig.PATH,
      HOME: tmpdir(),
      TEST_DATABASE_URL: server.adminUrl,
      TEST_PASSWORDS_DIR: server.passwordFolder,
    },
  })
  void ended.then(() => child.kill('SIGTERM'))
  const exited = new Promise<number>(resolve => {
    child.once('error', () => resolve(127))
    child.once('close', code => resolve(code ?? 1))
  })
  for await (const line of createInterface({ input: child.stdout })) read(line)
  return exited
}
