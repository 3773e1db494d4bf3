import { sign, verify } from 'node:crypto'
import type { Certificate, CertificateV2 } from '@unefois/contracts'
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
function waitsForKeys(entry: Pick<JournalEntry, 'class'>): 'data-keys' | 'own' | 'none' {
  if (entry.class === 'key') return 'own'
  return underDataKeys.includes(entry.class) ? 'data-keys' : 'none'
}

/** The place of an erasure in a log that is published. */
export type LogPlace = CertificateV2['checkpoint']

/**
 * The statement about one erasure.
 *
 * @param keysGoneAt when the last key that could open it was found destroyed; only where one could.
 * @param place where the log says so; undefined where no log is kept, at a desk.
 */
export function toCertificate(
  entry: JournalEntry,
  parts: { readonly hub: string; readonly keysGoneAt: Date; readonly place?: LogPlace | undefined },
): Certificate | CertificateV2 {
  const erased = new Date(entry.at)
  const backupsGone = new Date(erased.getTime() + retentionLimits.backupKeptDaysMax * dayMs)
  const said = {
    id: entry.id,
    hub: parts.hub,
    owner: entry.owner,
    class: entry.class,
    reason: entry.reason,
    article: entry.article ?? null,
    erasedAt: entry.at,
    outOfReach:
      waitsForKeys(entry) === 'none'
        ? { by: 'backups-aged' as const, at: backupsGone.toISOString() }
        : { by: 'keys-destroyed' as const, at: parts.keysGoneAt.toISOString() },
    signalIds: [...(entry.signalIds ?? [])],
    rowIds: [...(entry.rowIds ?? [])],
    keysDestroyed: [...(entry.keyIds ?? [])],
    partition: entry.partition ?? null,
    count: entry.count,
    agreementHash: entry.agreementHash ?? null,
  }
  const { place } = parts
  if (place === undefined) return { version: 1, ...said, checkpoint: null }
  return { version: 2, ...said, checkpoint: place }
}

/** The canonical text (RFC 8785) and its Ed25519 signature (RFC 8032), 64 bytes. */
export function signCertificate(
  certificate: Certificate | CertificateV2,
  key: CertificateKey,
): { readonly document: string; readonly signature: Buffer } {
  const document = jcs(certificate)
  return { document, signature: sign(null, Buffer.from(document), key.privateKey) }
}

/** Whether this certificate, as an object, is the one that was signed. */
export function isCertified(
  certificate: Certificate | CertificateV2,
  signature: Buffer,
  key: Pick<CertificateKey, 'publicKey'>,
): boolean {
  return verify(null, Buffer.from(jcs(certificate)), key.publicKey, signature)
}
