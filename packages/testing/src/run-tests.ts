// `npm test`: starts one Postgres, runs every test file with its URL, and ends with the counts.
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findNatsServer, sayOnStandardError, untilEnded } from '@unefois/local'
import { createTapReader } from './read-tap.ts'
import { testConfig } from './test-config.ts'
import { startTestPostgres, type TestServer } from './test-postgres.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const tapProgram = fileURLToPath(new URL('run.mjs', import.meta.resolve('tap')))

process.exitCode = await main(process.argv.slice(2)).catch(error => {
  sayOnStandardError(`The tests cannot be run: ${error}`)
  process.stdout.write('0 passed, 1 failed\n')
  return 1
})

async function main(args: readonly string[]): Promise<number> {
  const ended = untilEnded()
  const program = await findNatsServer(testConfig.PATH, sayOnStandardError)
  sayOnStandardError(`nats-server ${program.version.join('.')}; starting Postgres…`)
  const server = await startTestPostgres()
  try {
    const { code, passed, failed } = await runTap(args, server, ended)
    // A run that breaks down fails nothing by name, yet it has failed.
    const failures = code === 0 ? failed : Math.max(1, failed)
    process.stdout.write(`${passed} passed, ${failures} failed\n`)
    return failures === 0 && passed > 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

/** Runs tap over the files named, or over all of them. */
async function runTap(args: readonly string[], server: TestServer, ended: Promise<string>) {
  const child = spawn(process.execPath, [tapProgram, 'run', '--reporter=tap', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
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
  const reader = createTapReader(line => process.stdout.write(`${line}\n`))
  for await (const line of createInterface({ input: child.stdout })) reader.read(line)
  return { code: await exited, ...reader.counts }
}
