import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDataFolder, startPostgres } from '@unefois/local'
import { freePort, waitUntil } from '@unefois/testing'
import postgres from 'postgres'
import t, { type Test } from 'tap'

const reconnectSec = 0.02

/** A Postgres that can die and come back, and a pool of two connections on it. */
async function open(t: Test) {
  const folder = openDataFolder(undefined)
  const options = {
    dataDir: folder.path,
    port: await freePort(),
    logFile: join(folder.path, 'postgres.log'),
    throwaway: true,
  }
  let server = await startPostgres(options)
  const sql = postgres(server.adminUrl, { max: 2, backoff: () => reconnectSec, onnotice: () => {} })
  t.teardown(async () => {
    await sql.end({ timeout: 1 })
    await server.stop()
    if (server.removeWith !== undefined) rmSync(server.removeWith, { recursive: true })
    folder.release()
  })
  const die = async () => {
    server.child.kill('SIGKILL')
    await server.child.exited
  }
  const comeBack = async () => {
    server = await startPostgres(options)
  }
  return { sql, die, comeBack }
}

t.test('a database that dies under load: every query is answered, none crashes us', async t => {
  const { sql, die, comeBack } = await open(t)
  let stop = false
  let refused = 0
  const unserved = new Set<number>()
  const ways = {
    plain: async () => void (await sql`SELECT 1`),
    begin: () =>
      sql.begin(async transaction => {
        await transaction`SELECT 1`
        await sleep(3)
        await transaction`SELECT 2`
      }),
    reserve: async () => {
      const connection = await sql.reserve()
      try {
        await Promise.all([connection`BEGIN`, connection`SELECT 1`, connection`SELECT 2`])
        await sleep(3)
        await Promise.all([connection`SELECT 3`, connection`COMMIT`])
      } catch (error) {
        await connection`ROLLBACK`.catch(() => {})
        throw error
      } finally {
        connection.release()
      }
    },
  }
  const ask = async (way: keyof typeof ways, asker: number) => {
    while (!stop) {
      await ways[way]().then(
        () => unserved.delete(asker),
        () => {
          refused += 1
        },
      )
      await sleep(1)
    }
  }
  const asking = (
    ['begin', 'plain', 'reserve', 'reserve', 'reserve', 'begin', 'plain'] as const
  ).map(ask)
  for (let round = 0; round < 3; round += 1) {
    await sleep(100)
    await die()
    await sleep(50)
    await comeBack()
    for (const asker of asking.keys()) unserved.add(asker)
    await waitUntil('everybody is served again', () => unserved.size === 0)
  }
  stop = true
  const ended = await Promise.race([
    Promise.all(asking).then(() => 'all'),
    sleep(60_000, 'late', { ref: false }),
  ])
  t.equal(ended, 'all', 'nothing waits for ever')
  t.ok(refused > 0, 'some were refused meanwhile')
})

t.test('a transaction that lost its connection does nothing on another', async t => {
  const { sql, die, comeBack } = await open(t)
  await sql`CREATE TABLE written (n int)`
  const serves = () =>
    waitUntil('the pool serves', () =>
      sql`SELECT 1`.then(
        () => true,
        () => false,
      ),
    )
  const said = Promise.withResolvers<string>()
  const transaction = sql.begin(async transaction => {
    await transaction`INSERT INTO written VALUES (1)`
    await die()
    await comeBack()
    await Promise.all([serves(), serves()])
    await transaction`INSERT INTO written VALUES (2)`.then(
      () => said.resolve('written'),
      error => said.resolve(error.code),
    )
  })
  await t.rejects(transaction, 'the transaction itself fails')
  t.match(await said.promise, /CONNECTION_CLOSED|ECONNRESET/u, 'and cannot go on elsewhere')
  t.same([...(await sql`SELECT n FROM written`)], [], 'neither half of it is there')
})
