import { shuffle } from '../../campaigns/endings.ts'
import { drawPeople, type SyntheticPerson } from '../../synthetic-people.ts'
import { awakeOneIn, plantedOneIn } from './limits.ts'
import { type Board, type Notes, openBoard } from './stats/table.ts'

/** What a sender must not tell apart. */
export const examinedKinds = ['unknown', 'objected', 'duplicate', 'objects-later'] as const
/** People who objected, too, each with a leak of our own: these must be found. */
export const plantedKinds = ['delayed', 'altered', 'counted'] as const

export type Kind = (typeof examinedKinds)[number] | (typeof plantedKinds)[number]

export type Subject = SyntheticPerson['subject']

/**
 * Two people of one kind, who stand for one sample: one is signalled alone, the other as a line of
 * a batch, and all that the sender sees of both is one sighting.
 */
export interface Sample {
  readonly kind: Kind
  readonly alone: Subject
  readonly inBatch: Subject
  /** Whether the desks are awake when it is sent, and answer at once while the sender looks. */
  readonly awake: boolean
  readonly notes: Notes
  aloneId: string
  inBatchId: string
}

/** Whose objection is there before the first signal. */
export function hasObjected(kind: Kind): boolean {
  return kind === 'objected' || plantedKinds.some(planted => planted === kind)
}

/**
 * So many samples in all, each with its place on a board, in an order drawn from the seed. Nobody
 * is in two of them.
 */
export function drawSamples(count: number, seed: number): { samples: Sample[]; board: Board } {
  const people = drawPeople(seed)
  const person = () => people.next('fr-nir').subject
  const shares = examinedKinds.length + plantedKinds.length / plantedOneIn
  const each = Math.floor(count / shares)
  const few = Math.floor(each / plantedOneIn)
  const kinds = [
    ...examinedKinds.flatMap(kind => Array.from({ length: each }, () => kind)),
    ...plantedKinds.flatMap(kind => Array.from({ length: few }, () => kind)),
  ]
  const board = openBoard(kinds.length)
  const samples = shuffle(kinds, seed + 1).map((kind, place): Sample => {
    const alone = person()
    // Who objected or was signalled stays so: one person serves twice. The others would not.
    const again = hasObjected(kind) || kind === 'duplicate'
    const inBatch = again ? alone : person()
    const awake = place % awakeOneIn === 0
    return { kind, alone, inBatch, awake, notes: board.notes(place), aloneId: '', inBatchId: '' }
  })
  return { samples, board }
}
