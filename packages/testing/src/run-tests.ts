// `npm test`: starts one Postgres, runs every test file with its URL, and ends with the counts.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNatsServer, sayOnStandardError, untilEnded } from '@unefois/local'
import { countAssertions } from './count-assertions.ts'
import { testConfig } from './test-config.ts'
import { startTestPostgres, type TestServer } from './test-postgres.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

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
  const folder = mkdtempSync(join(tmpdir(), 'unefois-tap-'))
  const output = join(folder, 'all.tap')
  try {
    const code = await runTap(args, server, output, ended)
    const { passed, failed } = countAssertions(readFileSync(output, 'utf8'))
    // A file that crashes before its first assertion fails nothing by name, yet it has failed.
    const failures = code === 0 ? failed : Math.max(1, failed)
    process.stdout.write(`${passed} passed, ${failures} failed\n`)
    return failures === 0 && passed > 0 ? 0 : 1
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs tap over the files named, or over all of them, and answers its exit code. */
function runTap(
  args: readonly string[],
  server: TestServer,
  output: string,
  ended: Promise<string>,
): Promise<number> {
  const tap = join(
    dirname(createRequire(import.meta.url).resolve('tap/package.json')),
    'dist/esm/run.mjs',
  )
  const child = spawn(
    process.execPath,
    [tap, 'run', '--reporter=terse', `--output-file=${output}`, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        PATH: testConfig.PATH,
        HOME: tmpdir(),
        TEST_DATABASE_URL: server.adminUrl,
        TEST_PASSWORDS_DIR: server.passwordFolder,
      },
    },
  )
  void ended.then(() => child.kill('SIGTERM'))
  return new Promise(resolve => {
    child.once('error', () => resolve(127))
    child.once('exit', code => resolve(code ?? 1))
  })
}
