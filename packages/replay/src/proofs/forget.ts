import type { Finding, Proof, ProofRun } from '../proof.ts'
import { proveOneOfADay } from './forget/one-of-a-day.ts'
import { provePastAllClocks } from './forget/past-all-clocks.ts'

/** What is forgotten is out of reach everywhere: at the hub, at the desks, in every backup. */
export const forget: Proof = {
  promise:
    'Past every clock no place where data rest holds a person’s number in any form, nothing is ' +
    'left to delete and every erasure has its certificate; and two days after one person of a ' +
    'full day has objected, the backup taken before opens nothing, a new one the others’ only.',
  sabotage:
    'a day’s key-encryption key is copied away and put back; one objection cannot be deleted.',
  run: proveForget,
}

async function proveForget(run: ProofRun): Promise<Finding> {
  const day = await proveOneOfADay(run)
  const past = await provePastAllClocks(run)
  return {
    holds: day.holds && past.holds,
    examined: day.examined + past.examined,
    figures: {
      ...prefixed('day', { holds: day.holds, ...day.figures }),
      ...prefixed('past', { holds: past.holds, ...past.figures }),
    },
  }
}

/** `{ holds }` → `{ dayHolds }`: two experiments, one result. */
function prefixed<T>(prefix: string, figures: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [
      prefix + name.slice(0, 1).toUpperCase() + name.slice(1),
      figure,
    ]),
  )
}
