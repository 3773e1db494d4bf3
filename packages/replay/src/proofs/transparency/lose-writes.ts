import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '@unefois/database'
import type { Hub } from '@unefois/local'

const tables = ['log_state', 'log_tile', 'log_bundle', 'log_checkpoint', 'opening'] as const

/**
 * Sabotage: what the writer wrote since `note` is lost at its kill, as if it signed what was
 * not yet on disk.
 */
export function loseWrites(hub: Hub, sql: Database) {
  return {
    async note(): Promise<void> {
      for (const table of tables) {
        await sql`DROP TABLE IF EXISTS ${sql(`noted_${table}`)}`
        await sql`CREATE TABLE ${sql(`noted_${table}`)} AS TABLE audit.${sql(table)}`
      }
    },
    async lose(): Promise<void> {
      await sql.begin(async transaction => {
        await transaction`
          INSERT INTO audit.log_queue (kind, ids) SELECT 'act', array_agg(id) FROM audit.opening
          WHERE id NOT IN (SELECT id FROM noted_opening) HAVING count(*) > 0`
        await transaction`DELETE FROM audit.cosignature`
        for (const table of tables) {
          await transaction`DELETE FROM audit.${transaction(table)}`
          await transaction`
            INSERT INTO audit.${transaction(table)} SELECT * FROM ${transaction(`noted_${table}`)}`
        }
      })
      rmSync(join(hub.journalDir('hub'), 'log-checkpoint'), { force: true })
    },
  }
}
