import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InboxMessage } from '@unefois/bus'
import type { DeliveredSignal, Recall, RestrictionOrder } from '@unefois/contracts'
import { openDatabase } from '@unefois/database'
import { type Identifier, seededRandom, syntheticNir } from '@unefois/identifiers'
import { generateReceiverKeys, openKeyStore } from '@unefois/sealing'
import { createManualClock } from '@unefois/service'
import { templateDatabase } from '@unefois/testing'
import type { Test } from 'tap'
import { v4 as uuidV4, v7 as uuidV7 } from 'uuid'
import { consumers } from '../../src/consumers/index.ts'
import { takeMessages } from '../../src/consumers/take-messages.ts'
import { openDeskKeys } from '../../src/desk-keys.ts'
import { createCalendar } from '../../src/domain/calendar.ts'
import { deadlineDefaults } from '../../src/domain/deadlines.ts'
import { keepHouse } from '../../src/housekeeping.ts'
import { applyRecalls } from '../../src/use-cases/apply-recalls.ts'
import { applyRestrictions } from '../../src/use-cases/apply-restrictions.ts'
import { type ReceiveDeps, receiveSignals } from '../../src/use-cases/receive-signals.ts'
import { reportEvents } from '../../src/use-cases/report-events.ts'
import { setAsideMessages } from '../../src/use-cases/set-aside-messages.ts'
import { startGateway } from './gateway.ts'
import { startRegistry } from './registry.ts'
import { agency, hubName, recallOf, sealSignal } from './signals.ts'

/** A message of the inbox whose settling a test can read. */
export interface TestMessage extends InboxMessage {
  settled: string[]
}

export function messageOf(subject: string, body: unknown, deliveries = 1): TestMessage {
  const data = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
  const settled: string[] = []
  return {
    subject,
    data,
    deliveries,
    settled,
    ack: () => void settled.push('ack'),
    nak: () => void settled.push('nak'),
    term: () => void settled.push('term'),
  }
}

export const signalMessage = (signal: DeliveredSignal, deliveries = 1) =>
  messageOf(`sig.${agency}.${signal.data.envelope.id}`, signal, deliveries)
export const recallMessage = (recall: Recall) =>
  messageOf(`recall.${agency}.${recall.data.signalId}`, recall)

export const restrictionMessage = (order: RestrictionOrder) =>
  messageOf(`restriction.${agency}.${order.data.orderId}`, order)

/** One desk on a real database, with a gateway over real HTTP and keys in a real folder. */
export async function openDesk(t: Test) {
  const { sql, admin } = await openDatabases(t)
  const { store, keys, receiver, keysFolder } = openKeys(t)
  const [gateway, registry] = [await startGateway(t), await startRegistry(t)]
  const clock = createManualClock(Date.parse('2026-11-23T09:00:00.000Z'))
  const deps = {
    sql,
    keys,
    store,
    hub: gateway.hub,
    hubName,
    agency,
    clientId: `${agency}-desk`,
    calendar: createCalendar('fr'),
    deadlines: deadlineDefaults,
    agreements: registry.agreements,
    now: clock.now,
    newId: (at: Date) => uuidV7({ msecs: at.getTime() }),
    newKey: () => uuidV4(),
    onCommitted: () => {},
  }
  await keepHouse(deps)()
  const random = seededRandom(7)
  let accepted = 0
  const report = reportEvents({ sql, hub: gateway.hub, now: clock.now, onRefused: () => {} })
  return {
    sql,
    admin,
    gateway,
    registry,
    store,
    keys,
    keysFolder,
    clock,
    deps,
    ...openTestInbox(deps),
    person: () => syntheticNir(random),
    /** A signal about a person that the gateway will release; each accepted after the last. */
    seal(identifier: Identifier, given: Parameters<typeof sealSignal>[2] = {}) {
      accepted += 1
      const at = new Date(clock.nowMs() - 60_000 + accepted)
      const sealed = sealSignal(receiver, identifier, { at, ...given })
      gateway.keys.set(sealed.id, sealed.dataKey)
      return sealed
    },
    recall: (signalId: string) => recallOf(signalId, clock.now()),
    report,
    /** Tells the gateway everything that waits. */
    async reportAll() {
      for (;;) {
        const turn = await report()
        if (turn.turn !== 'reported') return turn
      }
    },
  }
}

export type TestDesk = Awaited<ReturnType<typeof openDesk>>

async function openDatabases(t: Test) {
  const database = await templateDatabase(t, 'desk')
  const connect = (url: string) => {
    const sql = openDatabase({ url, name: 'desk test', connectionsMax: 6 })
    t.teardown(() => sql.end({ timeout: 1 }))
    return sql
  }
  return { sql: connect(database.roleUrl('desk_test')), admin: connect(database.adminUrl) }
}

function openKeys(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-desk-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const keysFolder = join(folder, 'keys')
  const store = openKeyStore(keysFolder)
  const receiver = generateReceiverKeys()
  store.put('receiver', receiver.keyId, receiver.privateKey)
  return { store, keys: openDeskKeys(store), receiver, keysFolder }
}

function openTestInbox(deps: ReceiveDeps) {
  const faults: unknown[] = []
  const table = consumers({
    applyRecalls: applyRecalls(deps),
    applyRestrictions: applyRestrictions(deps),
    receiveSignals: receiveSignals(deps),
  })
  const inbox = {
    agency,
    consumers: table,
    quarantine: setAsideMessages(deps),
    onQuarantined: () => {},
    onPutBack: () => {},
    onFault: (error: unknown) => void faults.push(error),
  }
  return { faults, take: (messages: readonly InboxMessage[]) => takeMessages(inbox, messages) }
}
