import {
  type AddCheckpoint,
  decideCosignature,
  LogError,
  type NoteSigner,
  type NoteVerifier,
  parseAddCheckpoint,
} from '@unefois/audit-log'
import type { Cosignature } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { verifierKeyOf } from '@unefois/log-leaves'
import { findWitnessed, replaceWitnessed } from '../repositories/witnessed.ts'

/** What a witness stands on. */
export interface WitnessDeps {
  readonly sql: Database
  /** The hub's log, as this agency was told of it; never as the hub tells today. */
  readonly log: NoteVerifier
  readonly signer: NoteSigner
  readonly hubLog: {
    /** What the log asks, as bytes; undefined when there is nothing to cosign. */
    ask(old: number): Promise<Uint8Array | undefined>
    say(cosignature: Cosignature): Promise<void>
  }
}

/** `refused` with the status that a witness answers (C2SP tlog-witness): a reason for an alarm. */
export type Confirmed =
  | { readonly what: 'nothing-new' | 'overtaken' }
  | { readonly what: 'cosigned'; readonly size: number }
  | { readonly what: 'refused'; readonly status: number }

/**
 * Cosigns the hub's newest published checkpoint when its tree only adds to the last one that this
 * desk has cosigned. The new state is stored before it is signed, in the place of the very one that
 * was compared: two turns at once cannot sign two pasts. Told again after a crash, it signs the
 * same again.
 */
export function confirmCheckpoint(deps: WitnessDeps) {
  const { hubLog, log, signer, sql } = deps
  return async (): Promise<Confirmed> => {
    const last = await findWitnessed(sql, log.name)
    const asked = await hubLog.ask(last?.size ?? 0)
    if (asked === undefined) return { what: 'nothing-new' }
    const request = parse(asked)
    if (request === undefined) return { what: 'refused', status: 400 }
    const decision = decideCosignature(request, [log], last)
    if (decision.status !== 200) return { what: 'refused', status: decision.status }
    const { next, text } = decision
    if (!(await replaceWitnessed(sql, log.name, { last, next }))) return { what: 'overtaken' }
    const { keyId, signature } = signer.sign(text)
    await hubLog.say({
      size: next.size,
      verifierKey: verifierKeyOf(signer),
      signature: Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64'),
    })
    return { what: 'cosigned', size: next.size }
  }
}

function parse(bytes: Uint8Array): AddCheckpoint | undefined {
  try {
    return parseAddCheckpoint(bytes)
  } catch (error) {
    if (error instanceof LogError) return undefined
    throw error
  }
}
