import { createServer, type IncomingMessage } from 'node:http'
import { type DeskActs, validatorFor } from '@unefois/contracts'
import { createApi } from '@unefois/sdk'
import t, { type Test } from 'tap'
import { keepHouse } from '../src/housekeeping.ts'
import { connectHubLog } from '../src/hub-log.ts'
import { tellActs } from '../src/use-cases/tell-acts.ts'
import { openConsole } from './support/console.ts'
import { openDesk, signalMessage, type TestDesk } from './support/desk.ts'
import { listen } from './support/listen.ts'

type Act = DeskActs['events'][number]

/** The hub's log over real HTTP, as the contract has it. */
async function startLog(t: Test, desk: TestDesk) {
  const isActs = validatorFor('urn:unefois:contracts:desk-acts.v1')
  const log = {
    told: [] as Act[],
    calls: 0,
    bytesMost: 0,
    failing: undefined as { status: number; code: string } | undefined,
    /** What it refuses by content, and what it does not take. */
    unread: new Set<string>(),
    refused: new Set<string>(),
    cutNext: false,
  }
  const server = createServer((request, response) => {
    void textOf(request).then(text => {
      log.calls += 1
      log.bytesMost = Math.max(log.bytesMost, text.length)
      const { status, answer } = answerTo(JSON.parse(text))
      if (log.cutNext) {
        log.cutNext = false
        request.socket.destroy()
        return
      }
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer))
    })
  })
  function answerTo(body: unknown): { status: number; answer: unknown } {
    if (log.failing !== undefined) return { status: log.failing.status, answer: log.failing }
    if (!isActs(body) || body.events.some(({ id }) => log.unread.has(id))) {
      return { status: 400, answer: { status: 400, code: 'invalid-body' } }
    }
    const results = body.events.map(act => {
      if (log.refused.has(act.id)) return { id: act.id, result: 'refused' }
      if (log.told.some(({ id }) => id === act.id)) return { id: act.id, result: 'already' }
      log.told.push(act)
      return { id: act.id, result: 'applied' }
    })
    return { status: 200, answer: { results } }
  }
  const api = createApi({ baseUrl: await listen(t, server), retriesMax: 0, timeoutMs: 30_000 })
  t.teardown(() => api.close())
  const alarms: [number, string][] = []
  const hubLog = connectHubLog(api)
  const tell = tellActs({
    sql: desk.sql,
    hubLog,
    onRefused: (acts, code) => void alarms.push([acts, code]),
  })
  return { log, tell, alarms }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

const tracesOf = ({ admin }: TestDesk) =>
  admin<{ id: string; operation: string }[]>`SELECT id, operation FROM audit.event ORDER BY id`

t.test(
  'every act is told once, in its order, without its detail, and joining is not told',
  async t => {
    const desk = await openDesk(t)
    const { asAdviser } = await openConsole(t, desk)
    const { log, tell } = await startLog(t, desk)
    const person = desk.person()
    const [first, second] = [desk.seal(person), desk.seal(person, { sender: 'caf-13' })]
    await desk.take([first, second].map(each => signalMessage(each.signal)))
    await asAdviser('POST', `/v1/cases/${first.id}/claim`, { version: 1 })
    await asAdviser('GET', `/v1/cases/${first.id}`)
    t.strictSame(await tell(), { turn: 'told', acts: 4 })
    t.strictSame(await tell(), { turn: 'idle' })
    const traces = await tracesOf(desk)
    t.strictSame(log.told.map(({ id }) => id).sort(), traces.map(({ id }) => id).sort())
    t.ok(traces.some(({ operation }) => operation === 'case-join'))
    t.strictSame(
      log.told.map(({ operation }) => operation),
      ['case-receive', 'case-receive', 'case-claim', 'case-read'],
    )
    for (const act of log.told) {
      const { id, at, operation, agent, signalId, agreementHash, counterparty, ...more } = act
      t.strictSame(more, {}, 'nothing else leaves')
    }
    t.notMatch(JSON.stringify(log.told), person.value)
  },
)

t.test(
  'the hub’s silence loses nothing, and an answer that was lost is asked for again',
  async t => {
    const desk = await openDesk(t)
    const { log, tell, alarms } = await startLog(t, desk)
    await desk.take([signalMessage(desk.seal(desk.person()).signal)])
    log.failing = { status: 503, code: 'temporarily-unavailable' }
    t.strictSame(await tell(), { turn: 'failed', cause: 'temporarily-unavailable' })
    log.failing = { status: 403, code: 'scope-missing' }
    t.strictSame(await tell(), { turn: 'failed', cause: 'scope-missing' })
    log.failing = undefined
    log.cutNext = true
    t.strictSame(await tell(), { turn: 'failed', cause: 'no-answer' })
    await keepHouse(desk.deps)()
    t.strictSame(await tell(), { turn: 'told', acts: 1 }, 'the log knew it: one leaf')
    t.equal(log.told.length, 1)
    t.strictSame(alarms, [])
    t.strictSame(await tell(), { turn: 'idle' })
  },
)

t.test('what the log refuses is an alarm and holds up nothing; bodies stay small', async t => {
  const desk = await openDesk(t)
  const { log, tell, alarms } = await startLog(t, desk)
  await desk.take(Array.from({ length: 300 }, () => signalMessage(desk.seal(desk.person()).signal)))
  const ids = (await tracesOf(desk)).map(({ id }) => id)
  log.unread.add(ids[17] ?? '').add(ids[255] ?? '')
  log.refused.add(ids[44] ?? '')
  t.strictSame(await tell(), { turn: 'told', acts: 300 })
  t.equal(log.told.length, 297)
  t.same(alarms.toSorted(), [
    [1, 'invalid-body'],
    [1, 'invalid-body'],
    [1, 'not-taken'],
  ])
  t.ok(log.bytesMost < 65_536 && log.calls > 2)
  t.strictSame(await tell(), { turn: 'idle' })
})

t.test('erasures need no telling; what nobody could be told ends after 400 days', async t => {
  const desk = await openDesk(t)
  const { tell } = await startLog(t, desk)
  const sealed = desk.seal(desk.person())
  await desk.take([signalMessage(sealed.signal)])
  await tell()
  const at = desk.clock.now()
  await desk.admin`SELECT audit.erase_second_openings(ARRAY[${sealed.id}::uuid], ${at})`
  const waiting = async () => (await desk.admin`SELECT kind FROM audit.log_queue`).length
  await desk.take([signalMessage(desk.seal(desk.person()).signal)])
  t.ok((await waiting()) > 0)
  await keepHouse(desk.deps)()
  t.equal(await waiting(), 1, 'the act waits')
  await desk.clock.advance(401 * 86_400_000)
  await desk.admin`DELETE FROM audit.log_queue WHERE kind <> 'act'`
  await keepHouse(desk.deps)()
  const old = await desk.admin<{ old: number }[]>`SELECT count(*)::int AS old FROM audit.log_queue
    WHERE ids[1] < audit.uuid_floor(${desk.clock.now()}::timestamptz - interval '400 days')`
  t.same(old, [{ old: 0 }])
})
