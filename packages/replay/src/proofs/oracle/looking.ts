import { mapAtMost } from '../../map-at-most.ts'
import { openProgress } from '../../progress.ts'
import type { Stage } from '../../stage.ts'
import type { Attacker } from './attacker.ts'
import { withdrawalsAtOnce } from './limits.ts'
import type { Recorder } from './record/observe.ts'
import type { StreamEar } from './record/stream.ts'
import type { Sample } from './samples.ts'
import type { Sendings } from './sending.ts'
import type { Notes } from './stats/table.ts'

/** Looks at every signal that was sent alone, one after the other. */
export async function lookAtEach(
  parts: { stage: Stage; attacker: Attacker },
  moment: string,
  samples: readonly Sample[],
): Promise<void> {
  const progress = openProgress(parts.stage.narrate, `The sender looks (${moment})`, samples.length)
  for (const [place, { notes, aloneId }] of samples.entries()) {
    const path = `/v1/signals/${aloneId}`
    await parts.attacker.ask(notes, `${moment}: get`, { method: 'GET', path })
    progress.reach(place + 1)
  }
}

/**
 * Walks through the sender’s list: of each signal its item, its place on its page, and what its
 * page looked like and how long it took.
 */
export async function walkList(
  parts: { stage: Stage; attacker: Attacker; recorder: Recorder },
  moment: string,
  samples: readonly Sample[],
): Promise<number> {
  const notesOf = new Map<string, readonly [Notes, string]>([
    ...samples.map(each => [each.aloneId, [each.notes, 'alone']] as const),
    ...samples.map(each => [each.inBatchId, [each.notes, 'in batch']] as const),
  ])
  let found = 0
  for (let path: string | undefined = '/v1/signals'; path !== undefined; ) {
    const page = new Map<string, number | string>()
    const askedAtMs = parts.stage.hub.nowMs()
    const answer = await parts.attacker.ask(page, 'page', { method: 'GET', path })
    const { items }: { items: readonly { id: string }[] } = JSON.parse(answer.body)
    for (const [place, item] of items.entries()) {
      const [notes, how] = notesOf.get(item.id) ?? []
      if (notes === undefined) continue
      const kind = `${moment}: list, ${how}`
      parts.recorder.value(notes, `${kind}: item`, item, askedAtMs)
      notes.set(`${kind}: place`, place)
      for (const [name, value] of page) {
        if (!name.includes('items[')) notes.set(`${kind}: ${name}`, value)
      }
      found += 1
    }
    const link = answer.headers.find(([name]) => name.toLowerCase() === 'link')?.[1]
    path = /^<([^>]+)>; rel="next"$/u.exec(link ?? '')?.[1]
  }
  return found
}

/**
 * Withdraws signals, several at once so that a hub that takes its time is not waited for one by
 * one; then looks at one more time what is there.
 */
export async function withdraw(
  parts: { stage: Stage; open: () => Attacker },
  moment: string,
  signals: readonly { readonly notes: Notes; readonly id: string }[],
): Promise<void> {
  const progress = openProgress(parts.stage.narrate, `Withdrawals (${moment})`, signals.length)
  const free = Array.from({ length: withdrawalsAtOnce }, parts.open)
  const all = [...free]
  let done = 0
  try {
    await mapAtMost(withdrawalsAtOnce, signals, async ({ notes, id }) => {
      const attacker = free.pop()
      if (attacker === undefined) throw new Error('there are as many connections as withdrawals')
      const path = `/v1/signals/${id}`
      await attacker.ask(notes, `${moment}: withdrawal`, {
        method: 'POST',
        path: `${path}/withdrawal`,
      })
      await attacker.ask(notes, `${moment}: get after withdrawal`, { method: 'GET', path })
      free.push(attacker)
      done += 1
      progress.reach(done)
    })
  } finally {
    for (const each of all) each.close()
  }
}

/**
 * What the feedback stream said: frames between the sending of a sample and of the next one, and
 * any frame ever that names one of its signals.
 */
export function noteStream(
  samples: readonly Sample[],
  sentMs: Sendings,
  ear: StreamEar,
): { frames: number; events: number } {
  const { frames } = ear
  const whole = frames.map(frame => frame.text).join('')
  const positions = frames.map(frame => Number(/^id: ([0-9]+)$/mu.exec(frame.text)?.[1] ?? '-1'))
  let next = 0
  for (const [place, { notes, aloneId, inBatchId }] of samples.entries()) {
    while (next < frames.length && (frames[next]?.atMs ?? 0) < (sentMs[place] ?? 0)) next += 1
    const until = sentMs[place + 1] ?? 0
    const own = frames.filter((frame, n) => n >= next && n < next + 20 && frame.atMs < until)
    notes.set('stream: frames', own.length)
    notes.set(
      'stream: bytes',
      own.reduce((sum, frame) => sum + frame.text.length, 0),
    )
    notes.set('stream: wait', (frames[next]?.atMs ?? 0) - (sentMs[place] ?? 0))
    const items = frames[next]?.text.match(/"signalId"/gu)?.length ?? 0
    const before = positions.slice(0, next).findLast(position => position >= 0) ?? 0
    const moved = (positions[next] ?? -1) < 0 ? 0 : (positions[next] ?? 0) - before
    notes.set('stream: positions without an item', moved - items)
    notes.set('stream: named', String(whole.includes(aloneId) || whole.includes(inBatchId)))
  }
  return { frames: frames.length, events: whole.match(/^event: feedback$/gmu)?.length ?? 0 }
}
