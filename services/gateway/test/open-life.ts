import { connectBus } from '@unefois/bus'
import { openDatabase } from '@unefois/database'
import { createLog } from '@unefois/events'
import { testNats } from '@unefois/testing'
import type { Test } from 'tap'
import { events } from '../src/events.ts'
import { openHubKeys } from '../src/hub-keys.ts'
import { createReceiversAside } from '../src/receivers-aside.ts'
import { retention } from '../src/retention.ts'
import { applyCaseEvents } from '../src/use-cases/apply-case-events.ts'
import { eraseMessages } from '../src/use-cases/erase-messages.ts'
import { relayWaiting } from '../src/use-cases/relay-outbox.ts'
import { releaseKeys } from '../src/use-cases/release-keys.ts'
import { rotateKek } from '../src/use-cases/rotate-kek.ts'
import { watchStreams } from '../src/use-cases/watch-streams.ts'
import { horizon, openCampaignCalls, riviere } from './open-campaigns.ts'

export const carsat = 'carsat-sud-est'
export const cafSender = { agency: 'caf-13', scopes: ['signals'] }

/** A gateway, its streams and all that goes by the clock, for a test that moves it. */
export async function openLife(t: Test) {
  const calls = await openCampaignCalls(t)
  const { parts, call } = calls
  const nats = await testNats(t, [carsat, horizon, riviere, 'cpam-13'])
  const bus = await connectBus(nats.connection('hub'))
  const audit = openDatabase({
    url: parts.database.roleUrl('audit_app'),
    name: 'test',
    connectionsMax: 1,
  })
  t.teardown(() => Promise.all([bus.close(), audit.end()]))
  const { admin } = parts.sql
  const { nowMs, newId } = parts
  const deps = { retentionSql: parts.sql.retention, store: parts.keyStore, nowMs, newId }
  const failed: unknown[] = []
  const log = createLog({
    service: 'gateway',
    events,
    destination: { write: line => void (line.includes('retention-failed') && failed.push(line)) },
  })
  const retain = retention(deps, log)
  const relayDeps = { relaySql: parts.sql.relay, bus, nowMs, newId }
  const aside = createReceiversAside(() => performance.now())
  const relay = relayWaiting({ ...relayDeps, aside, graceMs: -1 })
  const erase = eraseMessages(relayDeps)
  const receivers = [carsat, horizon, riviere, 'cpam-13']
  await watchStreams(relayDeps)(receivers)
  const release = releaseKeys({
    ...parts,
    agencySql: parts.sql.agency,
    keys: openHubKeys(parts.keyStore),
    snapshot: parts.registry,
  })
  const report = applyCaseEvents({ ...parts, agencySql: parts.sql.agency })
  const tables = async () => {
    const names = await admin<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class AS c
      WHERE c.relnamespace = 'exchange'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition ORDER BY 1`
    const counts: Record<string, number> = {}
    for (const { name } of names) {
      const [row] = await admin`SELECT count(*)::int AS n FROM ${admin(`exchange.${name}`)}`
      if (row?.n > 0) counts[name] = row?.n
    }
    return counts
  }
  const due = async () =>
    audit<{ class: string; dueAt: Date; count: string; article: string }[]>`
      SELECT class, due_at AS "dueAt", count::text, article
      FROM exchange.deletions_due(${parts.clock.now()}) ORDER BY 1, 2`
  const post = async (body: object, as = cafSender): Promise<string> =>
    (await call(as, 'POST', '/v1/signals', body)).json().id
  return {
    ...calls,
    nats,
    bus,
    retain,
    failed,
    relay,
    erase,
    release,
    report,
    tables,
    due,
    post,
    rotate: rotateKek(deps),
  }
}
