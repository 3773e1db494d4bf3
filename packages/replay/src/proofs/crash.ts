import { openCounts } from '../counts/counts.ts'
import type { Finding, Proof, ProofRun } from '../proof.ts'
import { waitFor } from '../wait-for.ts'
import { countCrash } from './crash/count-crash.ts'
import { listVictims, type Victim } from './crash/victims.ts'
import { loadDesks } from './load/agreements.ts'
import { loadMsMax, unansweredMin } from './load/limits.ts'
import { openLoad, type SignalLoad } from './load/signal-load.ts'

const postsAll = 5_000
/** Of each victim's share of the posts, this part is answered before it is killed. */
const answeredFirst = 0.2

/** kill -9 of everything that holds a signal on its way, while posts wait for their answers. */
export const crash: Proof = {
  promise:
    '5,000 posts make exactly 5,000 cases, although gateway, desk, nats-server and Postgres are ' +
    'killed (kill -9) one after the other while at least 100 posts are unanswered.',
  sabotage: 'the client takes a new idempotency key whenever it sends a post again.',
  run: proveCrash,
}

async function proveCrash(run: ProofRun): Promise<Finding> {
  const hub = await run.openHub({ desks: loadDesks })
  const counts = openCounts(hub)
  const load = openLoad(hub, {
    posts: postsAll,
    seed: run.seed,
    newKeyAtRetry: run.sabotage,
  })
  try {
    run.say(`The client posts ${postsAll} signals and sends each again until it has its 202.`)
    const figures: Record<string, number> = {}
    const victims = listVictims(hub, counts, load)
    for (const [index, victim] of victims.entries()) {
      const share = postsAll / victims.length
      figures[victim.figure] = await killOne(run, load, victim, {
        from: index * share,
        to: (index + 1) * share,
      })
    }
    const storedUnanswered = victims.reduce((sum, victim) => sum + (victim.stored() ?? 0), 0)
    const inTime = Object.values(figures).every(unanswered => unanswered >= unansweredMin)
    run.say(`All ${load.answered()} posts have their 202, after ${load.retries()} retries.`)
    const counted = await countCrash(counts, load.accepted())
    run.say(
      `The desks hold ${counted.cases} cases of ${counted.signalsAtHub} signals at the hub; ` +
        `${counted.missing} missing, ${counted.doubled} too many.`,
    )
    const exact =
      counted.cases === postsAll &&
      counted.signalsAtHub === postsAll &&
      counted.missing === 0 &&
      counted.doubled === 0 &&
      counted.stillHeld === 0 &&
      counted.acceptTraces === postsAll
    return {
      holds: exact && inTime,
      examined: counted.cases,
      figures: {
        posts: postsAll,
        ...figures,
        storedUnanswered,
        retries: load.retries(),
        ...counted,
      },
    }
  } finally {
    await load.close()
    await counts.close()
  }
}

/** Kills one victim in the middle of its share and answers how many posts were unanswered then. */
async function killOne(
  run: ProofRun,
  load: SignalLoad,
  victim: Victim,
  share: { from: number; to: number },
): Promise<number> {
  load.raise(share.to)
  const begun = share.from + (share.to - share.from) * answeredFirst
  await waitFor(
    'enough posts unanswered',
    async () => load.answered() >= begun && load.unanswered() >= unansweredMin,
    Boolean,
    loadMsMax,
  )
  const unanswered = await victim.kill()
  const stored = victim.stored()
  const aside = stored === undefined ? '' : `, ${stored} of them stored and their sender not told`
  run.say(`kill -9 ${victim.name}: ${unanswered} posts unanswered${aside}.`)
  await victim.restart()
  await load.whenAnswered(share.to)
  run.say(`${victim.name} is back; ${load.answered()} posts answered.`)
  return unanswered
}
