import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, waitUntil } from '@unefois/testing'
import t from 'tap'
import { createClock, createManualClock } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'unefois-service-'))
t.teardown(() => rmSync(folder, { recursive: true }))

interface Child {
  readonly url: string
  readonly opsUrl: string
  readonly process: ChildProcess
  readonly output: () => string
  said(text: string): Promise<void>
}

async function start(options: { parentPid?: number; clockFile?: string } = {}): Promise<Child> {
  const [port, opsPort] = [await freePort(), await freePort()]
  const script = join(import.meta.dirname, 'child.ts')
  const child = spawn(process.execPath, [script, JSON.stringify({ ...options, port, opsPort })], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
    })
  }
  const said = async (text: string) => {
    await waitUntil(`the child says ${text}`, () => output.includes(text))
  }
  await said('service-started')
  const url = `http://127.0.0.1:${port}`
  return { url, opsUrl: `http://127.0.0.1:${opsPort}`, process: child, output: () => output, said }
}

t.test('SIGTERM: the answer under way is given, then steps in order, then exit 0', async t => {
  const child = await start()
  const exit = once(child.process, 'close')
  const slow = fetch(`${child.url}/slow`)
  await child.said('slow-begun')
  child.process.kill('SIGTERM')
  const answer = await slow
  t.same(await answer.json(), { done: true })
  t.same(await exit, [0, null])
  const order = ['service-stopping', 'closed-1', 'service-failed', 'closed-2', 'service-stopped']
  const places = order.map(text => child.output().indexOf(text))
  t.same(
    places,
    places.toSorted((a, b) => a - b),
    'in order, and one that fails stops no other',
  )
  t.ok(places.every(place => place >= 0))
  await t.rejects(fetch(`${child.url}/health/live`))
})

t.test('a fatal error ends the service in order, with exit 1 and without its message', async t => {
  const child = await start()
  const exit = once(child.process, 'close')
  await fetch(`${child.url}/crash`)
  t.same(await exit, [1, null])
  t.match(child.output(), /"reason":"error".*closed-2/s)
  t.notMatch(child.output(), /253072B/)
  t.match(child.output(), /packages\/service\/test\/child\.ts:\d+/)
})

t.test('a service ends when its parent is gone', async t => {
  const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  const child = await start({ parentPid: parent.pid ?? 0 })
  const exit = once(child.process, 'close')
  t.equal((await fetch(`${child.url}/health/live`)).status, 200)
  parent.kill('SIGKILL')
  t.same(await exit, [0, null])
  t.match(child.output(), /"reason":"asked"/)
})

t.test('the clock: every process shows the new time after its handlers', async t => {
  const clockFile = join(folder, 'clock.json')
  const write = (text: string) => {
    writeFileSync(`${clockFile}.next`, text)
    renameSync(`${clockFile}.next`, clockFile)
  }
  write('{"offsetMs": 1000}')
  const child = await start({ clockFile })
  const offset = async () => {
    const live = await fetch(`${child.opsUrl}/health/live`)
    return /"offsetMs":(-?[0-9]+)/u.exec(await live.text())?.[1]
  }
  t.equal(await offset(), '1000')
  write('{"offsetMs": 86400000}')
  await waitUntil('the new time is shown', async () => {
    const before = child.output()
    const isOld = (await offset()) === '1000'
    if (isOld) t.notMatch(before, 'handler-done', 'the old value is shown while handlers run')
    return !isOld
  })
  // Asked once more: what it wrote before it answered has come by now.
  t.equal(await offset(), '86400000')
  t.match(child.output(), 'handler-done', 'and the new one after them')
  write('{"offsetMs": "tomorrow"}')
  await sleep(50)
  t.equal(await offset(), '86400000', 'what is not an offset changes nothing')
  const exit = once(child.process, 'close')
  child.process.kill('SIGINT')
  t.same(await exit, [0, null])
})

t.test('clocks within a process', async t => {
  t.throws(() => createClock({ file: 'x', profile: 'production' }), /refused in production/)
  const plain = createClock({ profile: 'production' })
  t.ok(Math.abs(plain.nowMs() - Date.now()) < 1_000)
  t.equal(plain.offsetMs, 0)

  const file = join(folder, 'own-clock.json')
  const failures: unknown[] = []
  const clock = createClock({ file, pollMs: 5, onError: error => failures.push(error) })
  t.teardown(() => clock.close())
  let fails = true
  const seen: number[] = []
  clock.onChange(offsetMs => {
    if (fails) throw new Error('not yet')
    seen.push(offsetMs)
  })
  writeFileSync(file, '{"offsetMs": -5000}')
  await waitUntil('a failing handler is called again', () => failures.length >= 2)
  t.equal(clock.offsetMs, 0, 'and the move is not shown')
  t.ok(clock.nowMs() < Date.now() - 4_000, 'though the time has moved')
  fails = false
  await waitUntil('the clock moves', () => clock.offsetMs !== 0)
  t.same([clock.offsetMs, seen], [-5_000, [-5_000]])

  const manual = createManualClock(1_000)
  manual.onChange(offsetMs => void seen.push(offsetMs))
  await manual.advance(500)
  await manual.set(9_000)
  t.same([manual.nowMs(), manual.now().getTime(), seen.slice(1)], [9_000, 9_000, [500, 8_000]])
})
