import {
  commitTo,
  decideCosignature,
  entryOf,
  leafHash,
  openCheckpoint,
  parseAddCheckpoint,
  verifyInclusion,
  type Witnessed,
} from '@unefois/audit-log'
import { createLog } from '@unefois/events'
import { readEvidence } from '@unefois/local'
import { judgeLeaves, judgeTree, openLogKey } from '@unefois/log-leaves'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import { events } from '../src/events.ts'
import { planSequence } from '../src/sequencer.ts'
import { askWitness } from '../src/use-cases/ask-witness.ts'
import { readCheckpoint } from '../src/use-cases/read-log.ts'
import { readPredecessors } from '../src/use-cases/read-predecessors.ts'
import { appendSamples, openAudit, start } from './open-audit.ts'

const tables = ['event', 'opening', 'log_queue', 'log_state', 'log_tile', 'log_bundle']
const periodMs = 600_000

type Opened = Awaited<ReturnType<typeof openAudit>>

/** What a base backup and a restore of it do to the log's tables. */
function backupOf({ sql: { admin } }: Opened) {
  const all = [...tables, 'log_checkpoint', 'log_epoch']
  return {
    async take() {
      await admin`CREATE SCHEMA saved`
      for (const name of all) {
        await admin.unsafe(`CREATE TABLE saved.${name} AS SELECT * FROM audit.${name}`)
      }
    },
    async restore() {
      for (const name of all) {
        await admin.unsafe(`DELETE FROM audit.${name};
          INSERT INTO audit.${name} OVERRIDING SYSTEM VALUE SELECT * FROM saved.${name}`)
      }
    },
  }
}

function secondLog(opened: Opened, epoch = 2) {
  const deps = { ...opened.deps, logKey: openLogKey(opened.store, 'hub-test', epoch) }
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  const log = createLog({ service: 'audit', events, destination })
  return { deps, lines, sequence: planSequence(deps, log) }
}

async function act(opened: Opened, count: number): Promise<void> {
  const at = start.toISOString()
  await appendSamples(
    opened.sql.admin,
    Array.from({ length: count }, () => ({ at, agency: 'caf-13' })),
  )
}

async function publish(opened: Opened, sequence: () => Promise<void>): Promise<void> {
  await opened.clock.set(opened.clock.nowMs() + periodMs)
  await sequence()
}

t.test('a restored log ends, and its successor says after which checkpoint it began', async t => {
  const opened = await openAudit(t)
  const backup = backupOf(opened)
  const first = opened.deps.logKey.verifier
  const witness = async (
    deps: Opened['deps'],
    last: Witnessed | undefined,
    verifier = deps.logKey.verifier,
  ) => {
    const asked = (await askWitness(deps)('cpam-13', last?.size ?? 0)) ?? ''
    return decideCosignature(parseAddCheckpoint(Buffer.from(asked)), [verifier], last)
  }
  await act(opened, 300)
  await opened.sequence()
  const early = await witness(opened.deps, undefined)
  if (early.status !== 200) throw new Error('the first is cosigned')
  await act(opened, 10)
  await opened.sequence()
  await backup.take()
  await act(opened, 500)
  await publish(opened, opened.sequence)
  const ended = openCheckpoint(Buffer.from(opened.deps.anchor.read() ?? ''), first).checkpoint
  t.equal(ended.size, 1_024)

  await backup.restore()
  await act(opened, 5_000)
  await opened.restart()()
  t.match(opened.lines.join(''), /log-behind-checkpoint/u)
  t.equal((await opened.sql.admin`SELECT FROM audit.log_queue`).length, 1, 'nothing is numbered')
  const third = secondLog(opened, 3)
  await third.sequence()
  t.match(third.lines.join(''), /log-behind-checkpoint/u, 'no number is left out')

  const { deps, lines, sequence } = secondLog(opened)
  t.match(await readCheckpoint(deps)(), /^hub-test\/log\n512\n/u, 'the old one’s, as restored')
  await sequence()
  t.match(lines.join(''), /log-begun-anew/u)
  const anchored = openCheckpoint(Buffer.from(deps.anchor.read() ?? ''), deps.logKey.verifier)
  t.equal(anchored.checkpoint.origin, 'hub-test/log/2', 'from its first signature on')
  await publish(opened, sequence)
  const note = Buffer.from((await readCheckpoint(deps)()) ?? '')
  const { checkpoint } = openCheckpoint(note, deps.logKey.verifier)
  const told = await readPredecessors(deps)()
  t.equal(told?.size, checkpoint.size)
  const [item] = told?.items ?? []
  if (item === undefined) throw new Error('the beginning is told')
  t.strictSame(item.detail, {
    successor: 'hub-test/log/2',
    origin: 'hub-test/log',
    size: ended.size,
    root: ended.root.toString('base64'),
    kept: 522,
  })
  const [one, two] = item.nonces.map(nonce => Buffer.from(nonce, 'base64'))
  if (one === undefined || two === undefined) throw new Error('two nonces')
  const parts = [
    commitTo(one, jcs(item.first)),
    commitTo(two, jcs({ detail: item.detail })),
  ] as const
  const proof = item.proof.map(hash => Buffer.from(hash, 'base64'))
  const leaf = leafHash(entryOf(...parts))
  const { root, size } = checkpoint
  t.ok(verifyInclusion({ leaf, index: item.index, size, proof, root }))

  t.equal((await witness(deps, undefined, first)).status, 404, 'another log to who was not told')
  t.match(await witness(deps, early.next), { status: 200 }, 'what was kept is as it was')
  const other = { ...early.next, root: Buffer.alloc(32, 1) }
  t.match(await witness(deps, other), { status: 422 })

  const evidence = { ...(await readEvidence(opened.sql.admin)), laws: ['fr'] as const }
  const now = new Date(opened.clock.nowMs())
  t.strictSame(judgeLeaves({ ...evidence, now }), [])
  t.strictSame(judgeTree({ ...evidence, log: [first, deps.logKey.verifier] }), [])
  t.equal(evidence.unnumbered, 0)

  await opened.restart()()
  await act(opened, 1)
  await secondLog(opened).sequence()
  t.equal((await opened.sql.admin`SELECT FROM audit.log_queue`).length, 0, 'it goes on')
})

t.test(
  'a successor that crashed before it signed begins with its first act all the same',
  async t => {
    const opened = await openAudit(t)
    const backup = backupOf(opened)
    await act(opened, 10)
    await opened.sequence()
    await backup.take()
    await act(opened, 10)
    await publish(opened, opened.sequence)
    await backup.restore()
    const crashing = {
      write: () => {
        throw new Error('the disk is full')
      },
      read: opened.deps.anchor.read,
    }
    const broken = secondLog(opened)
    const halted = planSequence(
      { ...broken.deps, anchor: crashing },
      createLog({ service: 'audit', events, destination: { write: () => {} } }),
    )
    await t.rejects(halted(), /the disk is full/u)
    const signed = opened.sql.admin`SELECT note FROM audit.log_checkpoint WHERE note LIKE '%log/2%'`
    t.equal((await signed).length, 0)
    const { deps, sequence } = secondLog(opened)
    await sequence()
    await publish(opened, sequence)
    t.equal((await readPredecessors(deps)())?.items.length, 1, 'it began once')
    await opened.restart()()
    t.match(opened.lines.join(''), /log-behind-checkpoint/u, 'the first log is over')
  },
)

t.test('a log at rest publishes a step of pads in each period, once', async t => {
  const opened = await openAudit(t)
  await opened.sequence()
  await act(opened, 3)
  await opened.sequence()
  const states = () => opened.sql.admin<{ size: number; pads: number }[]>`
    SELECT size::int, pads FROM audit.log_checkpoint WHERE published_at IS NOT NULL ORDER BY size`
  for (let turn = 0; turn < 3; turn += 1) {
    await publish(opened, opened.sequence)
    await opened.sequence()
  }
  t.strictSame(
    (await states()).map(({ size, pads }) => [size, pads]),
    [
      [256, 253],
      [512, 256],
      [768, 256],
      [1024, 256],
    ],
  )
})

t.test('a writer whose database falls back to an older one stops while it lives', async t => {
  for (const isLonger of [false, true]) {
    const opened = await openAudit(t)
    const backup = backupOf(opened)
    await act(opened, 300)
    await opened.sequence()
    await backup.take()
    await act(opened, 300)
    await publish(opened, opened.sequence)
    const { anchor } = opened.deps
    const anchored = anchor.read()
    await backup.restore()
    await act(opened, 1_000)
    if (isLonger) {
      // Another past, already longer than what was published.
      const unaware = { read: () => undefined, write: () => {} }
      const log = createLog({ service: 'audit', events, destination: { write: () => {} } })
      await planSequence({ ...opened.deps, anchor: unaware }, log)()
      await act(opened, 1)
    }
    await publish(opened, opened.sequence)
    t.match(opened.lines.join(''), /log-behind-checkpoint/u)
    t.equal(anchor.read(), anchored, 'what was published stays written down')
    const queue = await opened.sql.admin`SELECT FROM audit.log_queue`
    t.equal(queue.length, isLonger ? 0 : 1, 'nothing is numbered over a shorter tree')
    const unsigned = await opened.sql.admin`SELECT FROM audit.log_checkpoint WHERE note IS NULL`
    t.equal(unsigned.length, isLonger ? 1 : 0)
    await publish(opened, opened.sequence)
    t.equal(opened.lines.join('').match(/log-behind-checkpoint/gu)?.length, 1, 'said once')
  }
})

t.test('another root of the published size is not signed again', async t => {
  const opened = await openAudit(t)
  await act(opened, 10)
  await opened.sequence()
  await opened.sql.admin`
    UPDATE audit.log_checkpoint SET root = ${Buffer.alloc(32, 7)}, note = NULL WHERE size = 256`
  const anchored = opened.deps.anchor.read()
  await opened.sequence()
  t.match(opened.lines.join(''), /log-behind-checkpoint/u)
  t.equal(opened.deps.anchor.read(), anchored)
})
