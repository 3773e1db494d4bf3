import { parseVerifierKey } from '@unefois/audit-log'
import type { Database, Transaction } from '@unefois/database'
import { lockLog } from './log-tree.ts'

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

/**
 * Takes a witness's key when its agency had none, and nobody has had it; whether it is this one
 * now, and new. One that is not known is looked at alone.
 */
export async function admitWitness(
  transaction: Transaction,
  { agency, verifierKey }: Witness,
  at: Date,
): Promise<'new' | 'known' | 'other'> {
  const isKnown = (each: Witness) => each.agency === agency && each.verifierKey === verifierKey
  if ((await listWitnesses(transaction)).some(isKnown)) return 'known'
  await lockLog(transaction)
  if ((await listWitnesses(transaction)).some(isKnown)) return 'known'
  if (await isTaken(transaction, verifierKey)) return 'other'
  const added = await transaction`
    INSERT INTO audit.witness (agency, verifier_key, known_at)
    VALUES (${agency}, ${verifierKey}, ${at}) ON CONFLICT DO NOTHING RETURNING agency`
  return added.count === 1 ? 'new' : 'other'
}

/**
 * Whether any agency has or had this key, under whatever name: a cosignature does not say whose it
 * is, and repeated under another name it would count twice.
 */
async function isTaken(transaction: Transaction, verifierKey: string): Promise<boolean> {
  const all = [...(await listWitnesses(transaction)), ...(await listFormerKeys(transaction))]
  const { publicKey } = parseVerifierKey(verifierKey)
  return all.some(each => parseVerifierKey(each.verifierKey).publicKey.equals(publicKey))
}

/** Puts a witness's key in the place of the one that it had; the former stays known. */
export async function replaceWitness(
  transaction: Transaction,
  { agency, verifierKey, former }: Witness & { readonly former: string },
  at: Date,
): Promise<boolean> {
  await lockLog(transaction)
  if (await isTaken(transaction, verifierKey)) return false
  const replaced = await transaction`
    UPDATE audit.witness SET verifier_key = ${verifierKey}, known_at = ${at}
    WHERE agency = ${agency} AND verifier_key = ${former} RETURNING agency`
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
