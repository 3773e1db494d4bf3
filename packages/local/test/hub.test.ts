import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Hub, loadSample, sampleParticipants, startHub, takePortBlock } from '@unefois/local'
import { startTestPostgres, testNats, waitUntil } from '@unefois/testing'
import t from 'tap'
import { isAlive } from '../src/os/processes.ts'

const dayMs = 86_400_000
const receiver = 'cpam-13'

function open(dataDir: string): Promise<Hub> {
  const desks = [receiver]
  return startHub({ dataDir, participants: sampleParticipants, desks, bcss: true, say: () => {} })
}

function pidsOf(hub: Hub): number[] {
  return [...Object.values(hub.processes), hub.postgres, hub.nats].map(process => process.pid)
}

/** A block that no other test takes, and hardly another run of this one. */
const ownPortBase = 18_000 + (process.pid % 40) * 40

t.test('a hub starts, loads its sample once, survives its parts, and finds its data', async t => {
  const dataDir = mkdtempSync(join(tmpdir(), 'unefois-hub-'))
  let hub = await open(dataDir)
  t.teardown(async () => {
    await hub.stop()
    if (hub.postgres.dataDir !== undefined)
      rmSync(join(hub.postgres.dataDir, '..'), { recursive: true, force: true })
    rmSync(dataDir, { recursive: true, force: true })
  })
  t.equal(await loadSample(hub), 6)
  t.equal(await loadSample(hub), 0, 'what is there is left as it is')
  t.equal((await fetch(`${hub.urls.desks[receiver]}/health/live`)).status, 200)
  t.equal((await fetch(`${hub.urls.bcss}/health/live`)).status, 200, 'the simulator asked for')
  await t.rejects(open(dataDir), /in use by the process/u)

  const ends: string[] = []
  hub.onUnexpectedEnd(line => ends.push(line))
  const before = hub.processes.gateway?.pid
  await hub.processes.gateway?.kill('SIGKILL')
  t.same(ends, [], 'what we end ourselves is no surprise')
  await hub.processes.gateway?.restart()
  t.not(hub.processes.gateway?.pid, before)
  process.kill(hub.processes.consent?.pid ?? -1, 'SIGKILL')
  await waitUntil('its end is said', () => ends.length > 0)
  t.match(ends, [/consent has ended \(SIGKILL\)/u], 'what ends by itself is said')
  await hub.processes.consent?.restart()

  await hub.moveClock(new Date(Date.now() + 3 * dayMs))
  t.ok(Math.abs(hub.nowMs() - Date.now() - 3 * dayMs) < dayMs / 100)

  const pids = pidsOf(hub)
  await hub.stop()
  await waitUntil('nothing is left running', () => !pids.some(isAlive))
  t.notOk(existsSync(join(dataDir, 'lock')))
  hub = await open(dataDir)
  t.equal(await loadSample(hub), 0, 'a second start finds its data')
  t.ok(hub.nowMs() > Date.now() + dayMs, 'and its clock')
})

t.test('servers that exist already are used, and their limits are said', async t => {
  const nats = await testNats(t, [])
  const server = await startTestPostgres()
  t.teardown(() => server.stop())
  const { user, password } = nats.connection('hub')
  const natsUrl = nats.url.replace('nats://', `nats://${user}:${password}@`)
  const said: string[] = []
  const hub = await startHub({
    participants: sampleParticipants,
    desks: [receiver],
    databaseUrl: server.adminUrl,
    natsUrl,
    say: line => said.push(line),
  })
  t.teardown(() => hub.stop())
  t.equal(await loadSample(hub), 6)
  t.match(said.join('\n'), /does\nnot keep agencies apart/u, 'one login for all')
  t.match(said.join('\n'), 'Postgres has fsync = off; the promises need on.')
  await t.rejects(hub.postgres.kill('SIGKILL'), /not ours to stop/u)
  t.throws(() => hub.nats.destroyStore(), /not ours to delete/u)
  await hub.stop()
  t.ok(isAlive(nats.server.child.pid), 'and they go on when we end')
})

t.test('when a part cannot be had, the reason is said and nothing is left', async t => {
  const databaseUrl = 'postgres://nobody:wrong@127.0.0.1:1/none'
  const portBase = ownPortBase
  const options = { participants: [], desks: [], databaseUrl, portBase, say: () => {} }
  await t.rejects(startHub(options), { code: 'ECONNREFUSED' })
  const again = await takePortBlock(portBase)
  t.equal(again.base, portBase, 'the ports are given back')
  await again.release()
})

t.test('when the launcher is killed, the warden ends what it left, and its folder', async t => {
  const launcher = spawn(process.execPath, [join(import.meta.dirname, 'fixture-launcher.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.execPath },
  })
  const { folder, port } = JSON.parse(await firstLine(launcher))
  t.ok(await answers(port), 'its server runs')
  t.equal(readFileSync(join(folder, 'lock'), 'utf8'), String(launcher.pid))
  launcher.kill('SIGKILL')
  await waitUntil('the folder is gone', () => !existsSync(folder))
  t.notOk(await answers(port), 'so is the server')
})

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output to read')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('it said nothing')
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('data', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  }).then(answer => answer === true)
}
