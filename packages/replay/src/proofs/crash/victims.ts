import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@unefois/local'
import type { Counts } from '../../counts/counts.ts'
import { drainMs, freezesMax, unansweredMin } from '../load/limits.ts'
import type { SignalLoad } from '../load/signal-load.ts'

/** A process to kill. */
export interface Victim {
  readonly name: string
  /** The figure under which the unanswered posts are reported. */
  readonly figure: string
  /** Kills it with SIGKILL and answers how many posts were unanswered at that instant. */
  kill(): Promise<number>
  restart(): Promise<void>
  /** Posts that were stored at the kill without their sender knowing; where it is looked for. */
  stored(): number | undefined
}

interface Killable {
  readonly pid: number
  kill(signal: NodeJS.Signals): Promise<void>
  restart(): Promise<void>
}

/** The four processes that hold a signal on its way, in the order in which they are killed. */
export function listVictims(hub: Hub, counts: Counts, load: SignalLoad): Victim[] {
  const desk = 'desk-mutualite-horizon'
  return [
    killAtTheWorst(processOf(hub, 'gateway'), counts, load),
    killAnyTime(desk, 'unansweredAtDeskKill', processOf(hub, desk), load),
    killAnyTime('nats-server', 'unansweredAtNatsKill', hub.nats, load),
    killAnyTime('Postgres', 'unansweredAtPostgresKill', hub.postgres, load),
  ]
}

function processOf(hub: Hub, name: string): Killable {
  const found = hub.processes[name]
  if (found === undefined) throw new Error(`no process is called ${name}`)
  return found
}

function killAnyTime(name: string, figure: string, victim: Killable, load: SignalLoad): Victim {
  return {
    name,
    figure,
    async kill() {
      const unanswered = load.unanswered()
      await victim.kill('SIGKILL')
      return unanswered
    },
    restart: () => victim.restart(),
    stored: () => undefined,
  }
}

/**
 * The worst instant to kill the gateway is between its commit and its answer: the signal is stored
 * and the client does not know. The process is stopped (SIGSTOP) again and again until it is caught
 * there, and killed without waking up.
 */
function killAtTheWorst(gateway: Killable, counts: Counts, load: SignalLoad): Victim {
  let stored = 0
  const storedAndUnanswered = async () => {
    const [row] = await counts.hub<{ signals: number }[]>`
      SELECT count(*)::int AS signals FROM exchange.signal`
    return (row?.signals ?? 0) - load.answered()
  }
  return {
    name: 'gateway',
    figure: 'unansweredAtGatewayKill',
    async kill() {
      for (let freeze = 0; freeze < freezesMax; freeze += 1) {
        process.kill(gateway.pid, 'SIGSTOP')
        await sleep(drainMs)
        stored = await storedAndUnanswered()
        if (stored > 0 && load.unanswered() >= unansweredMin) break
        process.kill(gateway.pid, 'SIGCONT')
        await sleep(Math.random() * drainMs)
      }
      const unanswered = load.unanswered()
      await gateway.kill('SIGKILL')
      return unanswered
    },
    restart: () => gateway.restart(),
    stored: () => stored,
  }
}
