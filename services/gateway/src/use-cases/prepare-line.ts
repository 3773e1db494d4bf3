import type { Signal } from '@unefois/contracts'
import { Problem } from '@unefois/errors'
import { fingerprint, jcs } from '@unefois/sealing'
import type { NumberedLine } from '@unefois/signal-lines'
import type { AgreementsInForce } from '../domain/agreements-in-force.ts'
import { problems } from '../errors.ts'
import { fingerprintBytes, type LineToStore } from '../repositories/batch-lines.ts'
import { type AcceptDependencies, ancestorOf } from './accept-signals.ts'
import { prepareSignal, type Sender } from './prepare-signal.ts'

/** A line on its way, with what it said, for comparing it with what another stream stored. */
export interface PreparedLine extends LineToStore {
  readonly source: NumberedLine
}

/**
 * What a line said, in 16 bytes under a day's key: its signal whatever its spelling (NDJSON or CSV,
 * spaces, order), or, when it is no signal, its bytes.
 */
export function fingerprintLine(dayKey: Buffer, line: NumberedLine): Buffer {
  const said = line.ok ? jcs(line.signal) : Buffer.concat([unread, line.raw.bytes])
  return fingerprint(dayKey, said).subarray(0, fingerprintBytes)
}

/** No JSON begins with it. */
const unread = Buffer.from([0])

/**
 * Makes a line ready to be stored: its signal, or its refusal, which is as much a result.
 * @throws Problem 429 or 503, which stop the stream: they are not the line's own.
 */
export async function prepareLine(
  deps: AcceptDependencies,
  to: { inForce: AgreementsInForce; sender: Sender; campaign: string | null; dayKey: Buffer },
  source: NumberedLine,
): Promise<PreparedLine> {
  const line = { line: source.line, source, fingerprint: fingerprintLine(to.dayKey, source) }
  if (!source.ok) {
    const { code, pointers } = source
    return { ...line, signal: undefined, refusal: { code, pointers: [...pointers] } }
  }
  try {
    return { ...line, signal: await prepareOne(deps, to, source.signal), refusal: undefined }
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 429 || error.status >= 500) throw error
    const { code, pointers } = error
    return { ...line, signal: undefined, refusal: { code, pointers: [...pointers] } }
  }
}

async function prepareOne(
  deps: AcceptDependencies,
  to: { inForce: AgreementsInForce; sender: Sender; campaign: string | null },
  signal: Signal,
) {
  const { sender, campaign } = to
  const body = signal.campaign === undefined && campaign !== null ? { ...signal, campaign } : signal
  const ancestorMs = body.parent === undefined ? undefined : await ancestorOf(deps, sender, body)
  const ancestor = ancestorMs === undefined ? {} : { ancestorMs }
  const prepared = prepareSignal(deps, to.inForce, { sender, body, ...ancestor })
  deps.quotas.count(prepared.agreement, prepared.nowMs)
  if (prepared.campaign !== undefined) {
    const counted = deps.campaigns.count(prepared.campaign, prepared.nowMs)
    if (counted === 'full') throw problems['campaign-full']()
  }
  return prepared
}
