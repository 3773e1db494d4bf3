import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { consumerName, streamName } from '@unefois/bus'

/** One login of the bus: `hub` for the hub's services, a participant's id for that participant. */
export interface NatsLogin {
  readonly user: string
  readonly password: string
}

export interface ServerConfigInput {
  /** `host:port`. */
  readonly listen: string
  readonly storeDir: string
  /** Path, relative to the configuration, of the 0600 file that holds the store's key. */
  readonly keyFile: string
  readonly version: readonly [major: number, minor: number, patch: number]
  readonly hub: NatsLogin
  readonly participants: readonly NatsLogin[]
}

const template = new URL('../../../../infra/nats/server.conf.template', import.meta.url)

/**
 * Writes the server's configuration: the account HUB, which owns the streams, and one account per
 * participant with exactly the two imports of architecture.md. `sync_interval: always` is said to
 * every server that knows it (2.10); an older one refuses the word.
 */
export function serverConfig(input: ServerConfigInput): string {
  const [major, minor] = input.version
  const syncs = major > 2 || (major === 2 && minor >= 10)
  const values: Record<string, string> = {
    listen: input.listen,
    storeDir: input.storeDir,
    keyFile: input.keyFile,
    syncInterval: syncs ? '  sync_interval: always' : '',
    accounts: JSON.stringify(accounts(input), undefined, 2),
  }
  return readFileSync(template, 'utf8').replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`unknown name in the template: ${name}`)
    return value
  })
}

/** A new key for the store, as the file that the configuration includes says it. */
export function storeKeyLine(): string {
  return `key: "${randomBytes(32).toString('hex')}"\n`
}

function accounts({ hub, participants }: ServerConfigInput): Record<string, unknown> {
  const ofParticipants = participants.map(login => [
    accountName(login.user),
    {
      users: [{ ...login, permissions: permissions(login.user) }],
      imports: subjects(login.user).map(subject => ({ service: { account: 'HUB', subject } })),
    },
  ])
  return {
    HUB: {
      jetstream: 'enabled',
      users: [hub],
      exports: participants.flatMap(({ user }) => {
        const [next, ack] = subjects(user)
        const only = { accounts: [accountName(user)] }
        return [
          { service: next, response_type: 'stream', ...only },
          { service: ack, ...only },
        ]
      }),
    },
    ...Object.fromEntries(ofParticipants),
  }
}

/** What one participant may ask of the hub's streams. */
function subjects(participant: string): [next: string, ack: string] {
  const consumer = `${streamName(participant)}.${consumerName}`
  return [`$JS.API.CONSUMER.MSG.NEXT.${consumer}`, `$JS.ACK.${consumer}.>`]
}

/** Even within its own account a participant's login says only this and hears only its answers. */
function permissions(participant: string): Record<string, unknown> {
  return { publish: { allow: subjects(participant) }, subscribe: { allow: ['_INBOX.>'] } }
}

function accountName(participant: string): string {
  return `P_${participant.replaceAll('-', '_')}`
}
