import type { Campaign, CampaignStatus } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** A campaign as its row and those of its receivers tell it; a receiver sees its own line only. */
export interface CampaignRow {
  readonly id: string
  readonly sender: string
  readonly right: string
  readonly purpose: Campaign['purpose']
  readonly startsOn: string
  readonly endsOn: string
  readonly signalsMax: number
  readonly perDayMax: number
  readonly createdAt: Date
  readonly agreedAt: Date | null
  readonly nextFiguresOn: string | null
  readonly receivers: readonly { receiver: string; perDayMax: number | null }[]
}

/** The campaigns that the statement's caller may see; `which` narrows them. */
function select(sql: Database | Transaction, which: ReturnType<Database>) {
  return sql<CampaignRow[]>`
    SELECT c.id, c.sender, c.right_id AS right, c.purpose, c.starts_on::text AS "startsOn",
      c.ends_on::text AS "endsOn", c.signals_max::float8 AS "signalsMax",
      c.per_day_max::float8 AS "perDayMax", c.created_at AS "createdAt",
      c.agreed_at AS "agreedAt", c.next_figures_on::text AS "nextFiguresOn",
      (SELECT json_agg(json_build_object('receiver', r.receiver, 'perDayMax', r.per_day_max)
        ORDER BY r.position)
        FROM exchange.campaign_receiver AS r WHERE r.campaign_id = c.id) AS receivers
    FROM exchange.campaign AS c WHERE ${which} ORDER BY c.id`
}

/** One campaign, when the caller's role and agencies let it be seen. */
export async function findCampaign(
  sql: Database | Transaction,
  id: string,
): Promise<CampaignRow | undefined> {
  const [row] = await select(sql, sql`c.id = ${id}`)
  return row
}

/** The campaign that this key proposed, for a request that is repeated. */
export async function findProposed(
  sql: Transaction,
  sender: string,
  key: string,
): Promise<CampaignRow | undefined> {
  const [row] = await select(sql, sql`c.sender = ${sender} AND c.idempotency_key = ${key}`)
  return row
}

/** A page of an agency's campaigns, on either side. */
export async function pageCampaigns(
  sql: Transaction,
  agency: string,
  after: string,
  limit: number,
): Promise<CampaignRow[]> {
  return select(
    sql,
    sql`c.id IN (
      (SELECT id FROM exchange.campaign WHERE sender = ${agency} AND id > ${after}
        ORDER BY id LIMIT ${limit})
      UNION
      (SELECT campaign_id FROM exchange.campaign_receiver
        WHERE receiver = ${agency} AND campaign_id > ${after} ORDER BY campaign_id LIMIT ${limit})
      ORDER BY 1 LIMIT ${limit})`,
  )
}

/** How many campaigns of a sender have not ended. */
export async function countLive(sql: Transaction, sender: string, day: string): Promise<number> {
  const [row] = await sql<{ live: number }[]>`
    SELECT count(*)::int AS live FROM exchange.campaign
    WHERE sender = ${sender} AND ends_on >= ${day}`
  return row?.live ?? 0
}

/** Writes a proposed campaign; false when its idempotency key has proposed one already. */
export async function insertCampaign(
  sql: Transaction,
  row: Campaign & {
    id: string
    sender: string
    key: string
    createdAt: Date
    nextFiguresOn: string
  },
): Promise<boolean> {
  const inserted = await sql`
    INSERT INTO exchange.campaign (id, sender, idempotency_key, right_id, purpose, starts_on,
      ends_on, signals_max, per_day_max, created_at, next_figures_on)
    VALUES (${row.id}, ${row.sender}, ${row.key}, ${row.right}, ${row.purpose}, ${row.startsOn},
      ${row.endsOn}, ${row.signalsMax}, ${row.perDayMax}, ${row.createdAt}, ${row.nextFiguresOn})
    ON CONFLICT (sender, idempotency_key) DO NOTHING`
  if (inserted.count === 0) return false
  await sql`
    INSERT INTO exchange.campaign_receiver (campaign_id, receiver, sender, position)
    SELECT ${row.id}, r.receiver, ${row.sender}, r.position
    FROM unnest(${row.receivers}::text[]) WITH ORDINALITY AS r(receiver, position)`
  return true
}

/** Sets a receiver's capacity; false when the campaign is not one that it receives. */
export async function acceptCampaign(
  sql: Transaction,
  id: string,
  perDayMax: number,
  at: Date,
): Promise<boolean> {
  const [row] = await sql<{ accepted: boolean }[]>`
    SELECT exchange.accept_campaign(${id}, ${perDayMax}, ${at}) AS accepted`
  return row?.accepted === true
}

/** What the API says of a campaign. */
export function statusOf(row: CampaignRow): CampaignStatus {
  const { createdAt, agreedAt, nextFiguresOn: _internal, receivers, ...plan } = row
  return {
    ...plan,
    receivers: receivers.map(({ receiver, perDayMax }) => ({
      receiver,
      accepted: perDayMax !== null,
      ...(perDayMax === null ? {} : { perDayMax }),
    })),
    state: agreedAt === null ? 'proposed' : 'agreed',
    createdAt: createdAt.toISOString(),
    ...(agreedAt === null ? {} : { agreedAt: agreedAt.toISOString() }),
  }
}
