import type { RegisterSource } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { atOneVersion } from '../at-one-version.ts'
import { listDated } from '../repositories/agreements.ts'
import { listAllOpinions } from '../repositories/attachments.ts'
import { listContacts } from '../repositories/controller-contacts.ts'
import { listParticipants } from '../repositories/participants.ts'
import { listRights } from '../repositories/rights.ts'

/** What the registers of processing are made from (GDPR art. 30 and 35), at one version. */
export function readRegisterSource(deps: {
  readonly sql: Database
}): () => Promise<RegisterSource> {
  return atOneVersion(deps.sql, 'register-source', async (tx, version) => {
    const contacts = await listContacts(tx)
    const hub = contacts.get('hub')
    const participants = await listParticipants(tx)
    const opinions = Map.groupBy(await listAllOpinions(tx), ({ hash }) => hash)
    const agreements = await listDated(tx)
    return {
      version,
      ...(hub === undefined ? {} : { hub }),
      participants: participants.map(participant => {
        const own = contacts.get(participant.id)
        return own === undefined ? { participant } : { participant, contacts: own }
      }),
      rights: await listRights(tx),
      agreements: agreements.map(({ endedAt, draftedAt, activatedAt, ...version }) => ({
        ...version,
        draftedAt: draftedAt.toISOString(),
        activatedAt: activatedAt.toISOString(),
        ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
        opinions: (opinions.get(version.hash) ?? []).map(({ hash: _, ...opinion }) => opinion),
      })),
    }
  })
}
