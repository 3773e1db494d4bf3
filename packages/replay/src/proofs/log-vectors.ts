import type { Finding, Proof, ProofRun } from '../proof.ts'
import { tryBrokenTrees, tryWholeTrees } from './log-vectors/own-trees.ts'
import { readVectors } from './log-vectors/vectors.ts'

/** Sizes up to which every inclusion and every consistency is tried. */
const sizeMax = 200
/** Sizes up to which every single bit of every hash is flipped. */
const everyBitMax = 32
/** Above, so many bits of each hash, drawn by the seed. */
const bitsDrawn = 4

/** Probes judged otherwise than they ask that are named, one a line. */
const namedMax = 8

/** The log's arithmetic, against another implementation's probes and against itself. */
export const logVectors: Proof = {
  promise:
    'Every inclusion and every consistency of trees of up to 200 leaves is proven, nothing is ' +
    'with a bit flipped, and the independent probes (RFC 6962, RFC 8785) are judged as they ask.',
  sabotage: 'the last hash of each proof is not looked at.',
  run: proveVectors,
}

async function proveVectors(run: ProofRun): Promise<Finding> {
  const vectors = readVectors(run.sabotage)
  if (vectors === undefined) run.say('The independent probes are not beside this checkout.')
  else {
    run.say(
      `Probes: inclusion ${vectors.inclusionRight}/${vectors.inclusion}, consistency ` +
        `${vectors.consistencyRight}/${vectors.consistency}, canonical JSON ` +
        `${vectors.jcsRight}/${vectors.jcs}.`,
    )
    const [some, rest] = [vectors.differing.slice(0, namedMax), vectors.differing.slice(namedMax)]
    for (const file of some) run.say(`  judged otherwise: ${file}`)
    if (rest.length > 0) run.say(`  and ${rest.length} more`)
  }
  run.say(`Trees of every size up to ${sizeMax}…`)
  const whole = tryWholeTrees(sizeMax, run.sabotage)
  run.say(`${whole.proofs} proofs, ${whole.refused} refused. Bits are flipped, seed ${run.seed}…`)
  const broken = tryBrokenTrees({ sizeMax, everyBitMax, bitsDrawn }, run)
  run.say(`${broken.flips} flips, ${broken.believed} believed.`)
  const { differing = [], ...counts } = vectors ?? {}
  return {
    holds:
      whole.refused === 0 &&
      broken.believed === 0 &&
      (vectors === undefined || vectors.isAsTheyAsk) &&
      broken.flips > 0,
    examined: whole.proofs + broken.flips,
    figures: {
      ...whole,
      ...broken,
      ...counts,
      vectorsPresent: vectors !== undefined,
      differing: differing.length,
      seed: run.seed,
    },
  }
}
