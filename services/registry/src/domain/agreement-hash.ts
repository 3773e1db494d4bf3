import { createHash } from 'node:crypto'
import type { AgreementText } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'

/** SHA-256 of the text's JCS bytes (RFC 8785), hexadecimal: what opinions and signatures are of. */
export function hashOf(text: AgreementText): string {
  return createHash('sha256').update(jcs(text)).digest('hex')
}
