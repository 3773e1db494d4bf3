import { openProgress } from '../../progress.ts'
import type { Stage } from '../../stage.ts'
import type { Attacker } from './attacker.ts'
import { withdrawalsAtOnce } from './limits.ts'
import type { Recorder } from './record/observe.ts'
import type { StreamEar } from './record/stream.ts'
import type { Sample } from './samples.ts'
import type { Sending } from './sending.ts'
import type { Notes } from './stats/table.ts'

const framesOfSampleMax = 20

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

/** Withdraws signals, several at once because each takes its time, and looks again at each. */
export async function withdraw(
  { stage, open }: { stage: Stage; open: () => Attacker },
  moment: string,
  signals: readonly { readonly notes: Notes; readonly id: string }[],
): Promise<void> {
  const progress = openProgress(stage.narrate, `Withdrawals (${moment})`, signals.length)
  const attackers = Array.from({ length: withdrawalsAtOnce }, open)
  let next = 0
  const withdrawSome = async (attacker: Attacker) => {
    while (next < signals.length) {
      const signal = signals[next]
      next += 1
      if (signal === undefined) return
      const path = `/v1/signals/${signal.id}`
      const ask = { method: 'POST', path: `${path}/withdrawal` } as const
      await attacker.ask(signal.notes, `${moment}: withdrawal`, ask)
      await attacker.ask(signal.notes, `${moment}: after withdrawal`, { method: 'GET', path })
      progress.reach(next)
    }
  }
  try {
    await Promise.all(attackers.map(withdrawSome))
  } finally {
    for (const each of attackers) each.close()
  }
}

/**
 * What the feedback stream said: frames between the sending of a sample and of the next one, and
 * any frame ever that names one of its signals.
 */
export function noteStream(
  sendings: readonly Sending[],
  ear: StreamEar,
): { frames: number; events: number } {
  const { frames } = ear
  const whole = frames.map(frame => frame.text).join('')
  let next = 0
  let position = 0
  for (const { sample, fromMs, untilMs } of sendings) {
    const { notes, aloneId, inBatchId } = sample
    while (next < frames.length && (frames[next]?.atMs ?? 0) < fromMs) {
      position = positionOf(frames[next]?.text) ?? position
      next += 1
    }
    const own = frames.slice(next, next + framesOfSampleMax).filter(each => each.atMs < untilMs)
    notes.set('stream: frames', own.length)
    notes.set(
      'stream: bytes',
      own.reduce((sum, frame) => sum + frame.text.length, 0),
    )
    const following = frames[next]
    notes.set('stream: wait', (following?.atMs ?? 0) - fromMs)
    const items = following?.text.match(/"signalId"/gu)?.length ?? 0
    const moved = (positionOf(following?.text) ?? position) - position
    notes.set('stream: positions without an item', moved - items)
    notes.set('stream: named', String(whole.includes(aloneId) || whole.includes(inBatchId)))
  }
  return { frames: frames.length, events: whole.match(/^event: feedback$/gmu)?.length ?? 0 }
}

function positionOf(text: string | undefined): number | undefined {
  const position = /^id: ([0-9]+)$/mu.exec(text ?? '')?.[1]
  return position === undefined ? undefined : Number(position)
}
