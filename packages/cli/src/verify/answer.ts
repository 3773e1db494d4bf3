import { type AccessReport, verifyAccess } from '@unefois/evidence'
import type { Context } from '../command.ts'
import { countOf } from '../text.ts'
import type { FoundPart } from './answer-parts.ts'
import { readWhole } from './files.ts'
import type { Verdict } from './show.ts'
import { givenPolicy } from './trusted.ts'

/** The answer to a person, or a part of one: a ZIP. @throws Unproven for what is none. */
export function judgeAnswer(
  context: Context,
  path: string,
  onPart: (part: FoundPart) => void,
): Verdict {
  const report = verifyAccess(readWhole(path), { policy: givenPolicy(context), nowMs: Date.now() })
  const { faults, kind, trust, ...figures } = report
  const { part } = report
  if (part !== undefined && faults.length === 0) onPart({ ...report, part })
  if (report.overdue > 0 && faults.length === 0) {
    context.terminal.say('verify-overdue', { overdue: countOf(report.overdue) })
  }
  return {
    path,
    kind,
    faults,
    trust,
    by: [report.log],
    says: report.checkpoint === undefined ? 'verified-access-unpublished' : 'verified-access',
    parameters: wordsOf(report),
    figures,
  }
}

function wordsOf(report: AccessReport) {
  const { checkpoint, events, madeAt, overdue, pending, proven, secondErased, shared } = report
  return {
    events: countOf(events),
    proven: countOf(proven),
    pending: countOf(pending),
    overdue: countOf(overdue),
    secondErased: countOf(secondErased),
    shared: countOf(shared),
    madeAt,
    size: countOf(checkpoint?.size ?? 0),
    witnesses: countOf(checkpoint?.witnesses.length ?? 0),
  }
}
