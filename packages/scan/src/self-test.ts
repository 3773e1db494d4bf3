import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openDatabase } from '@unefois/database'
import { syntheticNir } from '@unefois/identifiers'
import { tablesPlace } from './place-kinds.ts'
import type { Places } from './read-places.ts'
import type { ScanFinding } from './stream-scan.ts'
import { type Suspect, suspectNumber } from './suspects.ts'

/** A number that nobody has, planted in every form: a scan that does not find it has not looked. */
export interface SelfTest {
  readonly suspects: readonly Suspect[]
  /** The places to scan, with the one where the files are. */
  readonly places: Places
  isPlanted(finding: ScanFinding): boolean
  /** Which of the plantings were not found in every form. */
  missed(findings: readonly ScanFinding[]): string[]
  remove(): Promise<void>
}

const secret = 'planted'
const table = 'public.unefois_scan_planted'

/**
 * Plants it in a plain file, in a packed file, and in a table of each server whose rows Postgres
 * keeps compressed. In the server's own files and WAL the dropped rows remain for a while: the
 * number is synthetic.
 */
export async function plantSelfTest(places: Places): Promise<SelfTest> {
  const number = syntheticNir(Math.random, { kind: 'corsica' })
  const suspects = suspectNumber(secret, number)
  const folder = mkdtempSync(join(tmpdir(), 'unefois-scan-'))
  const [plain, packed] = [join(folder, 'plain'), join(folder, 'packed.gz')]
  const bytes = Buffer.concat(suspects.flatMap(each => [each.bytes, Buffer.from('\n')]))
  writeFileSync(plain, bytes, { mode: 0o600 })
  writeFileSync(packed, gzipSync(bytes), { mode: 0o600 })
  for (const url of places.servers) await inDatabase(url, plantingOf(suspects))
  const forms = (findings: readonly ScanFinding[]) =>
    new Set(findings.map(finding => finding.suspect)).size
  const isPlanted = (finding: ScanFinding) => finding.secret === secret
  return {
    suspects,
    places: {
      ...places,
      folders: { ...places.folders, temporary: [...(places.folders.temporary ?? []), folder] },
    },
    isPlanted,
    missed(findings) {
      const ours = findings.filter(isPlanted)
      const found = (where: (finding: ScanFinding) => boolean) => forms(ours.filter(where))
      const seen: [string, number][] = [
        ['a plain file', found(finding => finding.where === plain)],
        ['a packed file', found(finding => finding.where === packed)],
      ]
      if (places.servers.length > 0) {
        seen.push(['a table', found(finding => finding.place === tablesPlace)])
      }
      return seen.filter(([, count]) => count < suspects.length).map(([name]) => name)
    },
    async remove() {
      rmSync(folder, { recursive: true, force: true })
      for (const url of places.servers) await inDatabase(url, `DROP TABLE IF EXISTS ${table}`)
    },
  }
}

/** Long repetitions around each form, so that the row is stored compressed (TOAST). */
function plantingOf(suspects: readonly Suspect[]): string {
  const rows = suspects.map(({ bytes }) => {
    const padding = Buffer.alloc(4_096, 32)
    return `('\\x${Buffer.concat([padding, bytes, padding]).toString('hex')}')`
  })
  return `DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (bytes bytea);
    INSERT INTO ${table} VALUES ${rows.join(', ')}; CHECKPOINT`
}

async function inDatabase(url: string, statements: string): Promise<void> {
  const sql = openDatabase({ url, name: 'scan', connectionsMax: 1, statementMsMax: 0 })
  try {
    for (const statement of statements.split('; ')) await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
