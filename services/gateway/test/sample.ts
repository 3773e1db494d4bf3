import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Signal, Snapshot } from '@unefois/contracts'
import { type Database, openDatabase } from '@unefois/database'
import { seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import { agreementText } from '@unefois/local'
import { generateReceiverKeys, type KeyStore, openKeyStore, randomOnce } from '@unefois/sealing'
import { createManualClock } from '@unefois/service'
import { type TestDatabase, templateDatabase } from '@unefois/testing'
import type { Test } from 'tap'
import { v4 as uuidV4, v7 as uuidV7 } from 'uuid'
import { openCampaigns } from '../src/campaigns.ts'
import { createQuotas } from '../src/quotas.ts'
import { openRegistrySnapshot } from '../src/registry-snapshot.ts'

/** When a sender without the person's agreement sees `ended`. */
export const endedAfterDays = 120
export const start = new Date('2026-11-20T10:00:00.000Z')
export const caf = { agency: 'caf-13', clientId: 'caf-13' }
export const onss = { agency: 'onss', clientId: 'onss' }
export const mission = { agency: 'mission-locale-marseille', clientId: 'mission' }
export const receiverKeys = generateReceiverKeys()
const random = seededRandom(20_261_120)
const lastingMs = 3_600_000
/** Tests hold locks to see who waits for them, and let go by themselves. */
const lockMsMax = 60_000

/** An agreement in force, as the registry's snapshot carries it. */
function agreement(
  n: number,
  parts: Pick<Parameters<typeof agreementText>[0], 'sender' | 'receiver' | 'rights' | 'basis'>,
): Snapshot['agreements'][number] {
  const optionalFields = { trigger: ['age-threshold'], language: ['fr', 'nl'] } as const
  const text = agreementText({
    ...parts,
    optionalFields: {
      trigger: [...optionalFields.trigger],
      language: [...optionalFields.language],
    },
    nowMs: start.getTime(),
  })
  return {
    id: `agr_${String(n).repeat(32)}`,
    hash: String(n).repeat(64),
    state: 'active',
    text: { ...text, feedback: { ...text.feedback, endedAfterDays } },
  }
}

export const snapshot: Snapshot = {
  version: 1,
  participants: [
    'caf-13',
    'cpam-13',
    'carsat-sud-est',
    'onss',
    'mutualite-horizon',
    'mutualite-riviere',
    'mission-locale-marseille',
  ].map(id => ({
    id,
    name: id,
    type: 'association',
    country: 'fr',
    keys: [
      {
        keyId: receiverKeys.keyId,
        publicKey: receiverKeys.publicKey.toString('base64url'),
        use: 'seal',
        state: 'active',
      },
    ],
  })),
  rights: [
    { id: 'fr.carsat.aspa', country: 'fr', receiverType: 'carsat', routing: 'territory' },
    { id: 'fr.cpam.c2s', country: 'fr', receiverType: 'cpam', routing: 'territory' },
    {
      id: 'be.mutualite.affiliation',
      country: 'be',
      receiverType: 'mutualite',
      routing: 'addressee',
    },
  ],
  agreements: [
    agreement(1, {
      sender: 'caf-13',
      receiver: 'carsat-sud-est',
      rights: ['fr.carsat.aspa'],
      basis: 'public-task',
    }),
    agreement(2, {
      sender: 'onss',
      receiver: 'mutualite-horizon',
      rights: ['be.mutualite.affiliation'],
      basis: 'statutory-duty',
    }),
    agreement(3, {
      sender: 'mission-locale-marseille',
      receiver: 'cpam-13',
      rights: ['fr.cpam.c2s'],
      basis: 'with-agreement',
    }),
    agreement(4, {
      sender: 'onss',
      receiver: 'mutualite-riviere',
      rights: ['be.mutualite.affiliation'],
      basis: 'statutory-duty',
    }),
  ],
  competence: [
    {
      right: 'fr.carsat.aspa',
      territory: 'fr-13',
      participant: 'carsat-sud-est',
      from: '2020-01-01',
      source: 'FICTITIOUS',
    },
    {
      right: 'fr.cpam.c2s',
      territory: 'fr-13',
      participant: 'cpam-13',
      from: '2020-01-01',
      source: 'FICTITIOUS',
    },
  ],
}

/** A body that the sample's agreements accept, for a new synthetic person each time. */
export function aspa(change: Partial<Signal> = {}): Signal {
  const { scheme, value } = syntheticNir(random)
  return {
    subject: { scheme, value },
    right: 'fr.carsat.aspa',
    observedOn: '2026-11-19',
    territory: 'fr-13',
    trigger: 'age-threshold',
    ...change,
  }
}

export function affiliation(change: Partial<Signal> = {}): Signal {
  const { scheme, value } = syntheticNiss(random)
  return {
    subject: { scheme, value },
    right: 'be.mutualite.affiliation',
    observedOn: '2026-11-19',
    addressee: 'mutualite-horizon',
    ...change,
  }
}

export const newKey = () => uuidV4()

/** Everything the gateway's use-cases need, on a database of the test's own. */
export async function openGatewayParts(t: Test, inForce: Snapshot = snapshot) {
  const database = await templateDatabase(t, 'hub')
  const folder = mkdtempSync(join(tmpdir(), 'gateway-test-'))
  const keyStore: KeyStore = openKeyStore(folder)
  const clock = createManualClock(start.getTime())
  const sql = {
    accept: open(database, 'gateway_accept'),
    agency: open(database, 'gateway_agency'),
    relay: open(database, 'gateway_relay'),
    retention: open(database, 'gateway_retention'),
    consent: open(database, 'consent_app'),
    admin: openDatabase({
      url: database.adminUrl,
      name: 'test',
      connectionsMax: 4,
      statementMsMax: lockMsMax,
    }),
  }
  await sql.retention`SELECT exchange.ensure_partitions(${start}, 14),
    audit.ensure_partitions(${start}, 14)`
  await beat(sql.consent)
  const registry = openRegistrySnapshot({
    fetchSnapshot: async version => (version === undefined ? inForce : undefined),
    monotonicMs: () => performance.now(),
    onRefreshed: () => {},
    onFault: () => {},
  })
  await registry.refresh()
  const quotas = createQuotas(sql.relay, () => {})
  const campaigns = openCampaigns({ sql: sql.relay, nowMs: () => clock.nowMs(), onFault: () => {} })
  await campaigns.refresh()
  t.teardown(async () => {
    registry.close()
    await quotas.close()
    await campaigns.close()
    await Promise.all(Object.values(sql).map(each => each.end()))
    rmSync(folder, { recursive: true })
  })
  return {
    database,
    sql,
    keyStore,
    clock,
    registry,
    quotas,
    campaigns,
    nowMs: () => clock.nowMs(),
    newId: (ms: number) => uuidV7({ msecs: ms, random: randomOnce(16) }),
  }
}

/** The pulse of a consent service that is there as long as a test may last. */
export async function beat(sql: Database, at = new Date(Date.now() + lastingMs)): Promise<void> {
  await sql`INSERT INTO consent.pulse (one, at) VALUES (true, ${at})
    ON CONFLICT (one) DO UPDATE SET at = excluded.at`
}

function open(database: TestDatabase, role: string): Database {
  return openDatabase({
    url: database.roleUrl(role),
    name: 'test',
    connectionsMax: 4,
    statementMsMax: lockMsMax,
    lockMsMax,
  })
}
