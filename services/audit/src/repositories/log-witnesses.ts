import type { Database, Transaction } from '@unefois/database'

/** An agency whose witness cosigns here. */
export interface Witness {
  readonly agency: string
  readonly verifierKey: string
}

/** Every witness, in the order of their agencies' names. */
export async function listWitnesses(sql: Database | Transaction): Promise<readonly Witness[]> {
  return sql<Witness[]>`
    SELECT agency, verifier_key AS "verifierKey" FROM audit.witness ORDER BY agency`
}

/** Takes a witness's key when its agency had none; whether it is this one now, and new. */
export async function admitWitness(
  transaction: Transaction,
  { agency, verifierKey }: Witness,
  at: Date,
): Promise<'new' | 'known' | 'other'> {
  const added = await transaction`
    INSERT INTO audit.witness (agency, verifier_key, known_at)
    VALUES (${agency}, ${verifierKey}, ${at}) ON CONFLICT DO NOTHING RETURNING agency`
  if (added.count === 1) return 'new'
  const known = await listWitnesses(transaction)
  return known.some(each => each.agency === agency && each.verifierKey === verifierKey)
    ? 'known'
    : 'other'
}

/** Puts a witness's key in the place of the one that it had; the former stays known. */
export async function replaceWitness(
  transaction: Transaction,
  { agency, verifierKey, former }: Witness & { readonly former: string },
  at: Date,
): Promise<boolean> {
  const replaced = await transaction`
    UPDATE audit.witness SET verifier_key = ${verifierKey}, known_at = ${at}
    WHERE agency = ${agency} AND verifier_key = ${former}
      AND NOT EXISTS (SELECT FROM audit.former_witness_key WHERE verifier_key = ${verifierKey})
    RETURNING agency`
  if (replaced.count === 0) return false
  await transaction`
    INSERT INTO audit.former_witness_key (agency, verifier_key, until)
    VALUES (${agency}, ${former}, ${at})`
  return true
}

/** Keys by which witnesses signed before, oldest first. */
export async function listFormerKeys(sql: Database | Transaction): Promise<readonly Witness[]> {
  return sql<Witness[]>`
    SELECT agency, verifier_key AS "verifierKey" FROM audit.former_witness_key
    ORDER BY agency, until`
}

/** Keeps what a witness said of a checkpoint; said again, it carries the newer time. */
export async function keepCosignature(
  transaction: Transaction,
  said: { readonly size: number; readonly agency: string; readonly signature: string },
): Promise<void> {
  await transaction`
    INSERT INTO audit.cosignature (size, agency, signature)
    VALUES (${said.size}, ${said.agency}, ${said.signature})
    ON CONFLICT (size, agency) DO UPDATE SET signature = excluded.signature`
}

/** The signature lines of a checkpoint, by agency. */
export async function listCosignatures(
  sql: Database | Transaction,
  size: number,
): Promise<readonly { readonly agency: string; readonly signature: string }[]> {
  return sql<{ agency: string; signature: string }[]>`
    SELECT agency, signature FROM audit.cosignature WHERE size = ${size} ORDER BY agency`
}
