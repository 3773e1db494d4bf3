import { readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU time that a process has used so far, user and system, in microseconds (proc(5), stat). */
export function cpuUs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return (ticks / ticksPerSecond) * 1_000_000
}

/** The most memory that a process ever held, in bytes (proc(5), status). */
export function peakMemoryBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kb = /^VmHWM:\s+([0-9]+) kB$/mu.exec(status)?.[1]
  if (kb === undefined) throw new Error('the process says nothing of its memory')
  return Number(kb) * 1_024
}
