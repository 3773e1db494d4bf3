import type { Database } from '@unefois/database'
import type { KeyStore } from '@unefois/sealing'
import type { Clock } from '@unefois/service'
import type { GatewayLog } from './app.ts'
import { limits } from './limits.ts'
import { retention } from './retention.ts'
import { addMonths } from './use-cases/add-months.ts'
import { findOverdue } from './use-cases/find-overdue.ts'
import { keepCampaignFigures } from './use-cases/keep-campaign-figures.ts'
import { rotateKek } from './use-cases/rotate-kek.ts'

/**
 * Keeps partitions ahead of the clock and key-encryption keys younger than 48 hours: at start, at
 * intervals, and when the clock is moved (then before the move shows, so that nothing is accepted
 * into a month without a partition). Keeps what senders of campaigns are shown on each fixed
 * date. Ends and deletes what goes by the clock. Raises the alarm for each erasure overdue.
 */
export async function startHousekeeping(parts: {
  retentionSql: Database
  keyStore: KeyStore
  clock: Clock
  log: GatewayLog
  /** A uuid v7 that carries these milliseconds. */
  newId: (ms: number) => string
}): Promise<{ close(): void }> {
  const deps = { ...parts, store: parts.keyStore, nowMs: () => parts.clock.nowMs() }
  const rotate = rotateKek(deps)
  const watchOverdue = watching(deps, parts.log)
  const retain = oneAtATime(retention(deps, parts.log))
  const freeze = keepCampaignFigures(deps)

  async function addPartitions(): Promise<void> {
    const partitions = await addMonths(parts.retentionSql, parts.clock.now())
    if (partitions > 0) parts.log('partitions-added', { partitions })
  }
  async function rotateKeys(): Promise<void> {
    try {
      const { destroyed, rewrapped } = await rotate()
      if (destroyed.length > 0)
        parts.log('keks-rotated', { destroyed: destroyed.length, rewrapped })
    } catch {
      parts.log('kek-rotation-failed')
    }
  }
  async function keepFigures(): Promise<void> {
    try {
      const figures = await freeze()
      if (figures > 0) parts.log('campaign-figures-kept', { figures })
    } catch {
      parts.log('campaign-figures-failed')
    }
  }
  await addPartitions()
  await rotateKeys()
  await keepFigures()
  await retain()
  parts.clock.onChange(async () => {
    await addPartitions()
    await keepFigures()
    await retain()
    await rotateKeys()
  })
  const addLater = () => void addPartitions().catch(() => parts.log('partitions-failed'))
  const timers = [
    setInterval(addLater, limits.partitionCheckMs),
    setInterval(() => void rotateKeys(), limits.kekCheckMs),
    setInterval(() => void keepFigures(), limits.figuresCheckMs),
    setInterval(() => void retain(), limits.retentionCheckMs),
    setInterval(() => void watchOverdue(), limits.overdueCheckMs),
  ]
  return { close: () => timers.forEach(clearInterval) }
}

/** Raises the alarm for what should have been gone by now. */
function watching(deps: Parameters<typeof findOverdue>[0], log: GatewayLog): () => Promise<void> {
  const overdue = findOverdue(deps)
  return async () => {
    try {
      const { recalls, keks, messages, months } = await overdue()
      if (recalls > 0) log('recalls-overdue', { recalls })
      if (keks > 0) log('keks-overdue', { keks })
      if (messages > 0) log('messages-overdue', { messages })
      if (months > 0) log('months-overdue', { months })
    } catch {
      log('overdue-unknown')
    }
  }
}

/** Two runs would only wait for each other: a second one starts when the first has ended. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    if (waiting === undefined) {
      waiting = running.then(() => {
        waiting = undefined
        return run()
      })
      running = waiting
    }
    return waiting
  }
}
