import type { AuditDeps } from '../deps.ts'
import {
  type AgreementVolume,
  daysBefore,
  lastDays,
  pointsOf,
  sumVolumes,
} from '../domain/volumes.ts'
import { listDayVolumes, listVolumes } from '../repositories/volumes.ts'

export interface VolumesRead {
  readonly first: string
  readonly last: string
  /** `before`: what the same row was in as many days before. */
  readonly rows: readonly (AgreementVolume & { readonly before: number | undefined })[]
}

/**
 * What was done under each agreement in the last so many days, from counts by day: an agency's
 * officer reads the acts of their own agency. `viewer` null is the hub's.
 */
export function readVolumes(deps: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  return async (viewer: string | null, days: number): Promise<VolumesRead> => {
    const span = lastDays(new Date(deps.nowMs()), days)
    const rows = sumVolumes(await listVolumes(deps.sql, { ...span, viewer }), viewer)
    const earlier = daysBefore(span)
    const known = new Map(
      sumVolumes(await listVolumes(deps.sql, { ...earlier, viewer }), viewer).map(row => [
        keyOf(row),
        row.sent ?? row.opened,
      ]),
    )
    return { ...span, rows: rows.map(row => ({ ...row, before: known.get(keyOf(row)) ?? 0 })) }
  }
}

function keyOf({ agreementHash, sender, receiver }: AgreementVolume): string {
  return [agreementHash, sender, receiver].join(' ')
}

/** One agreement, for its chart: a point a day, or of seven days where the period is long. */
export interface AgreementCourse {
  readonly first: string
  readonly last: string
  readonly points: readonly string[]
  readonly sent: readonly number[]
  readonly opened: readonly number[]
  readonly closed: readonly number[]
  readonly erasing: number
}

/** What was done under one agreement, day by day, as far as the viewer may see it. */
export function readAgreementCourse(deps: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  return async (wanted: {
    readonly viewer: string | null
    readonly agreementHash: string
    readonly days: number
  }): Promise<AgreementCourse> => {
    const span = lastDays(new Date(deps.nowMs()), wanted.days)
    const rows = await listDayVolumes(deps.sql, { ...span, ...wanted })
    const of = (operation: string) =>
      pointsOf(
        span,
        rows.filter(row => row.operation === operation),
      )
    const values = (operation: string) => of(operation).map(({ acts }) => acts)
    return {
      ...span,
      points: of('').map(({ from }) => from),
      sent: values('signal-accept'),
      opened: values('signal-release'),
      closed: values('case-closed'),
      erasing: rows.filter(row => row.erasing).reduce((all, { acts }) => all + acts, 0),
    }
  }
}
