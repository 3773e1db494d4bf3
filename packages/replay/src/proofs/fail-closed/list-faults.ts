import { openDatabase, type Transaction } from '@unefois/database'
import type { Hub } from '@unefois/local'
import type { Counts } from '../../counts/counts.ts'
import { waitFor } from '../../wait-for.ts'
import { buckets, pulseAgeMsMax, slowAnswerSec } from './limits.ts'
import { endSlowGate, forbidGate, slowGate } from './replace-gate.ts'

/** One way in which consent does not answer. */
export interface Fault {
  /** Names its figure. */
  readonly figure: string
  readonly says: string
  begin(): Promise<void>
  end(): Promise<void>
}

/** Every way, each of them real: nothing of the gateway is touched. */
export function listFaults(hub: Hub, counts: Counts): Fault[] {
  return [
    stoppedConsent(hub, counts),
    killedConsent(hub, counts),
    ...['objection', 'person_agreement', 'pulse'].map(table => lockedTable(hub, table)),
    lockedSubjects(hub),
    forbiddenGate(counts),
    slowAnswer(counts),
  ]
}

function stoppedConsent(hub: Hub, counts: Counts): Fault {
  const consent = processOf(hub, 'consent')
  return {
    figure: 'consent-stopped',
    says: 'The consent service stands still (SIGSTOP): its pulse grows older than ten seconds.',
    async begin() {
      process.kill(consent.pid, 'SIGSTOP')
      await untilStale(counts)
    },
    async end() {
      process.kill(consent.pid, 'SIGCONT')
    },
  }
}

function killedConsent(hub: Hub, counts: Counts): Fault {
  const consent = processOf(hub, 'consent')
  return {
    figure: 'consent-killed',
    says: 'The consent service is killed (kill -9).',
    async begin() {
      await consent.kill('SIGKILL')
      await untilStale(counts)
    },
    end: () => consent.restart(),
  }
}

function lockedTable(hub: Hub, table: string): Fault {
  return heldBySession(hub, {
    figure: `locked-${table.replaceAll('_', '-')}`,
    says: `Another session locks consent.${table} (ACCESS EXCLUSIVE).`,
    take: transaction =>
      transaction`LOCK TABLE ${transaction(`consent.${table}`)} IN ACCESS EXCLUSIVE MODE`,
  })
}

function lockedSubjects(hub: Hub): Fault {
  return heldBySession(hub, {
    figure: 'locked-subjects',
    says: 'An objection that does not end holds the lock of every subject.',
    take: transaction => transaction`
      SELECT count(pg_advisory_xact_lock(7301, bucket)) FROM generate_series(0, ${buckets - 1})
        AS bucket`,
  })
}

function forbiddenGate(counts: Counts): Fault {
  let permit = async () => {}
  return {
    figure: 'execute-revoked',
    says: 'Nobody may execute the gate any more.',
    async begin() {
      permit = await forbidGate(counts.hub)
    },
    end: () => permit(),
  }
}

function slowAnswer(counts: Counts): Fault {
  return {
    figure: 'statement-timeout',
    says: `The gate takes ${slowAnswerSec} s to answer: Postgres ends the statement at ten.`,
    begin: () => slowGate(counts.hub, slowAnswerSec),
    end: () => endSlowGate(counts.hub),
  }
}

/** A session of its own holds something until the end. */
function heldBySession(
  hub: Hub,
  {
    take,
    ...named
  }: Pick<Fault, 'figure' | 'says'> & { take: (transaction: Transaction) => Promise<unknown> },
): Fault {
  let letGo = () => {}
  let ended: Promise<void> | undefined
  return {
    ...named,
    begin: () =>
      new Promise((begun, failed) => {
        const sql = openDatabase({ url: hub.databaseUrl('hub'), name: 'proof', connectionsMax: 1 })
        ended = sql
          .begin(async transaction => {
            // Longer than a fault lasts: else Postgres would end the session for standing idle.
            await transaction`SET LOCAL idle_in_transaction_session_timeout = 0`
            await take(transaction)
            begun()
            await new Promise<void>(resolve => {
              letGo = resolve
            })
          })
          .catch(failed)
          .finally(() => sql.end({ timeout: 5 }))
      }),
    async end() {
      letGo()
      await ended
    },
  }
}

async function untilStale(counts: Counts): Promise<void> {
  await waitFor(
    'the pulse is older than ten seconds',
    async () => {
      const [row] = await counts.hub<{ ageMs: number }[]>`
        SELECT extract(epoch FROM clock_timestamp() - at)::float8 * 1000 AS "ageMs"
        FROM consent.pulse`
      return row?.ageMs ?? Number.POSITIVE_INFINITY
    },
    ageMs => ageMs > pulseAgeMsMax,
  )
}

function processOf(hub: Hub, name: string) {
  const found = hub.processes[name]
  if (found === undefined) throw new Error(`no process is called ${name}`)
  return found
}
