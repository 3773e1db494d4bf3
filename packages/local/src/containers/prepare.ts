// The launcher's preparation for docker-compose.yml, run once before any service: roles, databases
// and migrations; erasures that a restored database lacks; keys, passwords, OAuth clients and the
// bus's configuration, one volume each.
import { chownSync, copyFileSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planClients, writeClientsFile } from '../hub/clients.ts'
import { prepareDatabases } from '../hub/databases.ts'
import { logVerifierKeyIn } from '../hub/log-key.ts'
import { receiverKeyIn } from '../hub/receiver-keys.ts'
import { replayJournals } from '../hub/replay-journals.ts'
import { clientKeyIn, passwordIn } from '../hub/secrets.ts'
import { serverConfig, storeKeyLine } from '../nats/server-config.ts'
import { sayOnStandardError } from '../os/say.ts'
import { sampleParticipants } from '../sample/participants.ts'
import { readPrepareConfig } from './config.ts'

/** The server of docker-compose.yml: it may be given every word of the configuration. */
const natsVersion = [2, 14, 3] as const

const config = readPrepareConfig()
const desks = config.DESKS.split(',')
const folder = (...names: string[]) => {
  const path = join(config.SECRETS_DIR, ...names)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return path
}

const databases = await prepareDatabases({
  adminUrl: config.ADMIN_DATABASE_URL,
  desks,
  passwordOf: role => config.passwordOf(role),
})
await replayJournals({
  databases,
  desks,
  journalDir: name => join(config.JOURNALS_DIR, name),
  say: sayOnStandardError,
})
prepareClients()
prepareBus()
// Each agency knows the hub's log by the key that it is told once, not by what the hub says later.
const logKey = logVerifierKeyIn(folder('hub', 'keys'), config.HUB_ID, config.LOG_EPOCH)
for (const desk of desks) {
  receiverKeyIn(folder(`desk-${desk}`, 'keys'))
  writeOnce(join(folder(`desk-${desk}`), 'log-verifier-key'), `${logKey}\n`)
}
for (const path of [config.SECRETS_DIR, config.JOURNALS_DIR, config.NATS_STORE_DIR])
  give(path, config.OWNER_ID)

/** Every client's key is made; the ones that processes use lie in their own volumes. */
function prepareClients(): void {
  const keys = folder('identity', 'client-keys')
  const clients = planClients(sampleParticipants.map(participant => participant.id))
  folder('identity', 'keys')
  writeClientsFile(join(folder('identity'), 'clients.json'), keys, clients)
  const used = [
    ['hub', 'hub-gateway'],
    ['hub', 'hub-consent', 'consent-client.pem'],
    ['hub', 'hub-audit', 'audit-client.pem'],
    ...desks.map(desk => [`desk-${desk}`, `${desk}-desk`]),
  ]
  for (const [volume = '', clientId = '', name = 'client.pem'] of used) {
    copyFileSync(clientKeyIn(keys, clientId).file, join(folder(volume), name))
  }
}

/** One login for the hub and one per desk; the server's configuration names them all. */
function prepareBus(): void {
  const login = (user: string, volume: string) => ({
    user,
    password: passwordIn(folder(volume), 'nats-password'),
  })
  const text = serverConfig({
    listen: '0.0.0.0:4222',
    storeDir: config.NATS_STORE_DIR,
    keyFile: 'store-key.conf',
    version: natsVersion,
    hub: login('hub', 'hub'),
    participants: desks.map(desk => login(desk, `desk-${desk}`)),
  })
  writeFileSync(join(folder('bus'), 'server.conf'), text, { mode: 0o600 })
  writeOnce(join(folder('bus'), 'store-key.conf'), storeKeyLine())
}

/** What is there stays as it is. */
function writeOnce(path: string, text: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return
  writeFileSync(path, text, { mode: 0o600 })
}

/** The services run under an account of their own, which must own what it reads. */
function give(path: string, owner: number): void {
  chownSync(path, owner, owner)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) give(join(path, name), owner)
}
