import type { CertificateListV2 } from '@unefois/contracts'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { type CertificateLine, listNewest } from '../repositories/certificate-pages.ts'
import { listCertificates } from './list-certificates.ts'

/** Certificates for a page, newest first; `next` is the place to go on from. */
export function readCertificates(deps: Pick<AuditDeps, 'sql'>) {
  return async (
    before?: number,
  ): Promise<{ items: readonly CertificateLine[]; next: number | undefined }> => {
    const rowsMax = limits.certificatesShownMax
    const items = await listNewest(deps.sql, before, rowsMax + 1)
    const shown = items.slice(0, rowsMax)
    return { items: shown, next: items.length > rowsMax ? shown.at(-1)?.position : undefined }
  }
}

/**
 * One certificate as `unefois verify` reads it: with its signature and the hub's public keys.
 * @throws Problem 404 when none stands at that place.
 */
export function readCertificate(deps: Pick<AuditDeps, 'sql' | 'store'>) {
  const listed = listCertificates(deps)
  return async (position: number): Promise<CertificateListV2> => {
    const { list, first } = await listed(position - 1, 1)
    if (first !== position) throw problems['certificate-unknown']()
    return list
  }
}
