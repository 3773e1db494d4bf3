import { type ProofResult, validatorFor } from '@unefois/contracts'
import { untilEnded } from '@unefois/local'
import { openReplayHub } from './open-hub.ts'
import type { Finding, HubShape, Proof, ProofRun } from './proof.ts'

const nothingFound: Finding = { holds: false, examined: 0, figures: {} }

/**
 * Runs one proof on hubs and servers of its own, which end with it, and judges what it found: a
 * proof that examined nothing, or could not be carried through, holds nothing.
 */
export async function runProof(
  name: string,
  proof: Proof,
  options: Omit<ProofRun, 'openHub'>,
): Promise<ProofResult> {
  const { say } = options
  say(proof.promise)
  if (options.sabotage) say(`Sabotage: ${proof.sabotage}`)
  const ends: (() => Promise<void>)[] = []
  const run = {
    ...options,
    async openHub(hubOptions: HubShape) {
      const hub = await openReplayHub({ ...hubOptions, say, ownServers: true })
      ends.push(() => hub.stop())
      return hub
    },
  }
  let finding = nothingFound
  try {
    finding = await Promise.race([proof.run(run), interruption()])
  } catch (error) {
    say(`!! The proof could not be carried through: ${String(error)}`)
  } finally {
    for (const end of ends.reverse()) await end()
  }
  const { examined, figures } = finding
  const holds = finding.holds && examined > 0
  const result = { promise: name, holds, figures: { examined, ...figures } }
  if (!validatorFor('urn:unefois:contracts:proof-result.v1')(result)) {
    throw new Error('the result does not follow proof-result.v1')
  }
  return result
}

async function interruption(): Promise<never> {
  throw new Error(`it was interrupted (${await untilEnded()})`)
}
