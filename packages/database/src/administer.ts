import postgres from 'postgres'
import { hubLayout, type Layout, loginRoles } from './layout.ts'

/** Passwords of the login roles, by role name. */
export type RolePasswords = Readonly<Record<string, string>>

const rolesLock = 7_310_001

/**
 * Creates or updates the roles that a layout names. Owners and groups cannot log in; nobody may
 * bypass row-level security. Roles belong to the whole server, so several launchers take turns.
 */
export async function createRoles(
  administratorUrl: string,
  layout: Layout,
  passwords: RolePasswords,
): Promise<void> {
  await asAdministrator(administratorUrl, async sql => {
    await sql.begin(async transaction => {
      await transaction`SELECT pg_advisory_xact_lock(${rolesLock})`
      const known = await transaction<{ rolname: string }[]>`SELECT rolname FROM pg_roles`
      const existing = new Set(known.map(row => row.rolname))
      for (const role of new Set([...layout.owners, ...layout.groups])) {
        if (existing.has(role)) continue
        const kind = hasLogin(role) ? 'LOGIN' : 'NOLOGIN'
        await transaction.unsafe(`CREATE ROLE "${role}" ${kind} NOBYPASSRLS`)
      }
      for (const { role, memberOf } of loginRoles(layout)) {
        const verb = existing.has(role) || layout.groups.includes(role) ? 'ALTER' : 'CREATE'
        const password = passwords[role]
        if (password === undefined) throw new Error(`no password for the role ${role}`)
        await transaction.unsafe(
          `${verb} ROLE "${role}" LOGIN NOBYPASSRLS PASSWORD '${password.replaceAll("'", "''")}'`,
        )
        if (memberOf !== undefined) await transaction.unsafe(`GRANT "${memberOf}" TO "${role}"`)
      }
    })
  })
}

function hasLogin(role: string): boolean {
  return hubLayout.logins.includes(role)
}

/** Creates a database when it is missing, closed to everybody but `logins`. */
export async function createDatabase(
  administratorUrl: string,
  name: string,
  logins: readonly string[],
  template?: string,
): Promise<void> {
  await asAdministrator(administratorUrl, async sql => {
    const [found] = await sql`SELECT 1 FROM pg_database WHERE datname = ${name}`
    if (found === undefined) {
      const source = template === undefined ? '' : ` TEMPLATE "${template}"`
      await sql.unsafe(`CREATE DATABASE "${name}"${source}`)
    }
    await sql.unsafe(`REVOKE CONNECT, TEMPORARY ON DATABASE "${name}" FROM PUBLIC`)
    for (const role of logins) await sql.unsafe(`GRANT CONNECT ON DATABASE "${name}" TO "${role}"`)
  })
}

/** Drops a throw-away database, ending the sessions still in it. */
export async function dropDatabase(administratorUrl: string, name: string): Promise<void> {
  await asAdministrator(administratorUrl, async sql => {
    await sql.unsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  })
}

async function asAdministrator(
  url: string,
  work: (sql: postgres.Sql) => Promise<void>,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
