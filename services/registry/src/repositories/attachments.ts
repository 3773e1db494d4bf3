import type { Agreement, AgreementOpinion, AgreementSignature } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

type Opinion = Agreement['opinions'][number]
type Signature = Agreement['signatures'][number]

/** Who attached something: client and agent of the token, in one word. */
export interface Attached {
  readonly agency: string
  readonly by: string
  readonly at: Date
}

/** The opinions attached to a hash, by agency. */
export async function listOpinions(sql: Database | Transaction, hash: string): Promise<Opinion[]> {
  return sql<Opinion[]>`
    SELECT agency AS participant, opinion, to_char(given_on, 'YYYY-MM-DD') AS "on"
    FROM registry.agreement_opinion WHERE hash = ${hash} ORDER BY agency`
}

/** Every opinion, each with the hash that it is attached to. */
export async function listAllOpinions(
  sql: Database | Transaction,
): Promise<(Opinion & { hash: string })[]> {
  return sql<(Opinion & { hash: string })[]>`
    SELECT hash, agency AS participant, opinion, to_char(given_on, 'YYYY-MM-DD') AS "on"
    FROM registry.agreement_opinion ORDER BY hash, agency`
}

/** The signatures attached to a hash, by agency. */
export async function listSignatures(
  sql: Database | Transaction,
  hash: string,
): Promise<Signature[]> {
  const rows = await sql<{ participant: string; keyId: string; bytes: Buffer; at: Date }[]>`
    SELECT agency AS participant, key_id AS "keyId", signature AS bytes, recorded_at AS at
    FROM registry.agreement_signature WHERE hash = ${hash} ORDER BY agency`
  return rows.map(({ participant, keyId, bytes, at }) => ({
    participant,
    keyId,
    signature: bytes.toString('base64url'),
    signedAt: at.toISOString(),
  }))
}

/** Who gave an agency's opinion on a hash. */
export async function findOpinionAuthor(
  tx: Transaction,
  hash: string,
  agency: string,
): Promise<string | undefined> {
  const [row] = await tx<{ author: string }[]>`
    SELECT given_by AS author FROM registry.agreement_opinion
    WHERE hash = ${hash} AND agency = ${agency}`
  return row?.author
}

/** Attaches an opinion; the caller has seen that the agency gave none. */
export async function insertOpinion(
  tx: Transaction,
  { hash, opinion, on }: AgreementOpinion,
  { agency, by, at }: Attached,
): Promise<void> {
  await tx`
    INSERT INTO registry.agreement_opinion
      (hash, agency, opinion, given_on, given_by, recorded_at)
    VALUES (${hash}, ${agency}, ${opinion}, ${on}::text::date, ${by}, ${at})`
}

/** Attaches a signature that was verified. */
export async function insertSignature(
  tx: Transaction,
  { hash, keyId, signature }: AgreementSignature,
  { agency, by, at }: Attached,
): Promise<void> {
  await tx`
    INSERT INTO registry.agreement_signature
      (hash, agency, key_id, signature, signed_by, recorded_at)
    VALUES (${hash}, ${agency}, ${keyId}, ${Buffer.from(signature, 'base64url')}, ${by}, ${at})`
}
