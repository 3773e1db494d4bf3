import { type Api, createApi } from './api.ts'
import { type Batches, batchesOf } from './batches.ts'
import { type Campaigns, campaignsOf } from './campaigns.ts'
import { type Feedback, feedbackOf } from './feedback.ts'
import type { ReceiverIdentity } from './open-signal.ts'
import { type Receiving, receivingOf } from './receiving.ts'
import { type Signals, signalsOf } from './signals.ts'
import { createTokenSource } from './token-source.ts'

export interface ClientOptions {
  /** The hub's gateway, e.g. `https://hub.example`. Plain http only on the same machine. */
  readonly hub: string
  /** Who gives tokens, exactly as it names itself. */
  readonly issuer: string
  readonly clientId: string
  /** The text of the private key: PKCS #8 PEM or JWK, P-256 or Ed25519. */
  readonly privateKey: string
  /** The resource that tokens are for. */
  readonly audience?: string
  /** Space-separated; absent asks for all that the client may have. */
  readonly scope?: string | undefined
  /** Needed to open what was received, and for nothing else. */
  readonly receiver?: ReceiverIdentity
  readonly timeoutMs?: number
  readonly retriesMax?: number
}

/** Everything an agency's own system says to the hub. */
export interface Client {
  readonly signals: Signals
  readonly batches: Batches
  readonly campaigns: Campaigns
  readonly feedback: Feedback
  readonly receiving: Receiving
  /** For calls that have no method of their own. */
  readonly api: Api
  close(): Promise<void>
}

/**
 * A client of one hub. Makes no call by itself: the first one asks for a token.
 * @throws TypeError for an address that would carry tokens in the clear; an Error for a bad key.
 */
export function createClient(options: ClientOptions): Client {
  const { hub, issuer, clientId, privateKey, audience = 'urn:unefois:hub' } = options
  for (const address of [hub, issuer]) checkAddress(address)
  const tokens = createTokenSource({
    issuer,
    clientId,
    privateKey,
    audience,
    scope: options.scope,
  })
  const { timeoutMs, retriesMax } = options
  const api = createApi({
    baseUrl: hub,
    tokens,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retriesMax === undefined ? {} : { retriesMax }),
  })
  return {
    signals: signalsOf(api),
    batches: batchesOf(api),
    campaigns: campaignsOf(api),
    feedback: feedbackOf(api),
    receiving: receivingOf(api, options.receiver),
    api,
    async close() {
      await Promise.all([api.close(), tokens.close()])
    },
  }
}

const loopback = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])$/u

function checkAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isSafe = url?.protocol === 'https:' || loopback.test(url?.hostname ?? '')
  if (url === undefined || !isSafe) {
    throw new TypeError('an address begins with https:// (http:// only on this machine)')
  }
}
