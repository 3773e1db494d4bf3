import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@unefois/identifiers'
import { type Hub, hubId } from '@unefois/local'
import { openLogKey } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import { openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { setStage } from '../stage.ts'
import { waitFor } from '../wait-for.ts'
import { inPlace, inside, isBelieved } from './access/change-bytes.ts'
import { countEvents, countTraits, differences, factsOf, sumOf } from './access/compare.ts'
import { keepLog, openOfficer } from './access/export.ts'
import { keepParts, partEvents } from './access/parts.ts'
import { countBelieved, runVerify } from './access/run-verify.ts'
import { signAgain } from './access/sign-again.ts'
import { askAsStranger, type Walked, walkThrough } from './access/walk.ts'
import { openPublicLog, type PublicLog, waitUntilNumbered } from './transparency/log-of-hub.ts'

const desks = ['carsat-sud-est', 'mutualite-horizon']
const publishMs = 600_000
const sampledBytes = 10_000
const sampledRuns = 12
const attemptsMax = 6

/** What a person is given can be checked by anybody, and holds all and only what is theirs. */
export const access: Proof = {
  promise:
    'A person who asks is given every act about them and none about anybody else, with proofs ' +
    'that hold on a machine of their own with no server running; after any byte is changed ' +
    'it fails.',
  sabotage: 'whoever changes a byte has the log’s own key, and signs again.',
  run: proveAccess,
}

async function proveAccess(run: ProofRun): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-access-'))
  try {
    const kept = await exportAll(run, folder)
    const verified = await verifyAll(run, folder)
    const changed = await changeBytes(run, folder, kept)
    const { figures, holds } = kept
    const isProven =
      verified.failed === 0 && verified.certificates > 0 && kept.proven > 0 && kept.secondErased > 0
    return {
      holds: holds && isProven && changed.believed === 0,
      examined: changed.examined + verified.runs,
      figures: { ...figures, ...verified, ...changed, seed: run.seed },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Kept {
  readonly holds: boolean
  readonly proven: number
  readonly secondErased: number
  readonly figures: Readonly<Record<string, number | boolean>>
  readonly zip: Buffer
  readonly smallZip: Buffer
  readonly policy: Buffer
  readonly signer: ReturnType<typeof openLogKey>
}

/** The walk-through and the answers, on a real hub, which has ended when this answers. */
async function exportAll(run: ProofRun, folder: string): Promise<Kept> {
  const hub = await run.openHub({ desks, accessPartEvents: partEvents })
  const counts = openCounts(hub)
  const officer = openOfficer(hub)
  const store = openKeyStore(hub.keysDir('hub'))
  const signer = openLogKey(store, hubId)
  try {
    const log = await openPublicLog(hub)
    const stage = setStage(hub, { seed: run.seed, say: run.say })
    const person = await walkThrough(stage, run.seed + 1)
    const other = await walkThrough(stage, run.seed + 2)
    const stranger = await askAsStranger(stage)
    run.say('Two people were signalled, accompanied, objected and asked; a third only asked.')
    await publish(hub, log, counts.hub)
    const first = await officer.answer(person)
    writeFileSync(join(folder, 'policy'), await log.policy())
    writeFileSync(join(folder, 'saved'), (await log.checkpoint()) ?? '')
    await publish(hub, log, counts.hub)
    const read = async (who: Walked) => {
      for (let attempt = 1; ; attempt += 1) {
        const zip = await officer.answer(who)
        const found = differences([zip], await countEvents(counts.hub, store, who))
        // A desk tells of its acts by itself: what came between the two looks is looked at again.
        if (attempt === attemptsMax || found.missing + found.foreign === 0) return { zip, found }
      }
    }
    const mine = await read(person)
    const theirs = await read(other)
    const small = await officer.answer(stranger)
    const often = await askAsStranger(stage)
    const inParts = await keepParts({ folder, officer, sql: counts.hub, store }, often)
    const foreignTraits =
      countTraits(mine.zip, store, [other, stranger]) +
      countTraits(theirs.zip, store, [person, stranger]) +
      countTraits(small, store, [person, other])
    const size = await keepLog(log, join(folder, 'log'))
    writeFileSync(join(folder, 'certificates.json'), await officer.certificates())
    keepZips(folder, { first, answer: mine.zip, other: theirs.zip, small })
    const { missing, foreign } = sumOf([mine.found, theirs.found, inParts.found])
    const { tellsOfItself, ...facts } = factsOf(mine.zip)
    const { actsInParts, parts } = inParts
    const { told } = mine.found
    run.say(`${told} acts about one, ${theirs.found.told} about the other.`)
    run.say(`${actsInParts} about somebody looked at often, in ${parts} parts.`)
    return {
      holds: missing + foreign + foreignTraits === 0 && told > 20 && tellsOfItself && parts > 1,
      ...facts,
      figures: {
        acts: told,
        actsOfOther: theirs.found.told,
        actsInParts,
        parts,
        missing,
        foreign,
        foreignTraits,
        tellsOfItself,
        leaves: size,
        bytes: mine.zip.length,
      },
      zip: mine.zip,
      smallZip: small,
      policy: Buffer.from(await log.policy()),
      signer,
    }
  } finally {
    await officer.close()
    await counts.close()
    await hub.stop()
  }
}

function keepZips(folder: string, zips: Readonly<Record<string, Buffer>>): void {
  for (const [name, bytes] of Object.entries(zips)) {
    writeFileSync(join(folder, `${name}.zip`), bytes)
  }
}

/** Everything kept, verified by the real command line in another folder; no server runs. */
async function verifyAll(run: ProofRun, folder: string) {
  run.say('The hub has ended. What was kept is verified by the command line, in another folder.')
  const policy = ['--policy', 'policy']
  const asked = [
    ...['first.zip', 'answer.zip', 'other.zip', 'small.zip'].map(file => [file, ...policy]),
    ['answer.zip'],
    ['parts', ...policy],
    ['log', ...policy],
    ['saved', '--tiles', 'log', ...policy],
    ['certificates.json', '--keys', 'certificates.json', '--tiles', 'log', ...policy],
  ]
  let failed = 0
  let certificates = 0
  for (const args of asked) {
    const { code, summary } = await runVerify(folder, args)
    certificates += Number(summary.certificates ?? 0)
    if (code === 0 && summary.holds === true) continue
    failed += 1
    run.say(`  not believed: ${args.join(' ')}`)
  }
  // Each of these parts holds; that one is missing must be told all the same.
  const lacking = await runVerify(folder, ['lacking', ...policy])
  if (lacking.code !== 1 || lacking.summary.kind !== 'access-parts') {
    failed += 1
    run.say('  believed without the first of its parts.')
  }
  return { runs: asked.length + 1, failed, certificates }
}

/** Every byte of the small answer; of the large one bytes drawn from the seed; some by the CLI. */
async function changeBytes(run: ProofRun, folder: string, kept: Kept) {
  const { policy, signer, smallZip, zip } = kept
  const random = seededRandom(run.seed)
  const draw = (below: number) => Math.floor(random() * below)
  const flip = () => 1 << draw(8)
  const again = run.sabotage ? signAgain(signer) : inside
  let believed = 0
  let examined = 0
  const judge = (changed: Buffer) => {
    examined += 1
    if (isBelieved(changed, policy)) believed += 1
  }
  for (let at = 0; at < smallZip.length; at += 1) judge(inPlace(smallZip, at, flip()))
  run.say(`Each of the ${smallZip.length} bytes of a small answer was changed.`)
  for (let sample = 0; sample < sampledBytes; sample += 1) {
    judge((sample % 2 === 0 ? inPlace : again)(zip, draw(zip.length), flip()))
  }
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'policy'), policy)
  const byCommand = Array.from({ length: sampledRuns }, (_, sample) =>
    (sample % 2 === 0 ? inPlace : again)(zip, draw(zip.length), flip()),
  )
  believed += await countBelieved(elsewhere, byCommand)
  examined += sampledRuns
  run.say(`${examined} changed bytes, seed ${run.seed}: ${believed} believed.`)
  return { examined, believed, smallBytes: smallZip.length }
}

/** Numbers what there is, moves the clock on by one publication, waits for a quorum to cosign. */
async function publish(hub: Hub, log: PublicLog, sql: ReturnType<typeof openCounts>['hub']) {
  await waitUntilNumbered(sql)
  const before = sizeOf(await log.checkpoint())
  await hub.moveClock(new Date(hub.nowMs() + publishMs))
  await waitFor(
    'a checkpoint with its quorum',
    () => log.checkpoint(),
    note => sizeOf(note) > before && cosignatures(note) >= desks.length,
  )
}

const sizeOf = (note: string | undefined) => Number(note?.split('\n')[1] ?? 0)
const cosignatures = (note: string | undefined) =>
  (note?.split('\n').filter(line => line.startsWith('— ')).length ?? 0) - 1
