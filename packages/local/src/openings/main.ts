// Writes the file of openings of a hub's log for `unefois verify <folder> --openings <file>`:
// HUB_DATABASE_URL=postgres://… node packages/local/src/openings/main.ts <file>
import { readConfig } from '@unefois/config'
import { type LawProfile, law } from '@unefois/contracts'
import { openDatabase } from '@unefois/database'
import { sayOnStandardError, sayWhile } from '../os/say.ts'
import { writeOpenings } from './write-openings.ts'

const { HUB_DATABASE_URL: url } = readConfig({
  type: 'object',
  required: ['HUB_DATABASE_URL'],
  properties: {
    HUB_DATABASE_URL: {
      type: 'string',
      description: 'An administrator’s, of the hub’s database',
      pattern: '^postgres://',
    },
  },
} as const)
const [file, ...others] = process.argv.slice(2)
if (file === undefined || others.length > 0) {
  sayOnStandardError('Name the one file to write, which does not exist yet.')
  process.exit(2)
}
const sql = openDatabase({ url, name: 'openings', connectionsMax: 1, statementMsMax: 0 })
try {
  const laws = Object.keys(law) as LawProfile[]
  const writing = writeOpenings(sql, { file, laws, nowMs: Date.now })
  const { faults, leaves, openings } = await sayWhile(sayOnStandardError, 'reading', writing)
  sayOnStandardError(
    `${openings} openings of ${leaves} leaves, ${faults} of them not as they were logged. Fetch ` +
      'the log once it is published that far, judge, and destroy this file: it can be read.',
  )
} catch (error) {
  // A code of the system or of Postgres: a message could repeat what a row says.
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
  sayOnStandardError(
    code === 'EEXIST'
      ? 'That file exists: nothing is written over.'
      : `Nothing was written (${code}): look at HUB_DATABASE_URL and at the folder.`,
  )
  process.exitCode = 1
} finally {
  await sql.end()
}
