import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  createTree,
  leafHash,
  openCheckpoint,
  proveConsistency,
  verifyConsistency,
} from '@unefois/audit-log'
import type { Database } from '@unefois/database'
import { seededRandom } from '@unefois/identifiers'
import { readEvidence } from '@unefois/local'
import { judgeLeaves, judgeTree, openLogKey } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import { waitUntil } from '@unefois/testing'
import t from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

const kills = 8
const periodMs = 600_000
const script = new URL('./writer-process.ts', import.meta.url).pathname

/** Until the last writer has numbered and signed everything. */
const untilNumbered = (admin: Database) =>
  waitUntil('everything is numbered and signed', async () => {
    const [row] = await admin<{ waiting: number }[]>`
      SELECT (SELECT count(*)::int FROM audit.log_queue)
        + (SELECT count(*)::int FROM audit.log_checkpoint WHERE note IS NULL) AS waiting`
    return row?.waiting === 0
  })

t.test('a writer killed at any moment never signs two pasts', async t => {
  const { sql, database, path } = await openAudit(t)
  const random = seededRandom(20_261_121)
  const notes = new Set<string>()
  let isOver = false
  const ofKeys = { purpose: 'directory-keeping', operation: 'key-register' }
  const samples = () =>
    Array.from({ length: 1 + Math.floor(random() * 60) }, (_, n) => ({
      at: start.toISOString(),
      agency: 'caf-13',
      ...(n % 9 === 8 ? ofKeys : { signalId: signalOf(start.toISOString()) }),
      detail: { right: 'fr.carsat.aspa' },
    }))
  async function work(): Promise<void> {
    while (!isOver) {
      await appendSamples(sql.admin, samples())
      await sleep(random() * 20)
    }
  }
  const working = work()
  const read = async () => {
    const rows = await sql.admin<{ note: string }[]>`
      SELECT note FROM audit.log_checkpoint WHERE note IS NOT NULL`
    for (const { note } of rows) notes.add(note)
  }
  for (let kill = 1; kill <= kills + 1; kill += 1) {
    const startMs = String(start.getTime() + kill * 1_000 * periodMs)
    const child = spawn(
      process.execPath,
      [script, database.roleUrl('audit_app'), path, startMs, String(periodMs)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(child.stdout, 'data')
    await sleep(random() * 400)
    if (kill > kills) {
      // However slow the machine, and whatever the killed ones came to.
      await waitUntil('some checkpoints are signed', async () => {
        await read()
        return notes.size > 5
      })
      isOver = true
      await working
      await untilNumbered(sql.admin)
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    await read()
  }
  const evidence = await readEvidence(sql.admin)
  const { verifier: log } = openLogKey(openKeyStore(`${path}/keys`), 'hub-test')
  const tree = createTree()
  for (const entry of evidence.entries) tree.append(leafHash(entry))
  const signed = [...notes]
    .map(note => openCheckpoint(Buffer.from(note), log).checkpoint)
    .sort((a, b) => a.size - b.size)
  let inconsistent = 0
  for (const [place, from] of signed.entries()) {
    for (const to of signed.slice(place + 1)) {
      const proof = proveConsistency(tree.read, from.size, to.size)
      const claim = { from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof }
      if (!verifyConsistency(claim)) inconsistent += 1
    }
  }
  t.equal(inconsistent, 0)
  t.ok(signed.length > 2, `${signed.length} checkpoints were signed`)
  const pads = evidence.pads.reduce((sum, { count }) => sum + count, 0)
  const [acts] = await sql.admin`SELECT count(*)::int AS acts FROM audit.event`
  t.equal(evidence.openings.length, acts?.acts, 'one leaf for each act')
  t.equal(evidence.openings.length + pads, evidence.entries.length)
  t.equal(evidence.unnumbered, 0)
  const faults = [
    ...judgeTree({ ...evidence, log }),
    ...judgeLeaves({ ...evidence, laws: ['fr'], now: start }),
  ]
  t.strictSame(faults, [])
  t.comment(`${acts?.acts} acts, ${pads} pads, ${signed.length} checkpoints`)
})
