import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '@unefois/database'
import type { Hub } from '@unefois/local'
import { type ScanFinding, type SecretNumber, type Suspect, suspectNumber } from '@unefois/scan'

/** A secret planted on purpose: a scan that does not find it has not looked. */
export interface Control {
  readonly suspects: readonly Suspect[]
  readonly file: string
  /** How many of the planted forms were found in the file, and in the database's own files. */
  found(findings: readonly ScanFinding[]): { inFile: number; inPostgres: number }
  isOurs(finding: ScanFinding): boolean
}

const secret = 'control'

/** Plants every form of one number that nobody else has, in a file and in a table. */
export async function plantControl(
  hub: Hub,
  sql: Database,
  number: SecretNumber,
): Promise<Control> {
  const suspects = suspectNumber(secret, number)
  const file = join(hub.dataDir, 'logs', 'planted-control.log')
  writeFileSync(file, Buffer.concat(suspects.flatMap(({ bytes }) => [bytes, Buffer.from('\n')])))
  await sql`CREATE TABLE public.planted_control (bytes bytea)`
  for (const { bytes } of suspects) await sql`INSERT INTO public.planted_control VALUES (${bytes})`
  const isOurs = (finding: ScanFinding) => finding.secret === secret
  const forms = (findings: readonly ScanFinding[]) =>
    new Set(findings.map(finding => finding.suspect)).size
  return {
    suspects,
    file,
    isOurs,
    found(findings) {
      const ours = findings.filter(isOurs)
      return {
        inFile: forms(ours.filter(finding => finding.where === file)),
        inPostgres: forms(ours.filter(finding => finding.where !== file)),
      }
    },
  }
}
