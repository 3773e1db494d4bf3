import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { addLaterWal, type BaseBackup, type Hub, openBackup, takeBaseBackup } from '@unefois/local'
import { openFindings, openSearch, scanFiles, suspectBytes, suspectNumber } from '@unefois/scan'
import { keyFamilies, openKeyStore, type StoredKey } from '@unefois/sealing'
import { lodgeObjection } from '../../actors/objector.ts'
import { openCounts } from '../../counts/counts.ts'
import type { ProofRun } from '../../proof.ts'
import { type Stage, setStage } from '../../stage.ts'
import { type HeldKeys, type OpenedSignals, openSignals, readHeldKeys } from './open-signals.ts'

const sender = 'cpas-forest'
const receiver = 'mutualite-horizon'
const right = 'be.mutualite.intervention-majoree'
/** The hours of the day at which signals come, and how many at each. */
const hours = [0, 6, 12, 18]
const signalsAnHour = 15
const hourMs = 3_600_000
const physicalHours = 48

/** What one objection among a full day's signals leaves in backups. */
export interface OneOfADay {
  readonly holds: boolean
  readonly examined: number
  readonly figures: Readonly<Record<string, number | boolean>>
}

/**
 * A full day of signals waits for a desk that is away. One person objects; the others stay live.
 * Two days later the backup taken before the objection opens nothing, and a new one opens the
 * others' and not that one; the old one opens them only with all the WAL since.
 */
export async function proveOneOfADay(run: ProofRun): Promise<OneOfADay> {
  const hub = await run.openHub({ desks: [receiver] })
  const counts = openCounts(hub)
  const stage = setStage(hub, { seed: run.seed, say: run.say })
  try {
    await counts.hub`ALTER SYSTEM SET wal_keep_size = '4GB'`
    await counts.hub`SELECT pg_reload_conf()`
    await hub.processes[`desk-${receiver}`]?.stop()
    const sent = await sendADay(stage)
    const [objector] = sent.keys()
    if (objector === undefined) throw new Error('a day has signals')
    const look = openingOf(hub, run)
    const older = await takeBaseBackup(hub.adminUrl, join(hub.dataDir, 'backups', 'older'))
    const before = await look(older)
    run.say(`A backup of that evening: ${before.opened.size} of ${sent.size} signals open.`)
    const keysThen = readAllKeys(hub)
    const kept = run.sabotage ? keepKeks(hub) : undefined
    await lodgeObjection(stage, { scheme: 'be-niss', value: sent.get(objector) ?? '' })
    run.say('One of them objects. The others stay live. Two days pass.')
    const objectedMs = hub.nowMs()
    await hub.moveClock(new Date(objectedMs + 25 * hourMs))
    await hub.moveClock(new Date(objectedMs + physicalHours * hourMs))
    kept?.putBack()
    const olderNow = await look(older)
    const newer = await takeBaseBackup(hub.adminUrl, join(hub.dataDir, 'backups', 'newer'))
    const newerNow = await look(newer)
    run.say(`That backup with every key file of now: ${olderNow.opened.size} open.`)
    run.say(`A new backup: ${newerNow.opened.size} open.`)
    const found = await scanForKeys(hub, keysThen, before, sent)
    await addLaterWal(hub.adminUrl, older)
    const withWal = await look(older)
    run.say(`The old backup with all WAL since: ${withWal.opened.size} open.`)
    const others = new Map([...sent].filter(([id]) => id !== objector))
    return {
      holds:
        isSame(before.opened, sent) &&
        olderNow.lying === sent.size &&
        olderNow.dataKeys.length === 0 &&
        isSame(newerNow.opened, others) &&
        newerNow.lying === others.size &&
        isSame(withWal.opened, others) &&
        found.findings === 0 &&
        found.destroyed > 0 &&
        found.looked,
      examined: sent.size,
      figures: {
        daySignals: sent.size,
        olderBackupOpenedThen: before.opened.size,
        olderBackupLies: olderNow.lying,
        olderBackupOpensNow: olderNow.opened.size,
        olderBackupUnwrapsNow: olderNow.dataKeys.length,
        newBackupOpens: newerNow.opened.size,
        newBackupHoldsTheObjectors: newerNow.lying - others.size,
        olderBackupWithWalOpens: withWal.opened.size,
        filesScanned: found.files,
        keysDestroyed: found.destroyed,
        keySequences: found.sequences,
        keysOrNumbersFound: found.findings,
      },
    }
  } finally {
    await counts.close()
  }
}

/** Signals of other people at each hour; answers id → number. */
async function sendADay(stage: Stage): Promise<Map<string, string>> {
  const sent = new Map<string, string>()
  const startMs = stage.hub.nowMs()
  const cpas = stage.as(sender, 'gateway')
  for (const hour of hours) {
    if (hour > 0) await stage.letTimePassUntil(new Date(startMs + hour * hourMs))
    for (let count = 0; count < signalsAnHour; count += 1) {
      const { subject } = stage.person('be-niss')
      const { id } = await cpas.post(
        '/v1/signals',
        { subject, right, observedOn: stage.today(), addressee: receiver },
        'urn:unefois:contracts:signal-accepted.v1',
      )
      sent.set(id, subject.value)
    }
  }
  stage.narrate(`${sent.size} signals of one day wait for the mutuality’s desk, which is away.`)
  return sent
}

/** Starts a Postgres on a copy of a backup and tries every key that lies in a key folder now. */
function openingOf(hub: Hub, run: ProofRun): (backup: BaseBackup) => Promise<OpenedSignals> {
  return async backup => {
    const keys: HeldKeys = readHeldKeys(hub.keysDir('hub'), [hub.keysDir(`desk-${receiver}`)])
    const server = await openBackup(backup, hub.adminUrl, run.say)
    try {
      return await openSignals(server.databaseUrl('hub'), keys)
    } finally {
      await server.stop()
    }
  }
}

/** Every key of the hub and of the desk, whatever it is for. */
function readAllKeys(hub: Hub): StoredKey[] {
  return ['hub', `desk-${receiver}`].flatMap(folder => {
    const store = openKeyStore(hub.keysDir(folder))
    return keyFamilies.flatMap(family => store.list(family))
  })
}

/** What `--sabotage` does: the key-encryption key is copied away, and comes back. */
function keepKeks(hub: Hub): { putBack(): void } {
  const folder = hub.keysDir('hub')
  const aside = join(hub.dataDir, 'kept')
  mkdirSync(aside, { mode: 0o700 })
  const files = readdirSync(folder).filter(name => name.startsWith('kek-'))
  for (const name of files) copyFileSync(join(folder, name), join(aside, name))
  return {
    putBack() {
      for (const name of files) copyFileSync(join(aside, name), join(folder, name))
    },
  }
}

/** Whether a file other than a key's own holds a key, a data key or a number in any form. */
async function scanForKeys(
  hub: Hub,
  keysThen: readonly StoredKey[],
  before: OpenedSignals,
  sent: ReadonlyMap<string, string>,
) {
  const keysNow = readAllKeys(hub)
  const live = new Set(keysNow.map(({ id }) => id))
  const destroyed = keysThen.filter(({ id }) => !live.has(id))
  const suspects = [
    ...[...keysNow, ...destroyed].flatMap(({ id, key }) => suspectBytes(id, key)),
    ...before.dataKeys.flatMap((key, index) => suspectBytes(`data key ${index + 1}`, key)),
    ...[...sent.values()].flatMap((value, index) =>
      suspectNumber(`number ${index + 1}`, { scheme: 'be-niss', value }),
    ),
  ]
  const { dataDir: postgres } = hub.postgres
  const { storeDir } = hub.nats
  if (postgres === undefined || storeDir === undefined) throw new Error('servers of our own')
  const findings = openFindings()
  const { files } = await scanFiles({
    roots: [
      { place: 'backups', path: join(hub.dataDir, 'backups') },
      { place: 'postgres', path: postgres },
      { place: 'jetstream', path: storeDir },
      { place: 'logs', path: join(hub.dataDir, 'logs') },
      { place: 'keys', path: join(hub.dataDir, 'keys') },
    ],
    search: openSearch(suspects),
    findings,
  })
  const inPlace = (secret: string, place: string) => place === 'keys' && live.has(secret)
  const found = findings.list.filter(({ secret, place }) => !inPlace(secret, place))
  const control = new Set(
    findings.list.filter(each => inPlace(each.secret, each.place)).map(each => each.secret),
  )
  return {
    files,
    sequences: suspects.length,
    findings: found.length,
    destroyed: destroyed.length,
    // A scan that does not find the keys where they are would not find them elsewhere.
    looked: files > 0 && control.size === live.size,
  }
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([id, value]) => b.get(id) === value)
}
