import type { Stage } from '../../stage.ts'
import { type LifeParts, signalEarlier } from './life.ts'
import type { Round } from './log/rounds.ts'
import { hasObjected, type Sample, type Subject } from './samples.ts'

interface PeopleOf {
  readonly samples: readonly Sample[]
  readonly rounds: readonly Round[]
}

/** Who objects, objects; who is known, is known: by HTTP and by a real desk, before the attack. */
export async function prepare(
  parts: LifeParts,
  { samples, rounds, person }: PeopleOf & { readonly person: () => Subject },
) {
  const { objections } = parts
  const [unknown, objected, duplicate] = [person(), person(), person()]
  const objecting = samples.filter(each => hasObjected(each.kind)).map(each => each.alone)
  const inRounds = (kind: Round['kind']) =>
    rounds.filter(round => round.kind === kind).map(round => round.subject)
  await objections.lodge([...objecting, ...inRounds('objected'), objected], 'People object')
  const known = samples.filter(each => each.kind === 'duplicate').map(each => each.alone)
  await signalEarlier(parts, [...known, ...inRounds('duplicate'), duplicate])
  return { unknown, objected, duplicate }
}

/** People of the stage who are in no sample. */
export function personOutside(stage: Stage, samples: readonly Sample[]) {
  const taken = new Set(samples.flatMap(each => [each.alone.value, each.inBatch.value]))
  return (): Subject => {
    let { subject } = stage.person('fr-nir')
    while (taken.has(subject.value)) subject = stage.person('fr-nir').subject
    return subject
  }
}
