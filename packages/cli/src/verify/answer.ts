import {
  type AccessReport,
  judgeCertificateStates,
  verifyAccess,
  verifyCertificates,
} from '@unefois/evidence'
import type { Context } from '../command.ts'
import { countOf } from '../text.ts'
import { readWhole } from './files.ts'
import { openFolder } from './log.ts'
import type { Verdict } from './show.ts'
import { givenPolicy } from './trusted.ts'

/** The answer to a person: a ZIP. @throws Unproven when it cannot be taken apart */
export function judgeAnswer(context: Context, path: string, bytes: Buffer): Verdict {
  const report = verifyAccess(bytes, { policy: givenPolicy(context) })
  const { faults, kind, trust, ...figures } = report
  return {
    path,
    kind,
    faults,
    trust,
    says: report.checkpoint === undefined ? 'verified-access-unpublished' : 'verified-access',
    parameters: wordsOf(report),
    figures,
  }
}

function wordsOf({ checkpoint, events, madeAt, pending, proven, shared }: AccessReport) {
  return {
    events: countOf(events),
    proven: countOf(proven),
    pending: countOf(pending),
    shared: countOf(shared),
    madeAt,
    size: countOf(checkpoint?.size ?? 0),
    witnesses: countOf(checkpoint?.witnesses.length ?? 0),
  }
}

/**
 * Certificates of erasure, as the hub lists them; with `--tiles` also that the states of the log
 * which they name are its own. @throws Unproven for what is no such list
 */
export function judgeCertificates(context: Context, path: string, bytes: Buffer): Verdict {
  const keys = context.text('keys')
  const given = keys === undefined ? undefined : readWhole(keys)
  const { certificates, faults, kind, trust } = verifyCertificates(bytes, given)
  const count = certificates.length
  const tiles = context.text('tiles')
  const log = tiles === undefined ? undefined : openFolder(context, tiles)
  const ofLog =
    log === undefined ? [] : judgeCertificateStates(certificates, log.size, log.readFile)
  return {
    path,
    kind,
    faults: [...faults, ...ofLog],
    trust,
    says: 'verified-certificates',
    parameters: { certificates: countOf(count) },
    figures: { certificates: count },
  }
}
