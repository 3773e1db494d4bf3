import { bytes, type Database, type Transaction } from '@unefois/database'

/** One act as an officer may read it. */
export interface Act {
  readonly id: string
  readonly at: Date
  readonly agency: string
  readonly agent: string | null
  readonly purpose: string
  readonly operation: string
  readonly agreementHash: string | null
  readonly signalId: string | null
  readonly counterparty: string | null
  readonly outcomeClass: string | null
  /** The second part, while it exists; never an agency's to read. */
  readonly detail: Readonly<Record<string, unknown>> | null
  /** Its place in the log; null until it has one. */
  readonly logIndex: number | null
  /** When the second part was erased, by which article, and where the log says so. */
  readonly erasedAt: Date | null
  readonly erasedArticle: string | null
  readonly erasedLogIndex: number | null
}

/** Which acts. */
export interface WantedActs {
  /** `hub`, or the agency whose officer reads: then its own acts only. */
  readonly viewer: string
  readonly agencies?: readonly string[] | undefined
  readonly agreement?: string | undefined
  readonly agent?: string | undefined
  readonly signalId?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** The last id of the page before. */
  readonly before?: string | undefined
  /** With what officers looked at; of a signal they are told in any case. */
  readonly looks?: boolean | undefined
  readonly rowsMax: number
}

/** Acts, newest first. The database decides what the viewer may see. */
export async function readActs(
  sql: Database | Transaction,
  wanted: WantedActs,
): Promise<readonly Act[]> {
  const { viewer, rowsMax } = wanted
  const [agreement, agent] = [wanted.agreement ?? null, wanted.agent ?? null]
  const [signal, before] = [wanted.signalId ?? null, wanted.before ?? null]
  const [from, to] = [wanted.from ?? null, wanted.to ?? null]
  const agencies = wanted.agencies === undefined ? null : [...wanted.agencies]
  const rows = await sql<StoredAct[]>`
    SELECT ${columns(sql)}
    FROM audit.read_acts(${viewer}, ${agencies}::text[], ${agreement}, ${agent}, ${signal}::uuid,
      ${from}, ${to}, ${before}::uuid, ${wanted.looks ?? false}, ${rowsMax})`
  return rows.map(actOf)
}

/** What was done about the person of these indexes, newest first: for the hub's officer alone. */
export async function readPersonActs(
  transaction: Transaction,
  wanted: Pick<WantedActs, 'before' | 'looks' | 'rowsMax'> & {
    readonly indexes: readonly Buffer[]
  },
): Promise<readonly Act[]> {
  const { before = null, indexes, looks = false, rowsMax } = wanted
  const rows = await transaction<StoredAct[]>`
    SELECT ${columns(transaction)}
    FROM audit.read_person_acts(${bytes(transaction, indexes)}, ${before}::uuid, ${looks},
      ${rowsMax})`
  return rows.map(actOf)
}

function columns(sql: Database | Transaction) {
  return sql`id, at, agency, agent, purpose, operation, agreement_hash AS "agreementHash",
    signal_id AS "signalId", counterparty, outcome_class AS "outcomeClass", detail,
    log_index AS "logIndex", erased_at AS "erasedAt", erased_article AS "erasedArticle",
    erased_log_index AS "erasedLogIndex"`
}

function actOf({ logIndex, erasedLogIndex, ...row }: StoredAct): Act {
  return {
    ...row,
    logIndex: logIndex === null ? null : Number(logIndex),
    erasedLogIndex: erasedLogIndex === null ? null : Number(erasedLogIndex),
  }
}

interface StoredAct extends Omit<Act, 'logIndex' | 'erasedLogIndex'> {
  readonly logIndex: string | null
  readonly erasedLogIndex: string | null
}
