import { openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { callersOf } from './callers.ts'
import { postOtherOrders } from './idempotency/other-orders.ts'
import { poisonOne } from './idempotency/poison.ts'
import { createDrafts, createPost } from './idempotency/poster.ts'
import { postSameKey } from './idempotency/same-key.ts'

/** A key means one signal, however often, wherever and beside whatever it is posted. */
export const idempotency: Proof = {
  promise:
    'The same key 50 times at once makes one signal and 50 equal answers; another body is ' +
    'refused naming the original; a poisoned row harms only itself; two gateways never deadlock.',
  sabotage: 'the unique key of exchange.idempotency is dropped.',
  run: proveIdempotency,
}

async function proveIdempotency(run: ProofRun): Promise<Finding> {
  const { say } = run
  const hub = await run.openHub({ desks: ['mutualite-horizon', 'carsat-sud-est'], gateways: 2 })
  const counts = openCounts(hub)
  const drafts = createDrafts(hub, run.seed)
  const post = createPost(hub, callersOf(hub))
  try {
    if (run.sabotage) {
      await counts.hub`ALTER TABLE exchange.idempotency DROP CONSTRAINT idempotency_pkey`
    }
    const same = await postSameKey(counts, post, drafts)
    say(
      `One key posted ${same.posts} times at once at two gateways: ${same.equalAnswers} equal ` +
        `answers, ${same.signals} signal. Another body: ${inWords(same.otherBodyRefused)}.`,
    )
    const poisoned = await poisonOne(counts, post, drafts)
    say(
      `Postgres refuses one row of a group: ${poisoned.neighboursAccepted} of its ` +
        `${poisoned.neighbours} neighbours are accepted, the row itself ` +
        `${poisoned.poisonedAccepted} times; it was tried ${poisoned.poisonedTries} times.`,
    )
    const orders = await postOtherOrders(counts, post, drafts)
    say(
      `${orders.keys} keys at both gateways in opposite orders: ${orders.equalPairs} pairs of ` +
        `equal answers, ${orders.signals} signals, ${orders.deadlocks} deadlocks.`,
    )
    const holds =
      same.equalAnswers === same.posts &&
      same.signals === 1 &&
      same.otherBodyRefused &&
      poisoned.neighboursAccepted === poisoned.neighbours &&
      poisoned.poisonedAccepted === 0 &&
      poisoned.poisonedTries === 2 &&
      poisoned.acceptedLater &&
      orders.equalPairs === orders.keys &&
      orders.signals === orders.keys &&
      orders.deadlocks === 0 &&
      orders.deadlockCounterWorks
    const { posts, ...sameFigures } = same
    return {
      holds,
      examined: posts + poisoned.neighbours + 1 + orders.posts,
      figures: {
        sameKeyPosts: posts,
        sameKeyEqualAnswers: sameFigures.equalAnswers,
        sameKeySignals: sameFigures.signals,
        otherBodyRefused: sameFigures.otherBodyRefused,
        ...poisoned,
        ...orders,
      },
    }
  } finally {
    await counts.close()
  }
}

function inWords(refused: boolean): string {
  return refused ? '409, naming the original' : 'not refused as it should be'
}
