import { sign, verify } from 'node:crypto'
import type { Certificate } from '@unefois/contracts'
import { dayMs, retentionLimits } from '@unefois/retention'
import { jcs } from '@unefois/sealing'
import type { CertificateKey } from './certificate-key.ts'
import type { ErasureClass, JournalEntry } from './entry.ts'

/**
 * What lay under a data key: gone from every copy, WAL and backups included, once the
 * key-encryption keys of its time are. Anything else lies plainly in backups until they age out.
 */
export const underDataKeys: readonly ErasureClass[] = ['signal-data', 'bus-message', 'case']

/** Which keys stand between an erasure and everybody's reach. */
export function waitsForKeys(entry: Pick<JournalEntry, 'class'>): 'data-keys' | 'own' | 'none' {
  if (entry.class === 'key') return 'own'
  return underDataKeys.includes(entry.class) ? 'data-keys' : 'none'
}

/**
 * The statement about one erasure.
 *
 * @param keysGoneAt when the last key that could open it was found destroyed; only where one could.
 */
export function toCertificate(
  entry: JournalEntry,
  parts: { readonly hub: string; readonly keysGoneAt: Date },
): Certificate {
  const erased = new Date(entry.at)
  const backupsGone = new Date(erased.getTime() + retentionLimits.backupKeptDaysMax * dayMs)
  return {
    version: 1,
    id: entry.id,
    hub: parts.hub,
    owner: entry.owner,
    class: entry.class,
    reason: entry.reason,
    article: entry.article ?? null,
    erasedAt: entry.at,
    outOfReach:
      waitsForKeys(entry) === 'none'
        ? { by: 'backups-aged', at: backupsGone.toISOString() }
        : { by: 'keys-destroyed', at: parts.keysGoneAt.toISOString() },
    signalIds: [...(entry.signalIds ?? [])],
    rowIds: [...(entry.rowIds ?? [])],
    keysDestroyed: [...(entry.keyIds ?? [])],
    partition: entry.partition ?? null,
    count: entry.count,
    agreementHash: entry.agreementHash ?? null,
    checkpoint: null,
  }
}

/** The canonical text (RFC 8785) and its Ed25519 signature (RFC 8032), 64 bytes. */
export function signCertificate(
  certificate: Certificate,
  key: CertificateKey,
): { readonly document: string; readonly signature: Buffer } {
  const document = jcs(certificate)
  return { document, signature: sign(null, Buffer.from(document), key.privateKey) }
}

/** Whether this certificate, as an object, is the one that was signed. */
export function isCertified(
  certificate: Certificate,
  signature: Buffer,
  key: Pick<CertificateKey, 'publicKey'>,
): boolean {
  return verify(null, Buffer.from(jcs(certificate)), key.publicKey, signature)
}
