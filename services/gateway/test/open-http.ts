import { createLog } from '@unefois/events'
import { testIssuer } from '@unefois/testing'
import type { Test } from 'tap'
import { buildGateway, type GatewayParts } from '../src/app.ts'
import { events } from '../src/events.ts'
import { openGatewayParts } from './sample.ts'

/** The gateway as callers meet it, on its parts, with tokens for them and the lines it logs. */
export async function openHttp(t: Test, change: Partial<GatewayParts> = {}) {
  const parts = await openGatewayParts(t)
  const { issuer, tokenOf } = await testIssuer(t)
  const logged: string[] = []
  const { app, acceptSignal } = buildGateway({
    hub: 'unefois',
    issuer,
    clock: parts.clock,
    log: createLog({
      service: 'gateway',
      events,
      destination: { write: line => void logged.push(line) },
    }),
    keyStore: parts.keyStore,
    snapshot: parts.registry,
    quotas: parts.quotas,
    campaigns: parts.campaigns,
    sql: parts.sql,
    ready: async () => ({ ok: true, reasons: [] }),
    relay: { offer: () => {}, wake: () => {} },
    ...change,
  })
  t.teardown(() => app.close())
  return { parts, app, acceptSignal, tokenOf, logged }
}
