import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createTree,
  formatAddCheckpoint,
  formatCheckpoint,
  leafHash,
  proveConsistency,
  signNote,
} from '@unefois/audit-log'
import { openDatabase } from '@unefois/database'
import { openLogAnchor } from '@unefois/erasure-journal'
import { openLogKey, openWitnessKey } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import { type TestDatabase, templateDatabase } from '@unefois/testing'
import t, { type Test } from 'tap'
import { confirmCheckpoint } from '../src/use-cases/confirm-checkpoint.ts'

/** Runs statements on the server with nobody in the desk's database. */
async function administer({ adminUrl }: TestDatabase, statements: readonly string[]) {
  const url = new URL(adminUrl)
  url.pathname = '/postgres'
  const sql = openDatabase({ url: url.href, name: 't', connectionsMax: 1 })
  try {
    for (const statement of statements) await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

/** A witness whose process starts anew at each turn, and a log that shows what it is told to. */
function witnessOf(t: Test, database: TestDatabase) {
  const folder = mkdtempSync(join(tmpdir(), 'witness-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const store = openKeyStore(join(folder, 'keys'))
  const logKey = openLogKey(store, 'hub-test')
  const signer = openWitnessKey(store, { hub: 'hub-test', agency: 'test', nowSeconds: () => 1 })
  const said: number[] = []
  async function turn(leaves: readonly string[]) {
    const tree = createTree()
    for (const leaf of leaves) tree.append(leafHash(Buffer.from(leaf)))
    const { size } = tree
    const text = formatCheckpoint({ origin: 'hub-test/log', size, root: tree.root() })
    const checkpoint = signNote(text, [logKey])
    const hubLog = {
      async ask(oldSize: number) {
        const proof = oldSize <= size ? proveConsistency(tree.read, oldSize, size) : []
        return Buffer.from(formatAddCheckpoint({ oldSize, proof, checkpoint }))
      },
      say: async (body: { size: number }) => void said.push(body.size),
      readPredecessors: async () => ({ size: 0, items: [] }),
    }
    const sql = openDatabase({
      url: database.roleUrl('desk_test'),
      name: 't',
      connectionsMax: 1,
    })
    const now = () => new Date('2026-11-21T08:00:00.000Z')
    const parts = { sql, anchor: openLogAnchor(folder), log: logKey.verifier, signer, now, hubLog }
    try {
      return await confirmCheckpoint(parts)()
    } finally {
      await sql.end()
    }
  }
  return { said, turn }
}

const texts = (count: number, salt = '') => Array.from({ length: count }, (_, n) => `${salt}${n}`)

t.test('a witness put back to an older database cosigns no other past', async t => {
  const database = await templateDatabase(t, 'desk')
  const { name } = database
  const { said, turn } = witnessOf(t, database)
  t.strictSame(await turn(texts(4)), { what: 'cosigned', size: 4 })
  await administer(database, [`CREATE DATABASE ${name}_before TEMPLATE ${name}`])
  t.strictSame(await turn(texts(9)), { what: 'cosigned', size: 9 })
  await administer(database, [
    `DROP DATABASE ${name} WITH (FORCE)`,
    `ALTER DATABASE ${name}_before RENAME TO ${name}`,
    `GRANT CONNECT ON DATABASE ${name} TO desk_test`,
  ])
  // It adds to all that the older database knows, and is not what this desk has cosigned.
  const other = [...texts(4), ...texts(8, 'other ')]
  t.strictSame(await turn(other), { what: 'behind', leaves: 5 }, 'says so, and signs nothing')
  t.strictSame(await turn(other), { what: 'refused', status: 422 })
  t.strictSame(await turn(texts(8)), { what: 'refused', status: 400 })
  t.strictSame(said, [4, 9])
  t.strictSame(await turn(texts(12)), { what: 'cosigned', size: 12 }, 'and goes on with what was')

  const admin = openDatabase({ url: database.adminUrl, name: 't', connectionsMax: 1 })
  t.teardown(() => admin.end())
  await admin`DELETE FROM audit.witnessed`
  t.strictSame(await turn(other), { what: 'behind', leaves: 12 }, 'one that knows of no log at all')
  t.strictSame(await turn(other), { what: 'refused', status: 409 })
  await admin`UPDATE audit.witnessed SET root = sha256('')`
  t.strictSame(await turn(other), { what: 'behind', leaves: 0 }, 'or of another of this size')
  t.strictSame(await turn(texts(20)), { what: 'cosigned', size: 20 })
})

t.test('what a database knows beyond the anchor was told to nobody, and is told again', async t => {
  const database = await templateDatabase(t, 'desk')
  const { said, turn } = witnessOf(t, database)
  await turn(texts(4))
  const admin = openDatabase({ url: database.adminUrl, name: 't', connectionsMax: 1 })
  t.teardown(() => admin.end())
  const tree = createTree()
  for (const leaf of texts(9)) tree.append(leafHash(Buffer.from(leaf)))
  await admin`UPDATE audit.witnessed SET size = 9, root = ${tree.root()}`
  t.strictSame(await turn(texts(9)), { what: 'cosigned', size: 9 }, 'a crash before the anchor')
  t.strictSame(said, [4, 9])
})
