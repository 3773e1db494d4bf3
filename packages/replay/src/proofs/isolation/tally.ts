import type { Say } from '@unefois/local'

/** The doors that are tried. */
export type Door = 'http' | 'sql' | 'nats'

/** Counts what was tried through each door, and remembers what should not have come through. */
export interface Tally {
  /** One attempt of the intruder. `leak` says what came through, or nothing when nothing did. */
  tried(door: Door, leak?: string | undefined): void
  /** One thing that its owner must be able to do: otherwise silence would prove nothing. */
  control(what: string, works: boolean): void
  readonly probes: Readonly<Record<Door, number>>
  readonly controls: number
  readonly leaks: readonly string[]
  readonly brokenControls: readonly string[]
}

const leaksSaidMax = 12

/** A tally that says the first leaks aloud, by their door and kind and never by their content. */
export function createTally(say: Say): Tally {
  const probes: Record<Door, number> = { http: 0, sql: 0, nats: 0 }
  const leaks: string[] = []
  const brokenControls: string[] = []
  let controls = 0
  return {
    tried(door, leak) {
      probes[door] += 1
      if (leak === undefined) return
      leaks.push(leak)
      if (leaks.length <= leaksSaidMax) say(`  LEAK (${door}): ${leak}`)
    },
    control(what, works) {
      controls += 1
      if (works) return
      brokenControls.push(what)
      say(`  The control failed: ${what}`)
    },
    probes,
    get controls() {
      return controls
    },
    leaks,
    brokenControls,
  }
}
