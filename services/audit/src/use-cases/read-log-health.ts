import { LogError, parseSignature, timeOf } from '@unefois/audit-log'
import type { AuditDeps } from '../deps.ts'
import { alarmsOf, type LogAlarm, type LogState } from '../domain/log-health.ts'
import { limits } from '../limits.ts'
import {
  findNewest,
  findWaitingSince,
  listLastCosignatures,
  listPublished,
  type PublishedRow,
} from '../repositories/log-health.ts'
import { lookAtLog } from '../repositories/log-look.ts'
import { type AnchorDeps, checkAnchor } from './check-anchor.ts'
import { quorumOf } from './read-log.ts'

export interface LogHealth extends LogState {
  readonly alarms: readonly LogAlarm[]
  /** The last ones, newest first. */
  readonly checkpoints: readonly PublishedRow[]
  readonly witnesses: readonly {
    readonly agency: string
    readonly size: number | null
    /** When it last cosigned, by its own clock. */
    readonly at: Date | null
  }[]
}

/** How the log stands: what is signed, what is published, who has cosigned, what is wrong. */
export function readLogHealth(deps: AnchorDeps & Pick<AuditDeps, 'nowMs'>) {
  const isAnchored = checkAnchor(deps)
  return async (): Promise<LogHealth> => {
    const look = await lookAtLog(deps.sql)
    const checkpoints = await listPublished(deps.sql, limits.checkpointsShown)
    const cosigned = await listLastCosignatures(deps.sql)
    const witnesses = cosigned.map(({ agency, size, signature }) => ({
      agency,
      size,
      at: signature === null ? null : signedAt(signature),
    }))
    const state = {
      size: look.size,
      internal: await findNewest(deps.sql),
      published: checkpoints[0],
      waitingSince: await findWaitingSince(deps.sql),
      isAnchored: await isAnchored().catch(notOfThisLog),
      witnesses,
      quorum: quorumOf(witnesses.length),
    }
    const times = {
      publishEveryMs: limits.publishEveryMs,
      signedMsMax: limits.signedMsMax,
      askMsMax: limits.witnessAskMsMax,
    }
    return { ...state, witnesses, checkpoints, alarms: alarmsOf(state, deps.nowMs(), times) }
  }
}

function signedAt(line: string): Date | null {
  const seconds = timeOf(parseSignature(line).signature)
  return seconds === undefined ? null : new Date(seconds * 1_000)
}

function notOfThisLog(error: unknown): boolean {
  if (error instanceof LogError) return false
  throw error
}
