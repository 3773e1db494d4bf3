import type { Snapshot } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'
import { atOneVersion } from '../at-one-version.ts'
import { listPublished } from '../repositories/agreements.ts'
import { listCompetence } from '../repositories/competence.ts'
import { listKeys } from '../repositories/participant-keys.ts'
import { listParticipants } from '../repositories/participants.ts'
import { listRights } from '../repositories/rights.ts'

/** What other services need of the registry, at one version. */
export function readSnapshot(deps: { readonly sql: Database }): () => Promise<Snapshot> {
  return atOneVersion(deps.sql, 'snapshot', async (tx, version) => {
    const rights = await listRights(tx)
    const agreements = await listPublished(tx)
    return {
      version,
      participants: await readParticipants(tx),
      rights: rights.map(({ labels: _, ...right }) => right),
      agreements: agreements.map(({ id, hash, state, text }) => ({ id, hash, state, text })),
      competence: await listCompetence(tx),
    }
  })
}

/** Signing keys stay here: nobody else verifies agreements yet. */
async function readParticipants(tx: Transaction): Promise<Snapshot['participants']> {
  const keys = Map.groupBy(await listKeys(tx), key => key.participant)
  const participants = await listParticipants(tx)
  return participants.map(({ id, name, type, country, statusOf }) => ({
    id,
    name,
    type,
    country,
    ...(statusOf === undefined ? {} : { statusOf }),
    keys: (keys.get(id) ?? [])
      .filter(key => key.use === 'seal')
      .map(({ keyId, publicKey, retiredAt }) => ({
        keyId,
        publicKey: publicKey.toString('base64url'),
        use: 'seal' as const,
        state: retiredAt === null ? ('active' as const) : ('retired' as const),
      })),
  }))
}
