import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgreementText } from '@unefois/contracts'
import { type Hub, loadSample, sampleOf, sampleParticipants, startHub } from '@unefois/local'
import t from 'tap'
import { apiOf } from '../src/actors/actor.ts'
import { adviserAt } from '../src/actors/desk-adviser.ts'
import { openCounts } from '../src/counts/counts.ts'
import { setStage } from '../src/stage.ts'
import { waitFor } from '../src/wait-for.ts'
import { waitForAgreements } from '../src/wait-for-agreements.ts'

const receiver = 'mutualite-horizon'
const contract = 'urn:unefois:contracts:'
const provision = 'FICTITIOUS: loi du 1er janvier 2020, art. 3'
const viaBcss = { sender: 'onss', right: 'be.mutualite.affiliation' }
const imposed = { sender: 'cpas-forest', right: 'be.mutualite.intervention-majoree' }

/** The sample, one agreement by way of the BCSS and one with the right to object set aside. */
function changed(text: AgreementText): AgreementText {
  const basis = text.identifierBasis
  if (text.sender === viaBcss.sender && basis.scheme === 'be-niss') {
    return { ...text, identifierBasis: { ...basis, route: { kind: 'via-bcss' } } }
  }
  if (text.sender === imposed.sender) return { ...text, objection: { setAside: { provision } } }
  return text
}

async function openHub(dataDir: string): Promise<Hub> {
  const hub = await startHub({
    dataDir,
    participants: sampleParticipants,
    desks: [receiver],
    bcss: true,
    say: () => {},
  })
  const sample = sampleOf(hub)
  const agreements = sample.agreements.map(changed)
  await loadSample(hub, { ...sample, agreements })
  await waitForAgreements(hub, agreements)
  return hub
}

t.test('what the law asks of the hub, on real processes with a simulated BCSS', async t => {
  const dataDir = mkdtempSync(join(tmpdir(), 'unefois-law-'))
  const hub = await openHub(dataDir)
  const counts = openCounts(hub)
  t.teardown(async () => {
    await counts.close()
    await hub.stop()
    if (hub.postgres.dataDir !== undefined) {
      rmSync(join(hub.postgres.dataDir, '..'), { recursive: true, force: true })
    }
    rmSync(dataDir, { recursive: true, force: true })
  })
  const stage = setStage(hub, { seed: 11, say: () => {} })
  const desk = adviserAt(stage, receiver)
  const reader = stage.as(`${receiver}-adviser`, { desk: receiver })
  const operator = apiOf(hub, 'hub-operator', { url: hub.urls.bcss ?? '' })
  // A refusal is looked at, not repeated.
  const senders = [viaBcss, imposed].map(({ sender }) =>
    apiOf(hub, sender, 'gateway', { retriesMax: 0 }),
  )
  t.teardown(() => Promise.all([operator, ...senders].map(api => api.close())))
  const post = (flow: typeof viaBcss, subject: object, idempotencyKey: string = randomUUID()) =>
    senders[flow === viaBcss ? 0 : 1]?.call({
      method: 'POST',
      path: '/v1/signals',
      body: { subject, right: flow.right, addressee: receiver, observedOn: stage.today() },
      idempotencyKey,
    })
  const send = async (flow: typeof viaBcss, subject: object): Promise<string> => {
    const answer = await post(flow, subject)
    if (answer?.status !== 202) throw new Error(`a signal was answered ${answer?.status}`)
    return String(Reflect.get(answer.body as object, 'id'))
  }
  const integrate = (subject: object) =>
    operator.call({
      method: 'POST',
      path: '/v1/integrations',
      body: {
        integrations: [viaBcss.sender, receiver].map(participant => ({
          subject,
          participant,
          from: '2020-01-01',
        })),
      },
    })
  const isVoid = async (id: string) => {
    const [row] = await counts.hub<{ void: boolean }[]>`
      SELECT void FROM exchange.outbox WHERE signal_id = ${id}`
    return row?.void
  }

  await t.test('the BCSS is asked, and who is not integrated at both ends is stopped', async t => {
    const { subject: known } = stage.person('be-niss')
    const { subject: unknown } = stage.person('be-niss')
    t.equal((await integrate(known)).status, 204)
    const stopped = await send(viaBcss, unknown)
    const passed = await send(viaBcss, known)
    await desk.receive(passed)
    t.equal(await isVoid(stopped), true)
    t.equal(await reader.find(`/v1/cases/${stopped}`, `${contract}case.v2`), undefined)

    await hub.processes['bcss-simulator']?.stop()
    const key = randomUUID()
    const count = async () =>
      (await counts.hub<{ n: number }[]>`SELECT count(*)::int AS n FROM exchange.signal`)[0]?.n
    const before = await count()
    const refused = await post(viaBcss, known, key)
    t.match(refused, { status: 503, body: { code: 'bcss-unavailable' } })
    t.equal(await count(), before, 'nothing stored')
    t.equal((await post(imposed, known))?.status, 202, 'others wait for nobody')
    await hub.processes['bcss-simulator']?.restart()
    await integrate(known)
    t.equal((await post(viaBcss, known, key))?.status, 202, 'the same key')
  })

  await t.test('an objection spares what the law imposes, and its receipt says so', async t => {
    const { subject } = stage.person('be-niss')
    await integrate(subject)
    const lodged = await stage
      .as('hub-person-page', 'consent')
      .post(
        '/v1/objections',
        { subject, scope: { agency: receiver }, lodgedBy: 'person' },
        `${contract}objection-receipt.v2`,
      )
    t.strictSame(lodged.setAside, [
      { sender: imposed.sender, receiver, rights: [imposed.right], provision },
    ])
    const refused = await send(viaBcss, subject)
    const spared = await send(imposed, subject)
    t.equal(await isVoid(refused), true)
    await desk.receive(spared)
    const nowhere = apiOf(hub, 'hub-person-page', 'consent')
    t.match(
      await nowhere.call({
        method: 'POST',
        path: '/v1/objections',
        body: { subject, scope: { agency: 'cpam-99' }, lodgedBy: 'person' },
        idempotencyKey: randomUUID(),
      }),
      { status: 422, body: { code: 'scope-unknown', errors: [{ pointer: '/scope/agency' }] } },
    )
    await nowhere.close()
  })

  await t.test(
    'who has a case freezes it within seconds, and frees it; offline, later',
    async t => {
      const { subject } = stage.person('be-niss')
      const person = stage.as('hub-person-page', 'consent')
      const id = await send(imposed, subject)
      await desk.receive(id)
      const restrictionOf = async () =>
        (await reader.find(`/v1/cases/${id}`, `${contract}case.v2`))?.restriction?.ground
      const open = async () => {
        const [row] = await counts.hub<{ n: number }[]>`SELECT count(*)::int AS n
        FROM exchange.recall WHERE signal_id = ${id} AND receipted_at IS NULL`
        return row?.n
      }
      const lodge = () =>
        person.post(
          '/v1/restrictions',
          { subject, by: 'person', ground: 'accuracy-contested' },
          `${contract}request-receipt.v1`,
        )
      const lift = (restriction: string) =>
        person.post(
          `/v1/restrictions/${restriction}/lift`,
          { subject, by: 'person', toldAt: stage.now().toISOString() },
          `${contract}restriction-lifted.v1`,
        )
      const first = await lodge()
      const startedMs = performance.now()
      await waitFor('frozen', restrictionOf, found => found === 'accuracy-contested')
      t.comment(
        `frozen at the desk ${Math.round(performance.now() - startedMs)} ms after the answer`,
      )
      await waitFor('its receipt', open, n => n === 0)
      await lift(first.id)
      await waitFor('free', restrictionOf, found => found === undefined)
      await waitFor('its receipt', open, n => n === 0)

      await hub.processes[`desk-${receiver}`]?.stop()
      await lodge()
      t.equal(await open(), 1, 'owed while the desk is away')
      await hub.processes[`desk-${receiver}`]?.restart()
      await waitFor('told when it is back', open, n => n === 0)
      t.equal(await restrictionOf(), 'accuracy-contested')
      const status = await senders[1]?.call({ method: 'GET', path: `/v1/signals/${id}` })
      t.match(status, { status: 200, body: { status: 'sent' } }, 'the sender sees nothing of it')
      t.notMatch(JSON.stringify(status), /restrict/u)
    },
  )

  await t.test('what is restricted reaches nobody until it is lifted', async t => {
    const { subject } = stage.person('be-niss')
    const person = stage.as('hub-person-page', 'consent')
    const restriction = await person.post(
      '/v1/restrictions',
      { subject, by: 'person', ground: 'accuracy-contested' },
      `${contract}request-receipt.v1`,
    )
    const held = await send(imposed, subject)
    const free = await send(imposed, stage.person('be-niss').subject)
    await desk.receive(free)
    t.equal(await reader.find(`/v1/cases/${held}`, `${contract}case.v2`), undefined)
    const [row] = await counts.hub<{ key: boolean }[]>`
      SELECT restricted AS key FROM exchange.data_key WHERE signal_id = ${held}`
    t.equal(row?.key, true, 'and is kept')
    await person.post(
      `/v1/restrictions/${restriction.id}/lift`,
      { subject, by: 'person', toldAt: stage.now().toISOString() },
      `${contract}restriction-lifted.v1`,
    )
    await waitFor(
      'what was held arrives',
      () => reader.find(`/v1/cases/${held}`, `${contract}case.v2`),
      found => found !== undefined,
    )
    t.pass('it arrives')
  })
})
