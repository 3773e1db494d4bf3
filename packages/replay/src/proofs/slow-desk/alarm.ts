import { readFileSync, statSync } from 'node:fs'
import type { Hub } from '@unefois/local'
import { NotInTime, waitFor } from '../../wait-for.ts'
import { alarmMsMax } from '../volume/limits.ts'

/** Listens to what the gateway logs from now on. */
export interface AlarmEar {
  /** Waits for an event of level warn or error that names the receiver, and answers its name. */
  hear(): Promise<string | undefined>
}

/** An operator hears of a desk that stands still by an event in the gateway's log. */
export function listenForAlarm(hub: Hub, receiver: string): AlarmEar {
  const file = hub.logFiles.gateway
  if (file === undefined) throw new Error('the gateway writes a log')
  const from = statSync(file).size
  const find = async () =>
    readFileSync(file)
      .subarray(from)
      .toString('utf8')
      .split('\n')
      .map(parse)
      .find(line => (line.level === 'warn' || line.level === 'error') && line.receiver === receiver)
  return {
    async hear() {
      try {
        const heard = await waitFor('the alarm', find, line => line !== undefined, alarmMsMax)
        return heard?.event
      } catch (error) {
        if (error instanceof NotInTime) return undefined
        throw error
      }
    },
  }
}

interface LogLine {
  readonly level?: string
  readonly event?: string
  readonly receiver?: string
}

function parse(line: string): LogLine {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
