import type { Fault } from '@unefois/evidence'
import type { Context } from '../command.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { limits } from '../limits.ts'
import type { MessageKey, Parameters } from '../messages/index.ts'
import { countOf } from '../text.ts'

/** What was found of one thing. */
export interface Verdict {
  readonly path: string
  readonly kind: string
  readonly faults: readonly Fault[]
  /** Whose word was believed in the end. */
  readonly trust: 'given' | 'own'
  /** Who signed what holds: names of logs, or of hubs. */
  readonly by: readonly string[]
  /** What holds, in words, and the figures for scripts. */
  readonly says: MessageKey
  readonly parameters: Parameters
  readonly figures: object
}

/** Says each fault, then in one line whether it holds. A fault makes the run end with 1. */
export function show(context: Context, verdict: Verdict): ExitCode {
  const { terminal, flag } = context
  const { by, faults, figures, kind, parameters, path, says, trust } = verdict
  const shown = flag('all') ? faults : faults.slice(0, limits.faultsShownMax)
  for (const fault of shown) {
    const where = { index: fault.index ?? '', at: fault.at ?? '' }
    const text = terminal.message(`fault-${fault.code}`, where)
    terminal.result(`${path}: ${placeOf(context, fault)}${text}`, { path, ...fault })
  }
  if (faults.length > shown.length) {
    terminal.say('more-faults', { count: countOf(faults.length - shown.length) })
  }
  const holds = faults.length === 0
  if (trust === 'own') terminal.say('verify-own-word')
  const signed = terminal.message('verify-by', { names: by.join(', ') })
  const words = holds
    ? `${terminal.message(says, parameters)} ${signed}`
    : terminal.message('verify-fails', { faults: countOf(faults.length) })
  terminal.result(`${path}: ${words}`, {
    path,
    kind,
    holds,
    trust,
    faults: faults.length,
    by,
    ...figures,
  })
  return holds ? exitCodes.done : exitCodes.unproven
}

function placeOf({ terminal }: Context, { index, at }: Fault): string {
  if (index !== undefined) return `${terminal.message('fault-index', { index })} `
  return at === undefined ? '' : `${terminal.message('fault-at', { at })} `
}
