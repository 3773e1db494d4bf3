// A small process that outlives the launcher by a moment: when the launcher disappears, even by
// kill -9, its standard input closes and it ends every process the launcher had, in order, then
// removes throw-away folders. It listens to no signal of the terminal.
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './processes.ts'
import type { WardenOrder } from './warden-client.ts'

const endMsMax = 20_000
const pollMs = 50

const watched = new Map<number, { stage: number; signal: NodeJS.Signals }>()
const folders = new Set<string>()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

for await (const line of createInterface({ input: process.stdin })) obey(JSON.parse(line))

for (const stage of [...new Set([...watched.values()].map(entry => entry.stage))].sort()) {
  await endStage(stage)
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true })

function obey(order: WardenOrder): void {
  if (order.kind === 'watch') watched.set(order.pid, { stage: order.stage, signal: order.signal })
  if (order.kind === 'forget') watched.delete(order.pid)
  if (order.kind === 'remove') folders.add(order.folder)
  if (order.kind === 'keep') folders.delete(order.folder)
}

async function endStage(stage: number): Promise<void> {
  const pids = [...watched].filter(([, entry]) => entry.stage === stage)
  for (const [pid, entry] of pids) send(pid, entry.signal)
  const untilMs = Date.now() + endMsMax
  while (pids.some(([pid]) => isAlive(pid)) && Date.now() < untilMs) await sleep(pollMs)
  for (const [pid] of pids) send(pid, 'SIGKILL')
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has just ended by itself.
  }
}
