import type { BcssPort } from '@unefois/bcss'
import type { Snapshot } from '@unefois/contracts'
import { createSealer } from '@unefois/sealing'
import type { Test } from 'tap'
import { openHubKeys } from '../src/hub-keys.ts'
import { type AcceptDependencies, acceptSignals } from '../src/use-cases/accept-signals.ts'
import { openGatewayParts } from './sample.ts'

/** The gateway's parts with the accept use-case on them, and what the other use-cases share. */
export async function openAccept(
  t: Test,
  given: { readonly bcss?: BcssPort; readonly snapshot?: Snapshot } = {},
) {
  const parts = await openGatewayParts(t, given.snapshot)
  const keys = openHubKeys(parts.keyStore)
  const shared = {
    keys,
    nowMs: parts.nowMs,
    newId: parts.newId,
    agencySql: parts.sql.agency,
    snapshot: parts.registry,
  }
  const accepting: AcceptDependencies = {
    ...shared,
    hub: 'unefois',
    sealer: createSealer({ nowMs: () => performance.now() }),
    acceptSql: parts.sql.accept,
    quotas: parts.quotas,
    campaigns: parts.campaigns,
    systemNow: () => new Date(),
    bcss: given.bcss,
    offer: () => {},
  }
  return { parts, keys, shared, accepting, accept: acceptSignals(accepting) }
}

/** The problem that a promise is refused with. */
export async function refusal(promise: Promise<unknown>) {
  try {
    await promise
  } catch (error) {
    return error as {
      code: string
      status: number
      article?: string
      retryAfterSec?: number
      pointers: { pointer: string }[]
      extra?: Record<string, unknown>
    }
  }
  throw new Error('it was accepted')
}
