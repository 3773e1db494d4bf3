/** What is wrong with the log, worst first. */
export type LogAlarm =
  | 'behind-anchor'
  | 'not-published'
  | 'not-signed'
  | 'no-quorum'
  | 'witness-silent'
  | 'no-witness'

/** How the log stands. */
export interface LogState {
  readonly size: number
  readonly internal: { readonly size: number; readonly at: Date } | undefined
  readonly published:
    | { readonly size: number; readonly at: Date; readonly pads: number; readonly cosigned: number }
    | undefined
  /** Since when something that has committed has had no number, or no signature. */
  readonly waitingSince: Date | undefined
  /** Whether the tree holds what was last published outside the database; unknown: no anchor. */
  readonly isAnchored: boolean
  readonly witnesses: readonly { readonly agency: string; readonly size: number | null }[]
  readonly quorum: number
}

/**
 * What an officer should hear. A published checkpoint that has had its time and no quorum counts,
 * not one that left a moment ago: witnesses ask every few seconds.
 */
export function alarmsOf(
  state: LogState,
  nowMs: number,
  limits: {
    readonly publishEveryMs: number
    readonly signedMsMax: number
    readonly askMsMax: number
  },
): LogAlarm[] {
  const { published, waitingSince, witnesses } = state
  const publishedAgeMs = published === undefined ? 0 : nowMs - published.at.getTime()
  const isAsked = published !== undefined && publishedAgeMs > limits.askMsMax
  const silent = witnesses.filter(({ size }) => (size ?? -1) < (published?.size ?? 0))
  const alarms: [LogAlarm, boolean][] = [
    ['behind-anchor', !state.isAnchored],
    ['not-signed', nowMs - (waitingSince?.getTime() ?? nowMs) > limits.signedMsMax],
    ['not-published', publishedAgeMs > 2 * limits.publishEveryMs],
    ['no-witness', published !== undefined && witnesses.length === 0],
    ['no-quorum', isAsked && published.cosigned < state.quorum],
    ['witness-silent', isAsked && silent.length > 0],
  ]
  return alarms.filter(([, is]) => is).map(([alarm]) => alarm)
}
