import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { connectBus, ensureReceiverStream, publishMany, signalSubject } from '@unefois/bus'
import { openDatabase } from '@unefois/database'
import { seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import { openDataFolder, startPostgres } from '@unefois/local'
import { freePort, testNats } from '@unefois/testing'
import t, { type Test } from 'tap'
import { placeKinds } from '../src/place-kinds.ts'

const program = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const random = seededRandom(77)
const [asBigint, compressed, onBus, packed] = [0, 1, 2, 3].map(() => syntheticNiss(random).value)
const nowhere = syntheticNir(random).value
const input = [asBigint, compressed, onBus, packed, nowhere].join('\n')

async function scan(
  args: readonly string[],
  given: { input?: string; env?: Record<string, string>; cwd: string },
) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...args],
    {
      env: { TMPDIR: given.cwd, ...given.env },
      cwd: given.cwd,
    },
  )
  child.stdin.end(given.input ?? '')
  const chunks: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', chunk => void chunks.push(chunk))
  child.stderr.on('data', chunk => void errors.push(chunk))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  const out = Buffer.concat(chunks).toString()
  return { code, out, err: Buffer.concat(errors).toString() }
}

/** A Postgres and a bus in which numbers lie where no file shows them. */
async function openServers(t: Test) {
  const folder = openDataFolder(undefined)
  const server = await startPostgres({
    dataDir: folder.path,
    port: await freePort(),
    logFile: join(folder.path, 'postgres.log'),
    throwaway: true,
    settings: { fsync: 'off' },
  })
  t.teardown(async () => {
    await server.stop()
    if (server.removeWith !== undefined) rmSync(server.removeWith, { recursive: true })
    folder.release()
  })
  const sql = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
  await sql.unsafe(`CREATE TABLE leak (n bigint, body text); INSERT INTO leak
    VALUES (${asBigint}, repeat(' ', 9000) || '${compressed}' || repeat(' ', 9000)); CHECKPOINT`)
  await sql.end()
  const nats = await testNats(t, ['cpam-13'])
  const bus = await connectBus(nats.connection('hub'))
  await ensureReceiverStream(bus, 'cpam-13')
  const id = '01890000-0000-7000-8000-000000000001'
  await publishMany(bus, [
    { subject: signalSubject('cpam-13', id), messageId: id, payload: Buffer.from(`{"${onBus}"}`) },
  ])
  await bus.close()
  const {
    url: natsUrl,
    user,
    passwordFile,
  } = {
    url: nats.url,
    ...nats.server.login('hub'),
    passwordFile: nats.server.passwordFile('hub'),
  }
  return {
    postgres: [server.pgData],
    jetstream: [nats.server.storeDir],
    servers: [server.adminUrl],
    buses: [{ url: natsUrl, user, passwordFile }],
  }
}

t.test('numbers are found where no file shows them, and never repeated', async t => {
  const cwd = t.testdir({})
  const places = join(cwd, 'places.json')
  mkdirSync(join(cwd, 'backups'))
  writeFileSync(join(cwd, 'backups', 'dump.sql.gz'), gzipSync(`INSERT ${packed}`))
  const servers = await openServers(t)
  writeFileSync(places, JSON.stringify({ ...servers, backups: [join(cwd, 'backups')] }))
  const args = ['--json', '--self-test', '--places', places]
  const { code, out, err } = await scan(args, { input, cwd })
  t.equal(code, 1, err)
  const report = JSON.parse(out)
  const found = (line: number) => [
    ...new Set(
      report.findings
        .filter((each: { secret: string }) => each.secret === `line ${line}`)
        .map((each: { place: string }) => each.place),
    ),
  ]
  t.strictSame(found(1), ['tables'], 'kept as a number')
  t.strictSame(found(2), ['tables'], 'kept compressed')
  t.strictSame(found(3), ['messages'], 'the store’s files are encrypted')
  t.strictSame(found(4), ['backups'])
  t.strictSame(found(5), [])
  t.match(report, { result: 'found', targets: 5, isComplete: true, missed: [], unread: [] })
  for (const name of ['postgres', 'wal', 'jetstream', 'backups', 'tables', 'messages']) {
    t.ok(report.places[name].bytes > 0, name)
  }
  const said = out + err
  t.notOk(
    input.split('\n').some(number => said.includes(number)),
    'no value in the report',
  )
  const clean = await scan(args, { input: nowhere, cwd })
  t.equal(clean.code, 0, clean.out + clean.err)
  t.equal(JSON.parse(clean.out).result, 'clean')
})

t.test('a scan that could not look says so, and refuses what it cannot use', async t => {
  const cwd = t.testdir({ logs: { a: 'nothing' }, empty: {}, list: `${nowhere}\n` })
  const logs = { SCAN_LOGS: join(cwd, 'logs') }
  t.equal((await scan([], { input, env: logs, cwd })).code, 0)
  t.equal((await scan([], { input, cwd })).code, 4, 'no place, nothing read')
  const empty = { SCAN_LOGS: join(cwd, 'empty') }
  t.equal((await scan([], { input, env: empty, cwd })).code, 4, 'a place without a file')
  const away = { ...logs, SCAN_DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/x' }
  const unread = await scan([], { input, env: away, cwd })
  t.equal(unread.code, 4, 'a server that does not answer')
  t.notMatch(unread.out + unread.err, 'secret')
  writeFileSync(join(cwd, 'logs', 'b.age'), 'x')
  t.equal((await scan([], { input, env: logs, cwd })).code, 4, 'an encrypted file')
  rmSync(join(cwd, 'logs', 'b.age'))
  const list = ['--identifiers', join(cwd, 'list')]
  chmodSync(join(cwd, 'list'), 0o644)
  const open = await scan(list, { env: logs, cwd })
  t.equal(open.code, 3)
  t.match(open.err, 'others may read')
  chmodSync(join(cwd, 'list'), 0o600)
  t.equal((await scan(list, { env: logs, cwd })).code, 0)
  const wrong = await scan([], { input: `${nowhere}\n${nowhere}0`, env: logs, cwd })
  t.equal(wrong.code, 3)
  t.match(wrong.err, 'line 2')
  t.notMatch(wrong.err, nowhere)
  t.equal((await scan([nowhere], { env: logs, cwd })).code, 2, 'never on the command line')
  t.equal((await scan([], { input: '', env: logs, cwd })).code, 2, 'nothing to look for')
  writeFileSync(join(cwd, 'places.json'), '{"elsewhere": []}')
  const unknown = await scan(['--places', join(cwd, 'places.json')], { input, cwd })
  t.equal(unknown.code, 3)
  const help = await scan(['--help'], { cwd })
  t.ok(placeKinds.every(({ variable }) => help.err.includes(variable)))
})
