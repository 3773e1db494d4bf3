import { readFileSync } from 'node:fs'
import type { Hub } from '@unefois/local'
import { memoryPollMs } from './limits.ts'

/** The largest memory that processes have taken, while it runs. Linux only: it reads /proc. */
export interface MemoryWatch {
  /** Follows a process that begins later than the hub's own. */
  follow(name: string, pid: number): void
  /** Looks now: what a process took is lost with it. */
  look(): void
  /** The peaks so far, in MiB, by process; of Postgres, that of its largest process. */
  peaks(): Readonly<Record<string, number>>
  stop(): void
}

/** Follows every process of a hub, restarted ones included, and its servers. */
export function watchMemory(hub: Hub): MemoryWatch {
  const peaks = new Map<string, number>()
  const others = new Map<string, number>()

  function note(name: string, pid: number): void {
    const kib = readPeakKib(pid)
    if (kib > (peaks.get(name) ?? 0)) peaks.set(name, kib)
  }
  function look(): void {
    for (const { name, pid } of Object.values(hub.processes)) note(name, pid)
    for (const [name, pid] of others) note(name, pid)
    note('nats-server', hub.nats.pid)
    for (const pid of [hub.postgres.pid, ...childrenOf(hub.postgres.pid)]) note('postgres', pid)
  }
  const timer = setInterval(look, memoryPollMs)
  return {
    follow: (name, pid) => others.set(name, pid),
    look,
    peaks: () => Object.fromEntries([...peaks].map(([name, kib]) => [name, Math.ceil(kib / 1024)])),
    stop: () => clearInterval(timer),
  }
}

/** The kernel's own high-water mark of a process (`VmHWM`); 0 for one that is gone. */
function readPeakKib(pid: number): number {
  return Number(/^VmHWM:\s+([0-9]+) kB$/mu.exec(readProc(`${pid}/status`))?.[1] ?? 0)
}

function childrenOf(pid: number): number[] {
  return readProc(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}
