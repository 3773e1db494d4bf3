import { openProgress } from '../../progress.ts'
import type { Stage } from '../../stage.ts'
import type { Attacker } from './attacker.ts'
import { attack } from './cast.ts'
import { agreedOneIn, plantedLeaves } from './limits.ts'
import type { LogPlay } from './log/play-log.ts'
import type { Answer } from './record/wire.ts'
import type { Sample, Subject } from './samples.ts'

/** What the sending needs besides the samples. */
export interface SendingParts {
  readonly stage: Stage
  readonly attacker: Attacker
  /** Under which the signals that are sent alone go. */
  readonly campaign: string
  /** Sends one with the person’s agreement. */
  readonly sendAgreed: () => Promise<void>
  readonly log: Pick<LogPlay, 'reader' | 'every' | 'letPublish'>
}

/** When each sample was sent, and when the next one, on the clock of the stream’s frames. */
export interface Sending {
  readonly sample: Sample
  readonly fromMs: number
  readonly untilMs: number
}

/**
 * Sends every sample, one after the other on one connection in their drawn order: alone, then as a
 * line of a batch, and looks after each at whatever can be looked at, the public log too.
 */
export async function sendSamples(
  samples: readonly Sample[],
  parts: SendingParts,
): Promise<Sending[]> {
  const { stage, attacker, log } = parts
  const opened = await attacker.look({ method: 'POST', path: '/v1/signal-batches', body: '{}' })
  const batch = textOf(opened, 'id')
  const progress = openProgress(stage.narrate, 'The sender sends and looks', samples.length)
  const sendings: Sending[] = []
  for (const [place, sample] of samples.entries()) {
    if (place % agreedOneIn === 0) await parts.sendAgreed()
    if (place % log.every === 0) await log.letPublish()
    const fromMs = performance.now()
    await sendAlone(parts, sample)
    await sendLine(parts, sample, { batch, line: place + 1 })
    await log.reader.look(sample.notes, sample.kind === 'counted' ? plantedLeaves : 0)
    sendings.push({ sample, fromMs, untilMs: performance.now() })
    progress.reach(place + 1)
  }
  return sendings
}

async function sendAlone({ stage, attacker, campaign }: SendingParts, sample: Sample) {
  const { notes } = sample
  const body = JSON.stringify({ ...signalAbout(stage, sample.alone), campaign })
  const posted = await attacker.ask(notes, 'post', { method: 'POST', path: '/v1/signals', body })
  sample.aloneId = textOf(posted, 'id')
  // At once: while the hub relays a signal it may have less time for its sender.
  const path = `/v1/signals/${sample.aloneId}`
  await attacker.ask(notes, 'at once: get', { method: 'GET', path })
}

async function sendLine(
  { stage, attacker }: SendingParts,
  sample: Sample,
  to: { batch: string; line: number },
) {
  const { notes } = sample
  const path = `/v1/signal-batches/${to.batch}`
  const body = `${JSON.stringify(signalAbout(stage, sample.inBatch))}\n`
  await attacker.ask(notes, 'line', {
    method: 'PUT',
    path: `${path}/lines?from=${to.line}`,
    headers: { 'content-type': 'application/x-ndjson' },
    body,
  })
  await attacker.ask(notes, 'batch', { method: 'GET', path })
  const page = `after=${to.line - 1}&limit=1`
  const results = await attacker.ask(notes, 'results', {
    method: 'GET',
    path: `${path}/results?${page}`,
  })
  const id = /"id":"([^"]+)"/u.exec(results.body)?.[1]
  if (id === undefined) throw new Error(`a line was answered ${results.status}`)
  sample.inBatchId = id
}

/** The signal of the attack about somebody. */
export function signalAbout(stage: Stage, subject: Subject) {
  const { right, territory } = attack
  return { subject, right, territory, observedOn: stage.today() }
}

/** A text of an answer’s body. @throws when the call did not answer with one. */
export function textOf(answer: Answer, name: string): string {
  const body: unknown = answer.body === '' ? undefined : JSON.parse(answer.body)
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  if (typeof value !== 'string') throw new Error(`a call was answered ${answer.status}`)
  return value
}
