import { judgeCertificateStates, verifyCertificates } from '@unefois/evidence'
import type { Context } from '../command.ts'
import { countOf } from '../text.ts'
import { readWhole } from './files.ts'
import { openFolder } from './log.ts'
import type { Verdict } from './show.ts'

/**
 * Certificates of erasure, as the hub lists them; with `--tiles` also that the states of the log
 * which they name are its own. @throws Unproven for what is no such list
 */
export function judgeCertificates(context: Context, path: string, bytes: Buffer): Verdict {
  const keys = context.text('keys')
  const given = keys === undefined ? undefined : readWhole(keys)
  const { certificates, faults, kind, trust } = verifyCertificates(bytes, given)
  const placed = certificates.filter(({ checkpoint }) => checkpoint !== null).length
  const tiles = context.text('tiles')
  const log = tiles === undefined ? undefined : openFolder(context, tiles)
  const ofLog =
    log === undefined ? [] : judgeCertificateStates(certificates, log.size, log.readFile)
  const unplaced = certificates.length - placed
  return {
    path,
    kind,
    faults: [...faults, ...ofLog],
    // One word of the hub's own is enough to make the whole of it the hub's.
    trust: trust === 'own' || log?.trust === 'own' ? 'own' : 'given',
    says: log === undefined ? 'verified-certificates-alone' : 'verified-certificates',
    parameters: {
      certificates: countOf(certificates.length),
      placed: countOf(placed),
      unplaced: countOf(unplaced),
    },
    figures: { certificates: certificates.length, unplaced, tiles: log !== undefined },
  }
}
