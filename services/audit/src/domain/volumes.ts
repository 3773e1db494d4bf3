import { dayMs } from '@unefois/retention'
import type { Volume } from '../repositories/volumes.ts'

/** What an officer reads of one agreement. Undefined: acts of another agency, not theirs to see. */
export interface AgreementVolume {
  readonly agreementHash: string
  readonly sender: string
  readonly receiver: string
  readonly sent: number | undefined
  readonly opened: number | undefined
  readonly closed: number | undefined
  readonly erasing: number | undefined
}

/** Days, both included: the last so many, today's among them. */
export function lastDays(now: Date, days: number): { first: string; last: string } {
  return spanEnding(now.toISOString().slice(0, 10), days)
}

/** As many days, just before these. */
export function daysBefore({ first, last }: { first: string; last: string }) {
  const days = (Date.parse(last) - Date.parse(first)) / dayMs + 1
  return spanEnding(new Date(Date.parse(first) - dayMs).toISOString().slice(0, 10), days)
}

function spanEnding(last: string, days: number) {
  const first = new Date(Date.parse(last) - (days - 1) * dayMs).toISOString().slice(0, 10)
  return { first, last }
}

/**
 * One row an agreement and pair of agencies, those with the most signals first.
 * @param viewer the agency whose officer reads; null: the hub's, who sees both ends.
 */
export function sumVolumes(rows: readonly Volume[], viewer: string | null): AgreementVolume[] {
  const groups = Map.groupBy(rows, row => `${row.agreementHash} ${row.sender} ${row.receiver}`)
  const sums = [...groups.values()].flatMap(own => {
    const [one] = own
    if (one === undefined) return []
    const { agreementHash, sender, receiver } = one
    const isSender = viewer === null || viewer === sender
    const isReceiver = viewer === null || viewer === receiver
    const of = (is: boolean, operation: string, erasing = false) =>
      is
        ? own
            .filter(row => row.operation === operation && (!erasing || row.erasing))
            .reduce((all, { acts }) => all + acts, 0)
        : undefined
    return [
      {
        agreementHash,
        sender,
        receiver,
        sent: of(isSender, 'signal-accept'),
        opened: of(isReceiver, 'signal-release'),
        closed: of(isReceiver, 'case-closed'),
        erasing: of(isReceiver, 'case-closed', true),
      },
    ]
  })
  const weight = ({ sent, opened }: AgreementVolume) => sent ?? opened ?? 0
  // What was done about an agreement itself is no exchange under it.
  const exchanged = sums.filter(row => [row.sent, row.opened, row.closed].some(each => each))
  return exchanged.sort((a, b) => weight(b) - weight(a))
}

/** Values of days as a chart shows them: each day of up to thirteen weeks, else by seven days. */
export function pointsOf(
  { first, last }: { first: string; last: string },
  rows: readonly { readonly day: string; readonly acts: number }[],
): { readonly from: string; readonly acts: number }[] {
  const days = (Date.parse(last) - Date.parse(first)) / dayMs + 1
  const step = days > 91 ? 7 : 1
  const count = Math.ceil(days / step)
  const acts = Array.from({ length: count }, () => 0)
  for (const row of rows) {
    const at = Math.floor((Date.parse(row.day) - Date.parse(first)) / dayMs / step)
    if (at >= 0 && at < count) acts[at] = (acts[at] ?? 0) + row.acts
  }
  return acts.map((each, at) => ({
    from: new Date(Date.parse(first) + at * step * dayMs).toISOString().slice(0, 10),
    acts: each,
  }))
}
