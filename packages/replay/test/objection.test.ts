import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSample, sampleAgreements, sampleParticipants, startHub } from '@unefois/local'
import t from 'tap'
import { adviserAt } from '../src/actors/desk-adviser.ts'
import { openCounts } from '../src/counts/counts.ts'
import { setStage } from '../src/stage.ts'
import { waitFor } from '../src/wait-for.ts'
import { waitForAgreements } from '../src/wait-for-agreements.ts'

const receiver = 'mutualite-horizon'
const right = 'be.mutualite.intervention-majoree'
const contract = 'urn:unefois:contracts:'

interface State {
  readonly key: boolean
  readonly void: boolean | null
  readonly recalled: boolean
  readonly receipted: boolean
}

t.test('an objection against real processes: gateway, consent, bus and desk', async t => {
  const dataDir = mkdtempSync(join(tmpdir(), 'unefois-objection-'))
  const hub = await startHub({
    dataDir,
    participants: sampleParticipants,
    desks: [receiver],
    say: () => {},
  })
  const counts = openCounts(hub)
  t.teardown(async () => {
    await counts.close()
    await hub.stop()
    if (hub.postgres.dataDir !== undefined) {
      rmSync(join(hub.postgres.dataDir, '..'), { recursive: true, force: true })
    }
    rmSync(dataDir, { recursive: true, force: true })
  })
  await loadSample(hub)
  const stage = setStage(hub, { seed: 7, say: () => {} })
  await waitForAgreements(hub, sampleAgreements(hub.nowMs()))
  const { subject } = stage.person('be-niss')
  const send = () =>
    stage
      .as('cpas-forest', 'gateway')
      .post(
        '/v1/signals',
        { subject, right, addressee: receiver, observedOn: stage.today() },
        `${contract}signal-accepted.v1`,
      )
  const stateOf = async (id: string) => {
    const [row] = await counts.hub<State[]>`
      SELECT EXISTS (SELECT FROM exchange.data_key WHERE signal_id = ${id}) AS key,
        (SELECT o.void FROM exchange.outbox AS o WHERE signal_id = ${id}) AS void,
        EXISTS (SELECT FROM exchange.recall WHERE signal_id = ${id}) AS recalled,
        EXISTS (SELECT FROM exchange.recall WHERE signal_id = ${id} AND receipted_at IS NOT NULL)
          AS receipted`
    if (row === undefined) throw new Error('no answer')
    return { ...row }
  }
  const adviser = adviserAt(stage, receiver)

  const received = await send()
  await adviser.receive(received.id)
  await adviser.claim(received.id)
  await waitFor(
    'the hub has forgotten it',
    async () => (await stateOf(received.id)).key,
    isLive => isLive === false,
  )
  await hub.processes[`desk-${receiver}`]?.stop()
  const waiting = await send()
  const kept = { recalled: false, receipted: false }
  t.strictSame(await stateOf(waiting.id), { key: true, void: false, ...kept })

  const receipt = await stage
    .as('hub-person-page', 'consent')
    .post(
      '/v1/objections',
      { subject, scope: {}, lodgedBy: 'person' },
      `${contract}objection-receipt.v2`,
    )
  t.equal(receipt.covers, 'this-number-and-told-successors')
  t.strictSame(await stateOf(waiting.id), { key: false, void: null, ...kept })
  t.match(await stateOf(received.id), { recalled: true, receipted: false })
  const later = await send()
  t.equal(later.status, 'sent', 'the sender is told the same')
  t.equal((await stateOf(later.id)).void, true, 'and nothing is ever relayed')

  await hub.processes[`desk-${receiver}`]?.restart()
  const erased = await waitFor(
    'the desk’s receipt',
    () => stateOf(received.id),
    state => state.receipted,
  )
  t.equal(erased.receipted, true, 'the claimed case is erased at the desk')
  const desk = stage.as(`${receiver}-adviser`, { desk: receiver })
  t.equal(await desk.find(`/v1/cases/${received.id}`, `${contract}case.v2`), undefined)
  const [left] = await counts.desk(receiver)<{ sealed: number }[]>`
    SELECT count(*)::int AS sealed FROM desk.cases
    WHERE id = ${received.id} AND erased_at IS NULL`
  t.equal(left?.sealed, 0)
})
