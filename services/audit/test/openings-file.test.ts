import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { judgeOpenings, readOpenings } from '@unefois/evidence'
import { readEvidence, writeOpenings } from '@unefois/local'
import { compileCache } from '@unefois/testing'
import t from 'tap'
import { appendSamples, eraseByOutcome, openAudit, signalOf, start } from './open-audit.ts'

const program = fileURLToPath(
  new URL('../../../packages/local/src/openings/main.ts', import.meta.url),
)

const sample = (signalId: string) => ({
  at: start.toISOString(),
  agency: 'caf-13',
  counterparty: 'carsat-sud-est',
  signalId,
  detail: { right: 'fr.carsat.aspa', trigger: 'age-threshold' },
})

t.test('openings are written for who judges a log that goes on meanwhile', async t => {
  const opened = await openAudit(t)
  const { database, deps, sequence, sql } = opened
  const [kept, gone] = [signalOf(start.toISOString()), signalOf(start.toISOString())]
  await appendSamples(sql.admin, [sample(kept), sample(gone), sample(kept)])
  await sequence()
  await eraseByOutcome(opened, gone)
  const folder = t.testdir()
  const write = (name: string) =>
    writeOpenings(sql.admin, {
      file: join(folder, name),
      laws: ['fr', 'be'],
      nowMs: deps.nowMs,
    })
  // What was erased just now has no leaf yet: the log is read again until it has.
  const [written] = await Promise.all([write('openings'), t.resolves(sequence())])
  t.match(written, { faults: 0, openings: 4 })
  t.equal(statSync(join(folder, 'openings')).mode & 0o777, 0o600, 'its owner alone reads it')
  await t.rejects(write('openings'), { code: 'EEXIST' }, 'nothing is written over')

  await appendSamples(sql.admin, [sample(kept), sample(kept)])
  await sequence()
  const judge = async (name: string) => {
    const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
    const evidence = readOpenings(lines.map(line => Buffer.from(line)))
    return judgeOpenings(evidence, (await readEvidence(sql.admin)).entries, deps.nowMs())
  }
  t.match(await judge('openings'), { faults: [], shown: 4, over: 0, later: 2 })

  const env = { ...compileCache, HUB_DATABASE_URL: database.adminUrl }
  const byProgram = (...args: string[]) =>
    promisify(execFile)(process.execPath, [program, ...args], { cwd: folder, env })
  const byHand = await byProgram('by-hand')
  t.match(byHand, { stdout: '', stderr: /^6 openings of 2\d\d leaves, 0 of them/ })
  t.match(await judge('by-hand'), { faults: [], shown: 6, later: 0 })
  await t.rejects(byProgram('by-hand'), { code: 1, stderr: /exists/ })
  const nowhere = byProgram(join('no-folder', 'openings'))
  await t.rejects(nowhere, { code: 1, stderr: /ENOENT.*the folder/ })
  await t.rejects(byProgram(), { code: 2, stderr: /Name the one file/ })

  await sql.admin`UPDATE audit.event SET agency = 'caf-75' WHERE id = (
    SELECT id FROM audit.opening WHERE log_index = 2)`
  t.match(await write('edited'), { faults: 1, openings: 6 }, 'written as it is, and said')
  t.match(await judge('edited'), { faults: [{ code: 'first-part-edited', index: 2 }], later: 0 })
})
