import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validatorFor } from '@unefois/contracts'
import { openJournalFolder } from '@unefois/erasure-journal'
import type { Test } from 'tap'
import { keepHouse } from '../../src/housekeeping.ts'
import { bodyOf, openBoth as open } from './console.ts'

const isDeletions = validatorFor('urn:unefois:contracts:deletions.v1')

/** A hold as a test places it. */
export const hold = {
  basis: 'court-order',
  provision: 'FICTITIOUS: TJ Marseille, 26/00001',
  endsOn: '2027-11-01',
}

/** A desk with its journal, and the agency's data protection officer. */
export async function openOfficer(t: Test) {
  const both = await open(t)
  const bearer = { agency: 'cpam-13', agent: 'agt_dpo00001', roles: ['dpo'], scope: 'figures' }
  const folder = mkdtempSync(join(tmpdir(), 'unefois-journal-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const journal = { folder: openJournalFolder(folder), store: both.desk.store }
  const asOfficer = both.callAs(bearer)
  return {
    ...both,
    asOfficer,
    journal,
    keep: keepHouse(both.desk.deps, journal),
    place: async (signalIds: string[]) => {
      const body = { ...hold, signalIds }
      return asOfficer('POST', '/v1/legal-holds', { body, key: randomUUID() })
    },
    deletions: async () => {
      return bodyOf(await asOfficer('GET', '/v1/deletions'), isDeletions)
    },
  }
}
