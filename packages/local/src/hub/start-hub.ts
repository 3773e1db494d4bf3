import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLocalConfig } from '../local-config.ts'
import { sayOnStandardError } from '../os/say.ts'
import { startWarden, type Warden } from '../os/warden-client.ts'
import { planAccounts, writeAccountsFile } from './accounts.ts'
import { planClients, writeClientsFile } from './clients.ts'
import { readOffsetMs, writeOffsetMs } from './clock.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { type Databases, prepareDatabases } from './databases.ts'
import { clockFileOf, describeHub } from './describe-hub.ts'
import type { Hub, HubOptions } from './hub.ts'
import { desksMax, natsPortOffset, postgresPortOffset } from './limits.ts'
import { logVerifierKeyIn } from './log-key.ts'
import { takePortBlock } from './ports.ts'
import { receiverKeyIn } from './receiver-keys.ts'
import { replayJournals } from './replay-journals.ts'
import { startLogRotation } from './rotate-logs.ts'
import { writeScanPlaces } from './scan-places.ts'
import { clientKeyIn, passwordIn } from './secrets.ts'
import {
  givenNats,
  givenPostgres,
  type NatsHandle,
  ownNats,
  ownPostgres,
  type PostgresHandle,
} from './servers.ts'
import { consoleOrigins, hubId, planServices, type ServicePlan } from './service-environment.ts'
import { signingPointOf } from './signing-point.ts'
import { startServices } from './start-services.ts'

/** What has been started so far, ended in reverse order by `end`. */
interface Started {
  readonly folder: DataFolder
  readonly warden: Warden
  readonly portBase: number
  readonly say: (line: string) => void
  later(end: () => Promise<void> | void): void
}

/**
 * Starts a whole hub: servers, databases, migrations, services, desks. Progress is said line by
 * line; when anything fails, what was started is ended again.
 *
 * @throws with the reason and the last lines of the log concerned.
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  if (options.desks.length > desksMax) throw new Error(`at most ${desksMax} desks on one machine`)
  const ends: (() => Promise<void> | void)[] = []
  let ended: Promise<void> | undefined
  const stop = () => {
    ended ??= endInReverse(ends)
    return ended
  }
  try {
    return await build(options, end => void ends.push(end), stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function endInReverse(ends: (() => Promise<void> | void)[]): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end()
}

async function build(
  options: HubOptions,
  later: Started['later'],
  stop: () => Promise<void>,
): Promise<Hub> {
  const say = options.say ?? sayOnStandardError
  const folder = openDataFolder(options.dataDir)
  later(() => folder.release())
  const warden = startWarden()
  if (folder.throwaway) warden.removeLater(folder.path)
  later(() => warden.close())
  const block = await takePortBlock(options.portBase)
  later(() => block.release())
  const started: Started = { folder, warden, portBase: block.base, say, later }
  const postgres = await preparePostgres(options, started)
  const nats = await prepareNats(options, started)
  writeScanPlaces(folder, postgres, nats)
  say('Preparing databases and roles…')
  const databases = await prepareDatabases({
    adminUrl: postgres.adminUrl,
    desks: options.desks,
    passwordOf: role => passwordIn(folder.folder('keys', 'postgres'), role),
  })
  const journalDir = journalsIn(folder)
  await replayJournals({ databases, desks: options.desks, journalDir, say })
  const plans = planAll(options, started, databases, nats)
  const laws = [...new Set(options.participants.map(({ country }) => country))]
  const rotation = startLogRotation(folder.folder('logs'), laws)
  later(rotation.close)
  const services = startServices(plans, folder.folder('logs'), warden, say)
  later(() => services.stop())
  await services.waitUntilReady()
  const { processes, onUnexpectedEnd } = services
  return {
    ...describeHub({ options, folder, portBase: block.base, processes, databases }),
    postgres,
    nats,
    onUnexpectedEnd,
    stop,
  }
}

async function preparePostgres(options: HubOptions, started: Started): Promise<PostgresHandle> {
  const { folder, warden, portBase, say } = started
  if (options.databaseUrl !== undefined) return givenPostgres(options.databaseUrl, say)
  say('Starting Postgres…')
  const handle = await ownPostgres({
    dataDir: folder.path,
    throwaway: folder.throwaway,
    port: portBase + postgresPortOffset,
    logFile: join(folder.folder('logs'), 'postgres.log'),
    warden,
    say,
  })
  started.later(() => handle.stop())
  return handle
}

async function prepareNats(options: HubOptions, started: Started): Promise<NatsHandle> {
  const { folder, warden, portBase, say } = started
  if (options.natsUrl !== undefined) {
    const write = (file: string, password: string) => writeFileSync(file, password, { mode: 0o600 })
    const secrets = { folder: folder.folder('keys', 'nats'), write }
    return givenNats(options.natsUrl, options.natsCredentialsFile, secrets, say)
  }
  say('Starting nats-server…')
  const handle = await ownNats({
    dataDir: folder.path,
    throwaway: folder.throwaway,
    port: portBase + natsPortOffset,
    logFile: join(folder.folder('logs'), 'nats-server.log'),
    participants: options.participants.map(participant => participant.id),
    searchPath: options.searchPath ?? readLocalConfig().PATH,
    warden,
    say,
  })
  started.later(() => handle.stop())
  return handle
}

function planAll(
  options: HubOptions,
  { folder, portBase }: Started,
  databases: Databases,
  nats: NatsHandle,
): ServicePlan[] {
  const clientKeys = folder.folder('keys', 'clients')
  const clientsFile = join(folder.folder('identity'), 'clients.json')
  const participants = options.participants.map(participant => participant.id)
  const clients = planClients(participants, consoleOrigins(portBase, options.desks))
  writeClientsFile(clientsFile, clientKeys, clients)
  const accountsFile = join(folder.folder('identity'), 'accounts.json')
  writeAccountsFile(accountsFile, planAccounts(options.participants))
  writeOffsetMs(clockFileOf(folder), readOffsetMs(clockFileOf(folder)))
  for (const desk of options.desks) receiverKeyIn(folder.folder('keys', `desk-${desk}`))
  const { LOG_EPOCH: logEpoch } = readLocalConfig()
  return planServices({
    portBase,
    gateways: options.gateways ?? 1,
    bcss: options.bcss ?? false,
    desks: options.desks.map(agency => ({ agency, country: countryOf(options, agency) })),
    clockFile: clockFileOf(folder),
    clientsFile,
    accountsFile,
    natsUrl: nats.url,
    parentPid: process.pid,
    otlpEndpoint: options.otlpEndpoint,
    logEpoch,
    accessPartEvents: options.accessPartEvents,
    logVerifierKey: logVerifierKeyIn(folder.folder('keys', 'hub'), hubId, logEpoch),
    signingPoint: agency =>
      signingPointOf(clientKeyIn(clientKeys, `${agency}-signing`).privateKeyPem).toString(
        'base64url',
      ),
    keysDir: name => folder.folder('keys', name),
    journalDir: journalsIn(folder),
    roleUrl: databases.roleUrl,
    natsLogin: user => nats.login(user),
    clientKeyFile: clientId => clientKeyIn(clientKeys, clientId).file,
  })
}

/** Beside the data: whoever restores a database must not restore its journal with it. */
function journalsIn(folder: DataFolder): (name: string) => string {
  return name => folder.folder('journal', name)
}

function countryOf(options: HubOptions, agency: string): string {
  const found = options.participants.find(participant => participant.id === agency)
  if (found === undefined) throw new Error(`a desk for ${agency}, which is not a participant`)
  return found.country
}
