import { randomUUID } from 'node:crypto'
import { addDays } from '../../dates.ts'
import type { Stage } from '../../stage.ts'
import type { Attacker } from './attacker.ts'
import { quoted } from './cast.ts'
import { quotaPeople, smallQuotaCalls } from './limits.ts'
import { createRecorder } from './record/observe.ts'
import type { Answer } from './record/wire.ts'
import type { Subject } from './samples.ts'

/** What a day’s quota said: how many calls it took, and what every answer told of it. */
interface QuotaDay {
  readonly taken: number
  readonly told: readonly string[]
}

/**
 * On one day for each group, signals about its people and then about others until the quota of the
 * agreement is used. Answers the names of what differs between the days: a quota that counted what
 * was delivered would tell who objected.
 */
export async function compareQuotas(
  parts: { stage: Stage; attacker: Attacker; person: () => Subject },
  groups: readonly (readonly Subject[])[],
): Promise<{ differs: string[]; refusals: number }> {
  const days: QuotaDay[] = []
  let refusals = 0
  for (const group of groups) {
    await parts.stage.letTimePassUntil(nextDay(parts.stage))
    const day = await useUp(parts, group.slice(0, quotaPeople))
    refusals += day.told.filter(each => each.startsWith('429')).length
    days.push(day)
  }
  const differs: string[] = []
  if (new Set(days.map(day => day.taken)).size > 1) differs.push('calls taken')
  for (const [call, first] of days[0]?.told.entries() ?? []) {
    const other = days.find(day => day.told[call] !== first)?.told[call]
    if (other === undefined) continue
    differs.push(`answer ${call + 1} about quotas: ${firstDifference(first, other)}`)
    break
  }
  return { differs, refusals }
}

/** One in the morning: a day’s calls then lie in that day, however long they take. */
function nextDay(stage: Stage): Date {
  const next = addDays(stage.now(), 1)
  next.setUTCHours(1, 0, 0, 0)
  return next
}

async function useUp(
  { stage, attacker, person }: { stage: Stage; attacker: Attacker; person: () => Subject },
  group: readonly Subject[],
): Promise<QuotaDay> {
  const { right, territory } = quoted
  const told: string[] = []
  let taken = 0
  for (let call = 0; call < smallQuotaCalls + quotaPeople; call += 1) {
    const subject = group[call] ?? person()
    const body = JSON.stringify({ subject, right, territory, observedOn: stage.today() })
    const headers = { 'idempotency-key': randomUUID() }
    const answer = await attacker.look({ method: 'POST', path: '/v1/signals', body, headers })
    if (answer.status === 202) taken += 1
    told.push(describe(answer))
  }
  return { taken, told }
}

/** Everything of an answer but what is of its signal or of the time of day. */
function describe(answer: Answer): string {
  const notes = new Map<string, number | string>()
  createRecorder().answer(notes, 'quota', answer, 0)
  const kept = [...notes].filter(
    // Of an id the shape is random.
    ([name]) => / shape$| keys$|status|bytes|headers$/u.test(name) && !/id shape$/u.test(name),
  )
  const [, limit] = answer.headers.find(([name]) => name.toLowerCase() === 'ratelimit') ?? []
  const remaining = /r=([0-9]+)/u.exec(limit ?? '')?.[1] ?? 'none'
  return [String(answer.status), remaining, ...kept.map(([name, it]) => `${name}=${it}`)].join('; ')
}

function firstDifference(one: string, other: string): string {
  const others = other.split('; ')
  return one.split('; ').find((part, n) => part !== others[n]) ?? 'its length'
}
