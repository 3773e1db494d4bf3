import { randomBytes } from 'node:crypto'
import { createDatabase, dropDatabase, hubLayout, openDatabase } from '@unefois/database'
import { passwordIn, withDatabase } from '@unefois/local'
import tap, { type Test } from 'tap'
import { testConfig } from './test-config.ts'
import { startTestPostgres, type TestServer, templates, testAgency } from './test-postgres.ts'
import { waitUntil } from './wait-until.ts'

/** A database of this test's own, migrated, empty, dropped when the test ends. */
export interface TestDatabase {
  readonly name: string
  /** A superuser's URL of it: row-level security does not bind it. */
  readonly adminUrl: string
  /** A service's own URL: `gateway_accept`, `consent_app`…; in a desk's database `desk_test`. */
  roleUrl(role: string): string
}

let ownServer: Promise<TestServer> | undefined

/**
 * Clones the migrated template. At the end every connection must be closed: one left open fails the
 * test, because in a service it would be a leak.
 */
export async function templateDatabase(t: Test, kind: 'hub' | 'desk'): Promise<TestDatabase> {
  const server = await testServer()
  const name = `test_${kind}_${randomBytes(6).toString('hex')}`
  const logins = kind === 'hub' ? hubLayout.logins : [`desk_${testAgency}`]
  await createDatabase(server.adminUrl, name, logins, templates[kind])
  t.teardown(async () => {
    const open = await openConnections(server.adminUrl, name)
    await dropDatabase(server.adminUrl, name)
    if (open.length > 0) throw new Error(`connections left open: ${open.join(', ')}`)
  })
  const adminUrl = withDatabase(server.adminUrl, name)
  return {
    name,
    adminUrl,
    roleUrl(role) {
      const url = new URL(adminUrl)
      url.username = role
      url.password = passwordIn(server.passwordFolder, role)
      return url.href
    },
  }
}

function testServer(): Promise<TestServer> {
  const { TEST_DATABASE_URL: adminUrl, TEST_PASSWORDS_DIR: passwordFolder } = testConfig
  if (adminUrl !== undefined && passwordFolder !== undefined) {
    return Promise.resolve({ adminUrl, passwordFolder })
  }
  ownServer ??= startTestPostgres().then(server => {
    tap.teardown(() => server.stop())
    return server
  })
  return ownServer
}

async function openConnections(adminUrl: string, name: string): Promise<string[]> {
  const sql = openDatabase({ url: adminUrl, name: 'test', connectionsMax: 1 })
  let open: string[] = []
  try {
    // A session that its client has closed ends a moment later: on a busy machine, a long one.
    await waitUntil('every connection is closed', async () => {
      const rows = await sql<{ who: string }[]>`
        SELECT usename || '/' || application_name AS who FROM pg_stat_activity
        WHERE datname = ${name} AND backend_type = 'client backend'`
      open = rows.map(row => row.who)
      return open.length === 0
    }).catch(() => {})
    return open
  } finally {
    await sql.end()
  }
}
