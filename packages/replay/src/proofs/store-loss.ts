import { openCounts } from '../counts/counts.ts'
import { mapAtMost } from '../map-at-most.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { loadDesks } from './load/agreements.ts'
import { untilDoneOrStill } from './load/settle-desks.ts'
import { type AcceptedPost, openLoad } from './load/signal-load.ts'
import { compareSignals, countOwed, countRelayed } from './store-loss/count-signals.ts'
import { loseStore } from './store-loss/lose-store.ts'
import { pauseDesks } from './store-loss/pause-desks.ts'
import { openWithdrawals } from './store-loss/withdrawals.ts'

/** Signals whose cases are stored, that wait in the bus, and that are posted during the loss. */
const shares = { received: 900, waiting: 2_100, during: 600 } as const
const postsAll = shares.received + shares.waiting + shares.during
/** Of each of the first two, this many are withdrawn; as many of the first during the loss. */
const withdrawnOfEach = 150
const withdrawalsAtOnce = 16

/** Deletes everything that the bus had promised to deliver. */
export const storeLoss: Proof = {
  promise:
    'nats-server may lose its whole store while signals and recalls are in flight: none is ' +
    'missing, none is doubled, every withdrawal is carried out.',
  sabotage: 'the hub is made to believe that the new store is the old one.',
  run: proveStoreLoss,
}

async function proveStoreLoss(run: ProofRun): Promise<Finding> {
  const hub = await run.openHub({ desks: loadDesks })
  const counts = openCounts(hub)
  const load = openLoad(hub, { posts: postsAll, seed: run.seed, newKeyAtRetry: false })
  const withdrawals = openWithdrawals(hub)
  const withdraw = (posts: readonly AcceptedPost[]) =>
    mapAtMost(withdrawalsAtOnce, posts, post => withdrawals.withdraw(post))
  try {
    load.raise(shares.received)
    await load.whenAnswered(shares.received)
    await untilDoneOrStill(
      () => countOwed(counts),
      owed => owed.signals === 0,
    )
    run.say(`${shares.received} signals are cases at the desks. The desks are paused.`)
    const desks = pauseDesks(hub)
    load.raise(shares.received + shares.waiting)
    await load.whenAnswered(shares.received + shares.waiting)
    const posts = [...load.accepted()]
    await withdraw(posts.slice(0, withdrawnOfEach))
    await withdraw(posts.slice(shares.received, shares.received + withdrawnOfEach))
    const relayed = await untilDoneOrStill(
      () => countRelayed(counts),
      waiting => waiting.notRelayed === 0,
    )
    run.say(`In the bus wait ${relayed.signals} signals and ${relayed.recalls} recalls.`)
    load.raise(postsAll)
    const during = withdraw(posts.slice(withdrawnOfEach, 2 * withdrawnOfEach))
    await loseStore(run, hub, counts)
    desks.resume()
    await Promise.all([during, load.whenAnswered(postsAll)])
    run.say('The store is gone, the server and the desks are back, all posts are answered.')
    await untilDoneOrStill(
      () => countOwed(counts),
      owed => owed.signals === 0 && owed.recalls === 0,
    )
    const compared = await compareSignals(counts, load.accepted(), withdrawals.done())
    run.say(
      `Of ${compared.signals} signals ${compared.withdrawn} were withdrawn: ${compared.missing} ` +
        `missing, ${compared.doubled} doubled, ${compared.notErased} withdrawn and not erased.`,
    )
    const holds =
      compared.signals === postsAll &&
      compared.withdrawn === 3 * withdrawnOfEach &&
      compared.missing + compared.doubled + compared.notErased + compared.withoutReceipt === 0
    const lost = { signalsInStore: relayed.signals, recallsInStore: relayed.recalls }
    return {
      holds: holds && relayed.signals > 0 && relayed.recalls > 0,
      examined: compared.signals,
      figures: { ...lost, ...compared },
    }
  } finally {
    await load.close()
    await withdrawals.close()
    await counts.close()
  }
}
