import {
  createDatabase,
  createRoles,
  deskLayout,
  hubLayout,
  type Layout,
  migrate,
} from '@unefois/database'

const hubDatabase = 'hub'

/** The databases of one hub: who may open what with which URL. */
export interface Databases {
  /** An administrator's URL of one database. */
  adminUrl(database: string): string
  /** A login role's URL of the database it may open. */
  roleUrl(role: string): string
}

/**
 * Creates roles and databases and brings every schema to its newest version: the hub first, then
 * the desks. Services never migrate; they start after this.
 *
 * @param passwordOf a login role's password, the same at each call.
 */
export async function prepareDatabases(options: {
  adminUrl: string
  desks: readonly string[]
  passwordOf: (role: string) => string
}): Promise<Databases> {
  const { adminUrl, passwordOf } = options
  const databaseOf = new Map<string, string>()
  const prepareRoles = async (layout: Layout, database: string) => {
    const passwords = layout.logins.map(role => [role, passwordOf(role)])
    await createRoles(adminUrl, layout, Object.fromEntries(passwords))
    for (const role of layout.logins) databaseOf.set(role, database)
  }
  const prepare = async (layout: Layout, database: string) => {
    await createDatabase(adminUrl, database, layout.logins)
    await migrate(withDatabase(adminUrl, database), layout)
  }
  const desks = options.desks.map(agency => deskLayout(agency))
  await prepareRoles(hubLayout, hubDatabase)
  for (const layout of desks) await prepareRoles(layout, layout.database)
  await prepare(hubLayout, hubDatabase)
  for (const layout of desks) await prepare(layout, layout.database)
  return {
    adminUrl: database => withDatabase(adminUrl, database),
    roleUrl(role) {
      const database = databaseOf.get(role)
      if (database === undefined) throw new Error(`no such role: ${role}`)
      return withLogin(withDatabase(adminUrl, database), role, passwordOf(role))
    },
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url)
  changed.username = user
  changed.password = password
  return changed.href
}
