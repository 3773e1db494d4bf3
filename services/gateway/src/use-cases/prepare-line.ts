import type { Signal } from '@unefois/contracts'
import { Problem } from '@unefois/errors'
import { fingerprint } from '@unefois/sealing'
import type { NumberedLine } from '@unefois/signal-lines'
import type { AgreementsInForce } from '../domain/agreements-in-force.ts'
import { canonicalSignal } from '../domain/canonical-text.ts'
import { problems } from '../errors.ts'
import { fingerprintBytes, type LineToStore } from '../repositories/batch-lines.ts'
import { type AcceptDependencies, ancestorOf } from './accept-signals.ts'
import { askBcss, asksBcss } from './ask-bcss.ts'
import { type Ancestor, type PreparedSignal, prepareSignal, type Sender } from './prepare-signal.ts'

/** A line on its way, with what it said, for comparing it with what another stream stored. */
export interface PreparedLine extends LineToStore {
  readonly source: NumberedLine
}

/**
 * What a line said, in 16 bytes under a day's key: its signal whatever its spelling (NDJSON or CSV,
 * spaces, order), or, when it is no signal, its bytes.
 */
export function fingerprintLine(dayKey: Buffer, line: NumberedLine): Buffer {
  const said = line.ok ? canonicalSignal(line.signal) : Buffer.concat([unread, line.raw.bytes])
  return fingerprint(dayKey, said).subarray(0, fingerprintBytes)
}

/** No JSON begins with it. */
const unread = Buffer.from([0])

/** What the lines of one chunk have in common. */
export interface LinesContext {
  readonly inForce: AgreementsInForce
  readonly sender: Sender
  readonly campaign: string | null
  readonly dayKey: Buffer
}

/**
 * Makes a line ready to be stored: its signal, or its refusal, which is as much a result. At once,
 * but for a child, whose parent is asked for: a promise for each line would cost more than a seal.
 * @throws Problem 429 or 503, which stop the stream: they are not the line's own.
 */
export function prepareLine(
  deps: AcceptDependencies,
  to: LinesContext,
  source: NumberedLine,
): PreparedLine | Promise<PreparedLine> {
  if (!source.ok) return refused(to, source, source)
  const { signal } = source
  if (signal.parent !== undefined) return prepareChild(deps, to, source, signal)
  try {
    const prepared = prepareOne(deps, to, signal)
    return asksBcss(prepared) ? asked(deps, to, source, prepared) : accepted(to, source, prepared)
  } catch (error) {
    return refused(to, source, ownRefusal(error))
  }
}

async function prepareChild(
  deps: AcceptDependencies,
  to: LinesContext,
  source: NumberedLine,
  signal: Signal,
): Promise<PreparedLine> {
  try {
    const ancestor = await ancestorOf(deps, to.sender, signal)
    return await asked(deps, to, source, prepareOne(deps, to, signal, ancestor))
  } catch (error) {
    return refused(to, source, ownRefusal(error))
  }
}

/** @throws Problem 503, which stops the stream; what the campaign counted is given back. */
async function asked(
  deps: AcceptDependencies,
  to: LinesContext,
  source: NumberedLine,
  prepared: PreparedSignal,
): Promise<PreparedLine> {
  try {
    return accepted(to, source, await askBcss(deps.bcss, prepared))
  } catch (error) {
    if (prepared.campaign !== undefined) deps.campaigns.notStored(prepared.campaign)
    throw error
  }
}

function prepareOne(
  deps: AcceptDependencies,
  { inForce, sender, campaign }: LinesContext,
  signal: Signal,
  ancestor?: Ancestor,
): PreparedSignal {
  const body = signal.campaign === undefined && campaign !== null ? { ...signal, campaign } : signal
  const family = ancestor === undefined ? {} : { ancestor }
  const prepared = prepareSignal(deps, inForce, { sender, body, ...family })
  deps.quotas.count(prepared.agreement, prepared.nowMs)
  if (prepared.campaign !== undefined) {
    const counted = deps.campaigns.count(prepared.campaign, prepared.nowMs)
    if (counted === 'full') throw problems['campaign-full']()
  }
  return prepared
}

function accepted(to: LinesContext, source: NumberedLine, signal: PreparedSignal): PreparedLine {
  const fingerprint = fingerprintLine(to.dayKey, source)
  return { line: source.line, source, fingerprint, signal, refusal: undefined }
}

function refused(to: LinesContext, source: NumberedLine, why: Refused): PreparedLine {
  const fingerprint = fingerprintLine(to.dayKey, source)
  const refusal = { code: why.code, pointers: [...why.pointers] }
  return { line: source.line, source, fingerprint, signal: undefined, refusal }
}

type Refused = Pick<Problem, 'code' | 'pointers'>

function ownRefusal(error: unknown): Refused {
  if (!(error instanceof Problem) || error.status === 429 || error.status >= 500) throw error
  return error
}
