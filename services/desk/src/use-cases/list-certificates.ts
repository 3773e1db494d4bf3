import { type CertificateList, validatorFor } from '@unefois/contracts'
import { certificateKeys } from '@unefois/erasure-journal'
import type { KeyStore } from '@unefois/sealing'
import type { DeskDeps } from '../deps.ts'
import { listCertificates as listStored } from '../repositories/certificates.ts'

const isCertificate = validatorFor('urn:unefois:contracts:certificate.v1')

/** A page of the desk's certificates of erasure, in the order in which they were made. */
export function listCertificates(deps: Pick<DeskDeps, 'sql'> & { readonly store: KeyStore }) {
  return async (page: {
    after: number
    limit: number
  }): Promise<{ list: CertificateList; next: number | undefined }> => {
    const rows = await listStored(deps.sql, page.after, page.limit + 1)
    const shown = rows.slice(0, page.limit)
    const items = shown.map(({ document, madeAt, keyId, signature }) => {
      const certificate: unknown = JSON.parse(document)
      if (!isCertificate(certificate)) throw new Error('a certificate is of its contract')
      return {
        certificate,
        madeAt: madeAt.toISOString(),
        keyId,
        signature: signature.toString('base64url'),
      }
    })
    const keys = certificateKeys(deps.store).map(({ keyId, publicKeyText }) => ({
      keyId,
      publicKey: publicKeyText,
    }))
    const next = rows.length > page.limit ? shown.at(-1)?.position : undefined
    return { list: { items, keys }, next }
  }
}
