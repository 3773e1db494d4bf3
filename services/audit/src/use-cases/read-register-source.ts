import type { RegisterSource } from '@unefois/contracts'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'

/**
 * What the registry says of whoever takes part, and the agreements that this officer answers for:
 * at the hub all of them, at an agency those of which it is an end. The one filter of registers.
 * @throws Problem 503 when the registry does not answer: an old register is no register.
 */
export async function readRegisterSource(
  { registerSource }: Pick<AuditDeps, 'registerSource'>,
  viewer: string,
): Promise<RegisterSource> {
  let source: RegisterSource
  try {
    source = await registerSource()
  } catch {
    throw problems['participants-unknown']({ retryAfterSec: limits.retryAfterSec })
  }
  if (viewer === 'hub') return source
  const agreements = source.agreements.filter(
    ({ text }) => text.sender === viewer || text.receiver === viewer,
  )
  return { ...source, agreements }
}
