import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, openDatabase } from '@unefois/database'

/** Copies of one server's files; nothing of a key folder is among them. */
export interface BaseBackup {
  readonly folder: string
  /** The segment of WAL from which a recovery must read. */
  readonly firstWal: string
}

/** What a server makes anew, and what belongs to its own process. */
const emptied = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots']
const alsoEmptied = ['pg_stat_tmp', 'pg_subtrans']
const leftOut = /^(?:postmaster\.(?:pid|opts)|pgsql_tmp.*|pg_internal\.init.*|current_logfiles)$/u
const segment = /^[0-9A-F]{24}$/u

/**
 * Copies a running server's data folder as a base backup (Postgres manual, "Making a Base Backup
 * Using the Low Level API"), with the WAL it needs to be opened. npm's Postgres brings no
 * pg_basebackup.
 *
 * @param adminUrl a superuser's, of a server on this machine.
 * @param folder does not exist yet; ours alone.
 * @throws when the server has tablespaces elsewhere.
 */
export async function takeBaseBackup(adminUrl: string, folder: string): Promise<BaseBackup> {
  const sql = openDatabase({
    url: adminUrl,
    name: 'base-backup',
    connectionsMax: 1,
    statementMsMax: 0,
  })
  try {
    const pgData = await dataFolderOf(sql)
    // Keeps the WAL until this session ends, whatever is checkpointed meanwhile.
    const slot = `base_backup_${randomBytes(4).toString('hex')}`
    await sql`SELECT pg_create_physical_replication_slot(${slot}, true, true)`
    const [started] = await sql<{ wal: string }[]>`
      SELECT pg_walfile_name(pg_backup_start('unefois', fast => true)) AS wal`
    copyFolder(pgData, folder)
    const [stopped] = await sql<{ label: string; spaces: string }[]>`
      SELECT labelfile AS label, spcmapfile AS spaces
      FROM pg_backup_stop(wait_for_archive => false)`
    if (started === undefined || stopped === undefined) throw new Error('a backup has a beginning')
    if (stopped.spaces.trim() !== '') throw new Error('tablespaces elsewhere are not copied')
    writeFileSync(join(folder, 'backup_label'), stopped.label, { mode: 0o600 })
    const backup = { folder, firstWal: started.wal }
    await copyWal(sql, pgData, backup)
    return backup
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Adds the WAL written since to an older backup, as an archive of WAL would: opened, it shows the
 * server as it is now.
 * @throws when the server no longer has all of it.
 */
export async function addLaterWal(adminUrl: string, backup: BaseBackup): Promise<void> {
  const sql = openDatabase({ url: adminUrl, name: 'base-backup', connectionsMax: 1 })
  try {
    await copyWal(sql, await dataFolderOf(sql), backup)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function dataFolderOf(sql: Database): Promise<string> {
  const [row] = await sql<{ folder: string }[]>`
    SELECT current_setting('data_directory') AS folder`
  if (row === undefined) throw new Error('a server has a data folder')
  return row.folder
}

async function copyWal(sql: Database, pgData: string, backup: BaseBackup): Promise<void> {
  await sql`SELECT pg_switch_wal()`
  const names = readdirSync(join(pgData, 'pg_wal')).filter(name => segment.test(name))
  const wanted = names.filter(name => name >= backup.firstWal)
  if (!wanted.includes(backup.firstWal)) {
    throw new Error('the server no longer has the WAL since that backup: an archive would')
  }
  for (const name of wanted) {
    copyIfThere(join(pgData, 'pg_wal', name), join(backup.folder, 'pg_wal', name))
  }
}

/** Copies what a backup holds of a data folder; files that vanish meanwhile are in the WAL. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (leftOut.test(entry.name)) continue
    if ([...emptied, ...alsoEmptied].includes(entry.name)) mkdirSync(target, { mode: 0o700 })
    else if (entry.isDirectory()) copyFolder(source, target)
    else if (entry.isFile()) copyIfThere(source, target)
  }
}

function copyIfThere(from: string, to: string): void {
  try {
    copyFileSync(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
