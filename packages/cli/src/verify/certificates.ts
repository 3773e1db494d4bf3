import { type CertificateFile, judgeCertificateStates, verifyCertificates } from '@unefois/evidence'
import type { Context } from '../command.ts'
import { limits } from '../limits.ts'
import { countOf } from '../text.ts'
import { type Evidence, readWhole } from './files.ts'
import { openFolder } from './log.ts'
import type { Verdict } from './show.ts'

/**
 * Certificates of erasure, as the hub lists them page by page; with `--tiles` also that the states
 * of the log which they name are its own. @throws Unproven for what is no such list
 */
export function judgeCertificates(
  context: Context,
  path: string,
  lists: readonly Evidence[],
): Verdict {
  const keys = context.text('keys')
  const given = keys === undefined ? undefined : readWhole(keys)
  const { certificates, faults, kind, trust } = verifyCertificates(filesOf(lists), given)
  const placed = certificates.filter(({ certificate }) => certificate.checkpoint !== null).length
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
    by: [...new Set(certificates.map(({ certificate }) => certificate.hub))],
    says: log === undefined ? 'verified-certificates-alone' : 'verified-certificates',
    parameters: {
      certificates: countOf(certificates.length),
      placed: countOf(placed),
      unplaced: countOf(unplaced),
    },
    figures: { certificates: certificates.length, unplaced, tiles: log !== undefined },
  }
}

/** One list after another; all of them together are no larger than one file may be. */
function* filesOf(lists: readonly Evidence[]): Generator<CertificateFile> {
  let left = limits.evidenceBytesMax
  for (const { path } of lists) {
    const bytes = readWhole(path, left)
    left -= bytes.length
    yield { name: lists.length === 1 ? '' : path, bytes }
  }
}
