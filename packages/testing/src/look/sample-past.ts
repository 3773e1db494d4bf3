import { randomBytes } from 'node:crypto'
import { openDatabase } from '@unefois/database'
import type { Hub } from '@unefois/local'

const dayMs = 86_400_000
const pastDays = 70
const tracesPerCall = 500

/** An agreement of the sample as the registry keeps it. */
interface Agreed {
  readonly hash: string
  readonly sender: string
  readonly receiver: string
  readonly right: string
}

interface Act {
  readonly atMs: number
  readonly agency: string
  readonly counterparty: string
  readonly operation: string
  readonly agent?: string
  readonly agreementHash: string
  readonly signalId: string
  readonly outcomeClass?: string
  readonly detail?: object
}

/**
 * Ten weeks of acts under the sample agreements, appended as the services append theirs: the log
 * numbers them, the audit service counts them. A few days stand out, so that there are flags.
 */
export async function appendSamplePast(hub: Pick<Hub, 'databaseUrl' | 'nowMs'>): Promise<void> {
  const sql = openDatabase({ url: hub.databaseUrl('hub'), name: 'look', connectionsMax: 1 })
  try {
    const agreed = await sql<Agreed[]>`
      SELECT hash, sender, receiver, text -> 'rights' ->> 0 AS right FROM registry.agreement
      WHERE state = 'active' ORDER BY sender, receiver`
    const today = Math.floor(hub.nowMs() / dayMs) * dayMs
    for (let month = 3; month > 0; month -= 1) {
      await sql`SELECT audit.ensure_partitions(${new Date(today - month * 30 * dayMs)}, 1)`
    }
    const acts = actsOfPast(agreed, today)
    for (let from = 0; from < acts.length; from += tracesPerCall) {
      const rows = acts.slice(from, from + tracesPerCall)
      await sql`SELECT audit.append(${JSON.stringify(rows)}::text::json)`
    }
  } finally {
    await sql.end()
  }
}

/** The traces of the days before one, under these agreements, as `audit.append` takes them. */
function actsOfPast(agreed: readonly Agreed[], beforeMs: number): readonly object[] {
  const today = Math.floor(beforeMs / dayMs) * dayMs
  return agreed
    .flatMap((each, at) => actsUnder(each, at, today))
    .map(({ atMs, ...act }) => ({
      ...act,
      id: idAt(atMs),
      at: new Date(atMs),
      actor: act.agency,
      purpose: 'inform-of-right',
    }))
}

function actsUnder(agreed: Agreed, at: number, today: number): Act[] {
  const days = Array.from({ length: pastDays }, (_, place) => pastDays - place)
  return days.flatMap(ago => {
    const start = today - ago * dayMs
    const weekday = new Date(start).getUTCDay()
    const isHoliday = new Date(start).toISOString().slice(5, 10) === '11-11'
    if (weekday === 0 || weekday === 6 || isHoliday) return []
    // The first agreement has one very busy day, the second one a long evening.
    const busy = at === 0 && ago === 9 ? 6 : 1
    const count = busy * (6 + ((ago * 7 + at * 5) % (9 + 3 * at)))
    return Array.from({ length: count }, (_, place) =>
      exchangeOf(agreed, start, {
        place,
        isLate: at === 1 && ago <= 4 && ago > 2 && place < 6,
        isErasing: at === 2 && ago < 28 && place % 3 !== 0,
        isAlone: at === 4 && ago < 14 && ago > 6,
      }),
    ).flat()
  })
}

/** A signal sent, opened and closed within the day, or at night. */
function exchangeOf(
  { hash, sender, receiver, right }: Agreed,
  start: number,
  how: { place: number; isLate: boolean; isErasing: boolean; isAlone: boolean },
): Act[] {
  const hour = how.isLate ? 21 : 8 + (how.place % 8)
  const atMs = start + hour * 3_600_000 + how.place * 61_000
  const signalId = idAt(atMs)
  // Seven agents share the work, but for one week of one agreement.
  const agent =
    how.isAlone && how.place % 3 !== 0 ? 1 : 1 + ((how.place + Math.floor(start / dayMs)) % 7)
  const own = { agreementHash: hash, signalId, detail: { right } }
  const from = { ...own, agency: sender, counterparty: receiver }
  const to = { ...own, agency: receiver, counterparty: sender }
  const { detail: _, ...bare } = to
  return [
    {
      ...from,
      atMs,
      operation: 'signal-accept',
      outcomeClass: 'sent',
      agent: `agt_${sender.replaceAll('-', '').slice(0, 22)}0${agent}`,
    },
    { ...bare, atMs: atMs + 60_000, operation: 'signal-release' },
    ...(how.place % 2 === 0
      ? [
          {
            ...(how.isErasing ? bare : to),
            atMs: atMs + 3_600_000,
            operation: 'case-closed',
            outcomeClass: 'closed-not-acted',
            agent: `agt_${receiver.replaceAll('-', '').slice(0, 22)}0${agent}`,
          },
        ]
      : []),
  ]
}

/** A uuid v7 of an instant. */
function idAt(ms: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(ms, 0, 6)
  bytes.writeUInt8(0x70 | ((bytes[6] ?? 0) & 0x0f), 6)
  bytes.writeUInt8(0x80 | ((bytes[8] ?? 0) & 0x3f), 8)
  const hex = bytes.toString('hex')
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((end, at) => hex.slice(cuts[at], end))
    .join('-')
}
