import type { Hub } from '@unefois/local'
import { escapes, forgeries, leakyPredicate } from './sql-attempts.ts'
import { openSqlDoor, type SqlAnswer, type SqlDoor } from './sql-door.ts'
import { listTables, type TableName } from './tables.ts'
import type { Tally } from './tally.ts'

/** Who tries, what belongs to others, and whose rows must stay closed. */
export interface SqlSides {
  readonly intruder: string
  readonly owners: readonly string[]
  /** Signals of the owners. */
  readonly signalIds: readonly string[]
}

/** Roles that speak for the agencies of one transaction; the others answer no agency at all. */
const agencyRoles = ['gateway_accept', 'gateway_agency']
const ownSchema: Readonly<Record<string, string>> = {
  audit_app: 'audit',
  registry_app: 'registry',
  consent_app: 'consent',
  gateway_relay: 'exchange',
  gateway_retention: 'exchange',
}

/** Tries every table and partition by name, under every service role, with the intruder set. */
export async function probeSql(hub: Hub, sides: SqlSides, tally: Tally): Promise<number> {
  const tables = (await listTables(hub.databaseUrl('hub'))).filter(isOfSomebody)
  let ownRows = 0
  for (const role of agencyRoles) {
    await through(hub.roleUrl(role), async door => {
      for (const table of tables) {
        ownRows += await tryTable(door, { role, table, sides, tally })
      }
      await tryTricks(door, { role, sides, tally })
    })
  }
  for (const [role, schema] of Object.entries(ownSchema)) {
    await through(hub.roleUrl(role), async door => {
      for (const table of tables) await tryForeignTable(door, { role, schema, table, sides, tally })
    })
  }
  await through(hub.roleUrl('gateway_agency'), door => controlOwner(door, sides, tally))
  return ownRows
}

/** The list of applied migrations belongs to nobody; each service reads it to know its schema. */
function isOfSomebody({ name }: TableName): boolean {
  return name !== 'migration'
}

interface TableTry {
  readonly role: string
  readonly table: TableName
  readonly sides: SqlSides
  readonly tally: Tally
}

/** Reads, changes and deletes; answers how many rows of its own the intruder saw. */
async function tryTable(door: SqlDoor, { role, table, sides, tally }: TableTry): Promise<number> {
  const name = `${table.schema}.${table.name}`
  const foreign = `FROM ONLY_OR_ALL AS x WHERE x::text ~ '${foreignPattern(sides)}'`
  const mine = `{${sides.intruder}}`
  const tries: [agencies: string | undefined, statement: string][] = [
    [mine, `SELECT 1 AS found ${foreign} LIMIT 1`],
    [mine, `DELETE ${foreign} RETURNING 1`],
    [
      mine,
      `UPDATE ONLY_OR_ALL AS x SET ${table.column} = ${table.column}
      WHERE x::text ~ '${foreignPattern(sides)}' RETURNING 1`,
    ],
    [undefined, 'SELECT 1 AS found FROM ONLY_OR_ALL LIMIT 1'],
    ['', 'SELECT 1 AS found FROM ONLY_OR_ALL LIMIT 1'],
    ['{}', 'SELECT 1 AS found FROM ONLY_OR_ALL LIMIT 1'],
    ['{NULL}', 'SELECT 1 AS found FROM ONLY_OR_ALL LIMIT 1'],
  ]
  for (const [agencies, statement] of tries) {
    const answer = await door.attempt(agencies, statement.replaceAll('ONLY_OR_ALL', name))
    const verb = statement.slice(0, 6)
    const setting = agencies === undefined ? 'no agency' : `agencies ${agencies || 'empty'}`
    tally.tried('sql', came(answer) ? `${role}, ${setting}: ${verb} on ${name}` : undefined)
  }
  const own = await door.attempt(mine, `SELECT count(*)::int AS count FROM ${name}`)
  return 'rows' in own ? Number(own.rows[0]?.count ?? 0) : 0
}

async function tryTricks(
  door: SqlDoor,
  { role, sides, tally }: Omit<TableTry, 'table'>,
): Promise<void> {
  const mine = `{${sides.intruder}}`
  for (const owner of sides.owners) {
    const answer = await door.attempt(mine, leakyPredicate(owner))
    const told = 'refused' in answer && answer.refused === '22012'
    tally.tried('sql', told ? `${role}: a predicate ran on hidden rows` : undefined)
    for (const statement of forgeries(owner)) {
      const forged = await door.attempt(mine, statement)
      tally.tried('sql', 'rows' in forged ? `${role}: wrote a row of another` : undefined)
    }
  }
  for (const [what, statement] of escapes(foreignPattern(sides))) {
    const answer = await door.attempt(mine, statement)
    tally.tried('sql', came(answer) ? `${role}: ${what}` : undefined)
  }
}

/** A role of another schema reads nothing here; and nobody reads a partition by its own name. */
async function tryForeignTable(
  door: SqlDoor,
  { role, schema, table, sides, tally }: TableTry & { schema: string },
): Promise<void> {
  if (table.schema === schema && !table.partition) return
  const name = `${table.schema}.${table.name}`
  const answer = await door.attempt(`{${sides.intruder}}`, `SELECT 1 FROM ${name} LIMIT 1`)
  tally.tried('sql', 'rows' in answer ? `${role} may read ${name}` : undefined)
}

const ownedTables = [
  ...['signal', 'data_key', 'outbox', 'case_event', 'feedback', 'recall'],
  ...['batch', 'batch_lines'],
]

/** The owner's own view, through the same role: rows are there to be seen. */
async function controlOwner(door: SqlDoor, sides: SqlSides, tally: Tally): Promise<void> {
  const all = `{${sides.owners.join(',')}}`
  for (const table of ownedTables) {
    const answer = await door.attempt(
      all,
      `SELECT 1 FROM exchange.${table} AS x WHERE x::text ~ '${foreignPattern(sides)}' LIMIT 1`,
    )
    tally.control(`the owners see their own rows of exchange.${table}`, came(answer))
  }
}

/** Each login tries each database that is not its own; answers nothing but refusals, we hope. */
export async function probeDatabases(
  hub: Hub,
  databaseOf: Readonly<Record<string, string>>,
  tally: Tally,
): Promise<void> {
  const databases = [...new Set(Object.values(databaseOf))]
  for (const [role, own] of Object.entries(databaseOf)) {
    for (const database of databases) {
      const url = new URL(hub.roleUrl(role))
      url.pathname = `/${database}`
      await through(url.href, async door => {
        const answer = await door.attempt(undefined, 'SELECT 1 AS connected')
        if (database === own) tally.control(`${role} opens its own database`, came(answer))
        else tally.tried('sql', came(answer) ? `${role} may connect to ${database}` : undefined)
      })
    }
  }
}

/** The intruder's own desk role in its own database: nothing of the owners ever got there. */
export async function probeOwnDesk(hub: Hub, sides: SqlSides, tally: Tally): Promise<void> {
  const role = `desk_${sides.intruder.replaceAll('-', '_')}`
  const tables = (await listTables(hub.databaseUrl(role))).filter(isOfSomebody)
  const pattern = sides.signalIds.join('|')
  for (const url of [hub.roleUrl(role), hub.databaseUrl(role)]) {
    await through(url, async door => {
      for (const { schema, name } of tables) {
        const from = `${schema}.${name} AS x`
        const statement = `SELECT 1 FROM ${from} WHERE x::text ~ '${pattern}' LIMIT 1`
        const answer = await door.attempt(undefined, statement)
        tally.tried('sql', came(answer) ? `${role}: ${schema}.${name} knows of it` : undefined)
      }
    })
  }
}

function came(answer: SqlAnswer): boolean {
  return 'rows' in answer && (answer.rows.length > 0 || answer.changed > 0)
}

/** A regular expression for whatever names the owners or their signals. */
function foreignPattern(sides: SqlSides): string {
  return [...sides.signalIds, ...sides.owners.map(owner => `[,(]"?${owner}"?[,)]`)].join('|')
}

async function through(url: string, work: (door: SqlDoor) => Promise<void>): Promise<void> {
  const door = openSqlDoor(url)
  try {
    await work(door)
  } finally {
    await door.close()
  }
}
