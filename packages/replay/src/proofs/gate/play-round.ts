import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@unefois/database'
import { seededRandom } from '@unefois/identifiers'
import type { Hub } from '@unefois/local'
import type { SyntheticPerson } from '../../synthetic-people.ts'
import { type Callers, hubAddress } from '../callers.ts'
import type { CommitLog } from './commit-log.ts'
import type { Holder } from './hold-lock.ts'
import type { Asked, RoundRecord } from './judge-round.ts'
import { holdExtraMsMax } from './limits.ts'
import type { Act, RoundPlan, Scope } from './plan-rounds.ts'
import type { SubjectKeys } from './subject-keys.ts'

export const sender = 'cpas-forest'
export const receiver = 'mutualite-horizon'
const right = 'be.mutualite.intervention-majoree'

const scopeOf: Readonly<Record<Scope, { right?: string; agency?: string }>> = {
  everything: {},
  right: { right },
  agency: { agency: receiver },
  both: { right, agency: receiver },
}

/** What a round is played with. */
export interface Table {
  readonly hub: Hub
  readonly sql: Database
  readonly callers: Callers
  readonly keys: SubjectKeys
  readonly log: CommitLog
  readonly holder: Holder
}

/** What was seen of one round, and who had to wait in it. */
export interface PlayedRound {
  readonly plan: RoundPlan
  readonly record: RoundRecord
  readonly parked: ReadonlySet<string>
  /** From the objection's request to its answer. */
  readonly answeredMs: number
}

/** What the calls of a round have brought so far. */
interface Seen {
  readonly accepted: string[]
  readonly asked: Asked[]
  otherAnswers: number
  objection: string | undefined
  requestedAtMs: number
  answeredMs: number
}

/**
 * Plays one round: signals about a person are accepted; then accepts, releases and the objection
 * race, held up by a third session where the plan says so; then, when all of them have been
 * answered, one more signal is sent and every key is asked for once more.
 */
export async function playRound(
  table: Table,
  plan: RoundPlan,
  person: SyntheticPerson,
): Promise<PlayedRound> {
  const { subject } = person
  const seen: Seen = {
    accepted: [],
    asked: [],
    otherAnswers: 0,
    objection: undefined,
    requestedAtMs: 0,
    answeredMs: 0,
  }
  const calls = callsOf(table, seen, subject, plan)
  for (let n = 0; n < plan.earlier; n += 1) await calls.accept()
  const [signalId] = seen.accepted
  if (signalId === undefined) throw new Error('a signal before the race was not accepted')
  const acceptKey = randomUUID()
  const acts: Promise<void>[] = []
  const begin = () => {
    let accepts = 0
    for (const act of plan.acts) {
      const key = act.kind === 'accept' && accepts++ === 0 ? acceptKey : randomUUID()
      acts.push(perform(calls, act, { key, known: () => [...seen.accepted] }))
    }
  }
  const target = { bucket: table.keys.bucketOf(subject), signalId, sender, acceptKey }
  const extraMs = (plan.seed % 1_000) * (holdExtraMsMax / 1_000)
  const parked = await table.holder.during(plan.hold, target, { extraMs, begin })
  await Promise.all(acts)
  await calls.accept()
  await calls.release(seen.accepted)
  const liveKeys = await table.keys.findLive(table.sql, subject, seen.accepted)
  const recalls = await table.sql<{ id: string }[]>`
    SELECT signal_id AS id FROM exchange.recall WHERE signal_id = ANY (${seen.accepted}::uuid[])`
  const recalled = recalls.map(({ id }) => id)
  return { plan, parked, answeredMs: seen.answeredMs, record: { ...seen, liveKeys, recalled } }
}

type Calls = ReturnType<typeof callsOf>

async function perform(
  calls: Calls,
  { kind, afterMs }: Act,
  { key, known }: { key: string; known: () => readonly string[] },
): Promise<void> {
  await sleep(afterMs)
  if (kind === 'accept') await calls.accept(key)
  else if (kind === 'object') await calls.object()
  else await calls.release(known())
}

function callsOf(
  { hub, callers, log }: Table,
  seen: Seen,
  subject: SyntheticPerson['subject'],
  { seed, scope }: RoundPlan,
) {
  const random = seededRandom(seed)
  const gateway = () => hubAddress(hub, 'gateway', Math.floor(random() * hub.urls.gateways.length))
  const observedOn = new Date(hub.nowMs()).toISOString().slice(0, 10)
  return {
    async accept(idempotencyKey: string = randomUUID()): Promise<void> {
      const answer = await callers(sender, gateway()).call<{ id: string }>({
        method: 'POST',
        path: '/v1/signals',
        idempotencyKey,
        body: { subject, right, observedOn, addressee: receiver },
      })
      if (answer.status === 202) seen.accepted.push(answer.body.id)
      else seen.otherAnswers += 1
    },
    async release(ids: readonly string[]): Promise<void> {
      const answer = await callers(`${receiver}-desk`, gateway()).call<{
        releases: { id: string; key?: string }[]
      }>({ method: 'POST', path: '/v1/releases', body: { ids } })
      const logAt = await log.now()
      if (answer.status !== 200) seen.otherAnswers += 1
      else {
        for (const { id, key } of answer.body.releases) {
          seen.asked.push({ signalId: id, answer: key === undefined ? 'gone' : 'key', logAt })
        }
      }
    },
    async object(): Promise<void> {
      const client = callers('hub-person-page', hubAddress(hub, 'consent'))
      const startedMs = performance.now()
      seen.requestedAtMs = performance.timeOrigin + startedMs
      const answer = await client.call<{ id: string }>({
        method: 'POST',
        path: '/v1/objections',
        idempotencyKey: randomUUID(),
        body: { subject, scope: scopeOf[scope], lodgedBy: 'person' },
      })
      seen.answeredMs = performance.now() - startedMs
      if (answer.status === 201) seen.objection = answer.body.id
      else seen.otherAnswers += 1
    },
  }
}
