import { randomUUID } from 'node:crypto'
import type { Counts } from '../../counts/counts.ts'
import type { Drafts, Post } from './poster.ts'

const timesPosted = 50

/** What one key did. */
export interface SameKey {
  readonly posts: number
  readonly equalAnswers: number
  readonly signals: number
  /** Another body was answered 409 naming the first signal. */
  readonly otherBodyRefused: boolean
}

/** Posts one body under one key, many times at once, at both gateways; then another body. */
export async function postSameKey(counts: Counts, post: Post, drafts: Drafts): Promise<SameKey> {
  const key = randomUUID()
  const draft = drafts.ordinary()
  const answers = await Promise.all(
    Array.from({ length: timesPosted }, (_, index) => post(draft, key, index % 2)),
  )
  const later = [await post(draft, key, 0), await post(draft, key, 1)]
  const [first] = answers
  const equal = answers.filter(each => each.status === 202 && each.text === first?.text)
  const other = await post(drafts.ordinary(), key, 1)
  const reused = other.text.includes('"idempotency-key-reused"')
  const names = first?.id !== undefined && other.text.includes(`"original":"${first.id}"`)
  const [row] = await counts.hub<{ signals: number }[]>`
    SELECT count(*)::int AS signals FROM audit.event
    WHERE operation = 'signal-accept' AND signal_id IN (
      SELECT signal_id FROM exchange.idempotency WHERE key = ${key}
      UNION SELECT unnest(${ids([...answers, ...later])}::uuid[]))`
  return {
    posts: timesPosted,
    equalAnswers: later.every(each => each.text === first?.text) ? equal.length : 0,
    signals: row?.signals ?? -1,
    otherBodyRefused: other.status === 409 && reused && names,
  }
}

function ids(answers: readonly { id: string | undefined }[]): string[] {
  return [...new Set(answers.flatMap(each => (each.id === undefined ? [] : [each.id])))]
}
