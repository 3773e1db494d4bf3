import { type Counts, openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { waitFor } from '../wait-for.ts'
import { callersOf, deskAddress, hubAddress } from './callers.ts'
import { checkUntouched, controlDesk, controlInbox, controlRelease } from './isolation/controls.ts'
import { sendOwnedBatch } from './isolation/owned-batch.ts'
import { agreeOwnedCampaign } from './isolation/owned-campaign.ts'
import {
  createOwnersTraffic,
  type OwnedSignal,
  type OwnersTraffic,
  owners,
} from './isolation/owners.ts'
import { type HttpSides, probeDesks, probeHub } from './isolation/probe-http.ts'
import { probeNats } from './isolation/probe-nats.ts'
import { probeDatabases, probeOwnDesk, probeSql, type SqlSides } from './isolation/probe-sql.ts'
import { createTally, type Tally } from './isolation/tally.ts'

const intruder = 'carsat-sud-est'
/** Signals of each owner before, while and after their desks are stopped. */
const pairsEachRound = 5

/** An agency with real credentials against the exchanges of four others. */
export const isolation: Proof = {
  promise:
    'An agency’s real credentials show it nothing of what others exchange: not over HTTP, not in ' +
    'any table or partition, not on the bus.',
  sabotage: 'row-level security is switched off on exchange.signal.',
  run: proveIsolation,
}

async function proveIsolation(run: ProofRun): Promise<Finding> {
  const { say } = run
  const hub = await run.openHub({ desks: [...owners.receivers, intruder] })
  const counts = openCounts(hub)
  const callers = callersOf(hub)
  const traffic = createOwnersTraffic(hub, callers, run.seed)
  const tally = createTally(say)
  const desk = (agency: string) => {
    const process = hub.processes[`desk-${agency}`]
    if (process === undefined) throw new Error(`no desk of ${agency} runs here`)
    return process
  }
  try {
    say(`Four agencies exchange signals; ${intruder} is the intruder, with its real credentials.`)
    const [withdrawn] = await traffic.send(pairsEachRound)
    await untilHandled(counts, traffic.sent)
    say('Their desks stop, so that keys and messages of the next signals wait at the hub.')
    for (const agency of [...owners.receivers, intruder]) await desk(agency).stop()
    await traffic.send(pairsEachRound)
    if (withdrawn !== undefined) await traffic.withdraw(withdrawn)
    const addressed = await traffic.sendToIntruder()
    if (run.sabotage) {
      await counts.hub`ALTER TABLE exchange.signal DISABLE ROW LEVEL SECURITY`
    }
    const campaign = await agreeOwnedCampaign(hub, callers, counts)
    const batch = await sendOwnedBatch(hub, callers)
    const spoken = await traffic.speak()
    const sides = { ...(await sidesOf(counts, traffic)), ...spoken, campaign, batch }
    say('SQL: every table and partition by name, under every service’s role, as the intruder.')
    const ownRows = await probeSql(hub, sides, tally)
    tally.control('the intruder sees rows of its own', ownRows > 0)
    await probeDatabases(hub, databaseOf(), tally)
    await probeOwnDesk(hub, sides, tally)
    say('HTTP: every call that names a signal, a case or an agreement, with each of its clients.')
    await probeHub(hub, callers, sides, tally)
    await controlRelease(callers, hubAddress(hub, 'gateway'), { intruder, id: addressed }, tally)
    say('The bus: listening everywhere and asking everything, while signals flow.')
    await controlInbox(hub, { intruder, id: addressed }, tally)
    await probeNats(hub, { intruder, owner: owners.receivers[0] }, tally, async () => {
      for (const agency of owners.receivers) await desk(agency).restart()
      await traffic.send(pairsEachRound)
    })
    await desk(intruder).restart()
    say('The desks of the others: with its own tokens, and with tokens it asks for in their name.')
    await untilHandled(counts, traffic.sent)
    await probeDesks(hub, callers, sides, tally)
    await controlDesk(callers, deskAddress(hub, intruder), intruder, tally)
    await checkUntouched(counts, traffic, intruder, tally)
    return judge(tally, traffic.sent.length, ownRows)
  } finally {
    await counts.close()
  }
}

function judge(tally: Tally, signals: number, ownRows: number): Finding {
  const { probes, leaks, controls, brokenControls } = tally
  const all = probes.http + probes.sql + probes.nats
  const every = probes.http > 0 && probes.sql > 0 && probes.nats > 0 && controls > 0
  return {
    holds: every && leaks.length === 0 && brokenControls.length === 0,
    examined: all,
    figures: {
      signalsOfOthers: signals,
      httpProbes: probes.http,
      sqlProbes: probes.sql,
      natsProbes: probes.nats,
      leaks: leaks.length,
      rowsOfItsOwnSeen: ownRows,
      controls,
      controlsFailed: brokenControls.length,
    },
  }
}

async function sidesOf(
  counts: Counts,
  traffic: OwnersTraffic,
): Promise<SqlSides & Omit<HttpSides, 'campaign' | 'batch' | 'objection' | 'restriction'>> {
  const names = [...owners.senders, ...owners.receivers]
  const rows = await counts.hub<{ id: string }[]>`
    SELECT DISTINCT id FROM registry.agreement WHERE sender = ANY (${[...owners.senders]})`
  const signalIds = traffic.sent.map(signal => signal.id)
  return {
    intruder,
    owners: names,
    signalIds,
    owned: traffic.sent,
    caseIds: signalIds.slice(0, 2),
    personAgreement: traffic.personAgreement(),
    agreements: rows.map(row => row.id),
  }
}

/** Each login role and the only database it may open. */
function databaseOf(): Record<string, string> {
  const hubRoles = ['audit_app', 'registry_app', 'consent_app', 'gateway_accept', 'gateway_agency']
  const desks = [...owners.receivers, intruder].map(agency => `desk_${agency.replaceAll('-', '_')}`)
  return Object.fromEntries([
    ...[...hubRoles, 'gateway_relay', 'gateway_retention'].map(role => [role, 'hub']),
    ...desks.map(role => [role, role]),
  ])
}

async function untilHandled(counts: Counts, sent: readonly OwnedSignal[]): Promise<void> {
  const ids = sent.map(signal => signal.id)
  await waitFor(
    'the owners’ desks report every signal',
    async () => {
      const [row] = await counts.hub<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM exchange.data_key
        WHERE signal_id = ANY (${ids}::uuid[])`
      return row?.waiting
    },
    waiting => waiting === 0,
  )
}
