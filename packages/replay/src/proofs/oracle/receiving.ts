import { randomUUID } from 'node:crypto'
import type { CaseEvent, Outcome } from '@unefois/contracts'
import { seededRandom } from '@unefois/identifiers'
import type { Counts } from '../../counts/counts.ts'
import { openProgress } from '../../progress.ts'
import type { Stage } from '../../stage.ts'
import { waitWhileMoving } from '../../wait-while-moving.ts'
import { agreed, attack } from './cast.ts'
import { eventsPerCall, toldMsMax } from './limits.ts'

/** What becomes of a case, and whether the person was told of it. Drawn for each alike. */
const endings: readonly { readonly outcomes?: readonly Outcome[]; readonly informed: boolean }[] = [
  { informed: false },
  { informed: true },
  { outcomes: ['right-opened'], informed: true },
  { outcomes: ['claim-filed'], informed: true },
  { outcomes: ['already-held'], informed: false },
  { outcomes: ['unreachable'], informed: false },
  { outcomes: ['not-eligible'], informed: false },
  { outcomes: ['renounced'], informed: true },
  { outcomes: ['objected'], informed: true },
]

/** Waits until every desk has received, opened and reported all that waits for it. */
export async function untilReceived(stage: Stage, counts: Counts): Promise<void> {
  await waitWhileMoving(
    'the desks receive the signals',
    async () => {
      const [row] = await counts.hub<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM exchange.outbox WHERE NOT void`
      return row?.waiting
    },
    waiting => waiting === 0,
  )
  stage.narrate('The desks have received and opened everything that may be opened.')
}

/** Waits until the desks have told the hub's log all that they did: nothing of it comes later. */
export async function untilTold(counts: Counts): Promise<void> {
  await waitWhileMoving(
    'the desks tell the log what they did',
    async () => {
      const waiting = [attack.receiver, agreed.receiver].map(async desk => {
        const sql = counts.desk(desk)
        const [row] = await sql<{ acts: number }[]>`
          SELECT count(*)::int AS acts FROM audit.log_queue`
        return row?.acts ?? -1
      })
      return (await Promise.all(waiting)).reduce((sum, acts) => sum + acts, 0)
    },
    acts => acts === 0,
    toldMsMax,
  )
}

/** Which of these signals a desk has stored: nothing of an objected one ever gets there. */
export async function countReceived(counts: Counts, ids: readonly string[]): Promise<number> {
  const [row] = await counts.hub<{ received: number }[]>`
    SELECT count(*)::int AS received FROM exchange.signal
    WHERE id = ANY (${ids}::uuid[]) AND state <> 'sent'`
  return row?.received ?? -1
}

/** The receiver as a system that reports its cases itself, many at once. */
export interface ReceiverSystem {
  takeCharge(ids: readonly string[]): Promise<void>
  /** Closes most of them, in ways drawn from the seed; some stay open. */
  close(ids: readonly string[]): Promise<void>
}

/** The receiver of the attack, with the token of its desk. */
export function receiverAt(stage: Stage): ReceiverSystem {
  const actor = stage.as(`${attack.receiver}-desk`, 'gateway')
  const random = seededRandom(stage.seed + 3)

  async function report(what: string, events: readonly CaseEvent[]): Promise<void> {
    const progress = openProgress(stage.narrate, what, events.length)
    for (let from = 0; from < events.length; from += eventsPerCall) {
      const part = events.slice(from, from + eventsPerCall)
      const answer = await actor.post(
        '/v1/case-events',
        { events: part },
        'urn:unefois:contracts:case-events-answer.v1',
      )
      const refused = answer.results.filter(each => each.result !== 'applied').length
      if (refused > 0) throw new Error(`${refused} reports of cases were refused`)
      progress.reach(from + part.length)
    }
  }
  return {
    async takeCharge(ids) {
      const at = stage.now().toISOString()
      const type = 'taken-charge'
      await report(
        'The receiver takes charge',
        ids.map(signalId => ({ id: randomUUID(), signalId, type, at })),
      )
    },
    async close(ids) {
      const at = stage.now().toISOString()
      const events = ids.flatMap((signalId): CaseEvent[] => {
        const ending = endings[Math.floor(random() * endings.length)]
        if (ending === undefined) throw new Error('there is an ending for every draw')
        const { outcomes, informed } = ending
        const told = informed ? { informedAt: at } : {}
        const id = randomUUID()
        if (outcomes === undefined) {
          return informed ? [{ id, signalId, type: 'informed', at, ...told }] : []
        }
        return [{ id, signalId, type: 'closed', at, outcomes: [...outcomes], ...told }]
      })
      await report('The receiver closes', events)
    },
  }
}
