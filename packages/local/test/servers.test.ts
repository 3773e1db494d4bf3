import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPostgresSettings, openDatabase } from '@unefois/database'
import {
  addLaterWal,
  openBackup,
  openDataFolder,
  startPostgres,
  takeBaseBackup,
  takePortBlock,
} from '@unefois/local'
import { freePort } from '@unefois/testing'
import t from 'tap'
import { serverConfig } from '../src/nats/server-config.ts'
import { isAlive } from '../src/os/processes.ts'

t.test(
  'Postgres keeps its data over a crash and a stop, with the settings that matter',
  async t => {
    const folder = openDataFolder(undefined)
    const options = {
      dataDir: folder.path,
      port: await freePort(),
      logFile: join(folder.path, 'postgres.log'),
      throwaway: true,
    }
    let server = await startPostgres(options)
    t.teardown(async () => {
      await server.stop()
      if (server.removeWith !== undefined) rmSync(server.removeWith, { recursive: true })
      folder.release()
    })
    const query = async (text: string) => {
      const sql = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
      try {
        return await sql.unsafe(text)
      } finally {
        await sql.end()
      }
    }
    await query('CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)')
    server.child.kill('SIGKILL')
    await server.child.exited
    server = await startPostgres(options)
    t.same([...(await query('SELECT n FROM kept'))], [{ n: 1 }], 'after kill -9')
    await server.stop()
    t.equal(isAlive(server.child.pid), false)
    writeFileSync(join(server.pgData, 'postmaster.pid'), `${process.pid}\n`)
    server = await startPostgres(options)
    t.same([...(await query('SELECT n FROM kept'))], [{ n: 1 }], 'after a stale postmaster.pid')

    const sql = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
    t.same(await checkPostgresSettings(sql), [], 'nothing to complain of')
    await sql`ALTER SYSTEM SET log_parameter_max_length_on_error = -1`
    await sql.end()
    const other = await startPostgresWith({ log_error_verbosity: 'verbose' })
    t.same(other, [{ name: 'log_error_verbosity', expected: 'terse', actual: 'verbose' }])

    async function startPostgresWith(settings: Record<string, string>) {
      await server.stop()
      server = await startPostgres({ ...options, settings })
      const again = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
      const faults = await checkPostgresSettings(again)
      await again.end()
      return faults
    }
  },
)

t.test('a wrong value in a statement reaches neither the log nor the answer’s detail', async t => {
  const folder = openDataFolder(undefined)
  const logFile = join(folder.path, 'postgres.log')
  const options = { dataDir: folder.path, port: await freePort(), logFile, throwaway: true }
  const server = await startPostgres(options)
  t.teardown(async () => {
    await server.stop()
    if (server.removeWith !== undefined) rmSync(server.removeWith, { recursive: true })
    folder.release()
  })
  const sql = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
  await sql`CREATE TABLE once (value text PRIMARY KEY)`
  const planted = 'planted-value-253072'
  await sql`INSERT INTO once VALUES (${planted})`
  await t.rejects(sql`INSERT INTO once VALUES (${planted})`, { code: '23505' })
  await t.rejects(sql`SELECT ${planted}::text::int`, { code: '22P02' })
  await sql.end()
  const log = readFileSync(logFile, 'utf8')
  t.match(log, 'ready to accept connections', 'the server does write here')
  t.notMatch(log, /DETAIL|STATEMENT|CONTEXT/u, 'no detail, no statement')
  t.notOk(log.includes(planted), 'not in a message either')
})

t.test('data folder: one launcher at a time, closed to others, a dead one’s lock is taken', t => {
  const path = mkdtempSync(join(tmpdir(), 'unefois-test-'))
  t.teardown(() => rmSync(path, { recursive: true }))
  writeFileSync(join(path, 'lock'), '1')
  t.throws(() => openDataFolder(path), { message: /in use by the process 1/u })
  writeFileSync(join(path, 'lock'), '999999999')
  const folder = openDataFolder(path)
  t.equal(statSync(path).mode & 0o777, 0o700)
  t.equal(readFileSync(join(path, 'lock'), 'utf8'), String(process.pid))
  folder.folder('keys', 'hub')
  t.equal(statSync(join(path, 'keys')).mode & 0o777, 0o700)
  folder.release()
  t.same(readdirSync(path), ['keys'], 'what was stored stays, the lock goes')
  t.end()
})

t.test('ports: a block is taken whole, and given back', async t => {
  // Of no other test, and hardly of another run of this one.
  const base = 20_000 + (process.pid % 40) * 40
  const first = await takePortBlock(base)
  await t.rejects(takePortBlock(base), /are not all free/u)
  const guarded = base + 19
  await t.rejects(takePortBlock(guarded), /are not all free/u, 'nor is one that overlaps')
  const other = await takePortBlock()
  t.equal((other.base - 4_600) % 40, 0)
  await other.release()
  await first.release()
  const again = await takePortBlock(base)
  t.equal(again.base, base)
  await again.release()
})

t.test(
  'nats configuration: the words that a version knows, and no more than two imports',
  async t => {
    const input = {
      listen: '127.0.0.1:4222',
      storeDir: '/store',
      keyFile: 'key.conf',
      hub: { user: 'hub', password: 'h' },
      participants: [{ user: 'cpam-13', password: 'p' }],
    }
    const old = serverConfig({ ...input, version: [2, 9, 10] })
    t.notMatch(old, /^ *sync_interval/mu)
    t.match(serverConfig({ ...input, version: [2, 10, 0] }), /^ *sync_interval: always$/mu)
    t.match(serverConfig({ ...input, version: [3, 0, 0] }), /^ *sync_interval: always$/mu)
    t.notMatch(old, /^ *http/mu, 'no monitoring port')
    t.notMatch(old, '{{')
    const accounts = JSON.parse(old.slice(old.indexOf('accounts:') + 'accounts:'.length))
    t.same(accounts.P_cpam_13.imports, [
      { service: { account: 'HUB', subject: '$JS.API.CONSUMER.MSG.NEXT.R_cpam_13.desk' } },
      { service: { account: 'HUB', subject: '$JS.ACK.R_cpam_13.desk.>' } },
    ])
    t.equal(accounts.P_cpam_13.jetstream, undefined, 'no store of its own')
  },
)

t.test('a base backup shows the server as it was, with later WAL as it is', async t => {
  const folder = openDataFolder(undefined)
  const server = await startPostgres({
    dataDir: folder.path,
    port: await freePort(),
    logFile: join(folder.path, 'postgres.log'),
    throwaway: true,
    settings: { fsync: 'off', wal_keep_size: '256MB' },
  })
  t.teardown(async () => {
    await server.stop()
    if (server.removeWith !== undefined) rmSync(server.removeWith, { recursive: true })
    folder.release()
  })
  const sql = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
  await sql`CREATE TABLE kept AS SELECT 1 AS n`
  const backup = await takeBaseBackup(server.adminUrl, join(folder.path, 'backup'))
  await sql`INSERT INTO kept VALUES (2)`
  const numbers = async () => {
    const opened = await openBackup(backup, server.adminUrl, () => {})
    const copy = openDatabase({
      url: opened.databaseUrl('postgres'),
      name: 'test',
      connectionsMax: 1,
    })
    try {
      const rows = await copy<{ n: number }[]>`SELECT n FROM kept ORDER BY n`
      return rows.map(row => row.n)
    } finally {
      await copy.end()
      await opened.stop()
    }
  }
  t.same(await numbers(), [1])
  await sql`CHECKPOINT`
  await addLaterWal(server.adminUrl, backup)
  t.same(await numbers(), [1, 2])
  t.same(await sql`SELECT slot_name FROM pg_replication_slots`, [], 'nothing keeps WAL afterwards')
  await sql.end()
})
