import { randomBytes } from 'node:crypto'
import type { Database } from '@unefois/database'
import { actsPerCall } from './limits.ts'

/** Acts like those of an accept, as their text goes to `audit.append`. */
export function drawActs(count: number, nowMs: number): object[] {
  const id = () => {
    const time = Math.floor(nowMs).toString(16).padStart(12, '0')
    const random = randomBytes(10).toString('hex')
    return [time.slice(0, 8), time.slice(8), `7${random.slice(0, 3)}`, `8${random.slice(3, 6)}`]
      .concat(random.slice(6, 18))
      .join('-')
  }
  return Array.from({ length: count }, () => ({
    id: id(),
    at: new Date(nowMs).toISOString(),
    actor: 'sender-1-system',
    agency: 'sender-1',
    agent: 'agt_bench00001',
    purpose: 'inform-of-right',
    operation: 'signal-accept',
    agreementHash: randomBytes(32).toString('hex'),
    signalId: id(),
    counterparty: 'receiver-1',
    outcomeClass: 'sent',
    detail: { right: 'be.mutualite.affiliation', trigger: 'first-job' },
  }))
}

/** Commits them all at once, as many transactions' acts: the writer finds them waiting together. */
export async function commitActs(sql: Database, acts: readonly object[]): Promise<void> {
  await sql.begin(async transaction => {
    for (let at = 0; at < acts.length; at += actsPerCall) {
      const rows = JSON.stringify(acts.slice(at, at + actsPerCall))
      await transaction`SELECT audit.append(${rows}::text::json)`
    }
  })
}
