import type { CertificateListV2 } from '@unefois/contracts'
import { certificateKeys } from '@unefois/erasure-journal'
import type { AuditDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import { listCertificates as listStored } from '../repositories/certificates.ts'

/** A page of certificates with the keys that verify them; `next` where a full page ended. */
export function listCertificates(deps: Pick<AuditDeps, 'sql' | 'store'>) {
  return async (
    after: number,
    rowsMax: number = limits.certificatesPerPageMax,
  ): Promise<{ list: CertificateListV2; first: number | undefined; next: number | undefined }> => {
    const stored = await listStored(deps.sql, after, rowsMax)
    const isFull = stored.length === rowsMax
    return {
      list: {
        items: stored.map(({ certificate, madeAt, keyId, signature }) => ({
          certificate,
          madeAt: madeAt.toISOString(),
          keyId,
          signature: signature.toString('base64url'),
        })),
        keys: publicKeys(deps),
      },
      first: stored[0]?.position,
      next: isFull ? stored.at(-1)?.position : undefined,
    }
  }
}

function publicKeys({ store }: Pick<AuditDeps, 'store'>): CertificateListV2['keys'] {
  const [first, ...rest] = certificateKeys(store).map(key => ({
    keyId: key.keyId,
    publicKey: key.publicKeyText,
  }))
  if (first === undefined) throw new Error('the hub has a key to sign with')
  return [first, ...rest]
}
