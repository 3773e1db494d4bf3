import { type Bus, connectionOf } from './connect.ts'
import { registryChangedSubject } from './names.ts'

/** Tells the hub's services that the registry has a newer snapshot. A hint: it may be lost. */
export function publishRegistryChanged(bus: Bus, version: number): void {
  connectionOf(bus).nats.publish(registryChangedSubject, JSON.stringify({ version }))
}

/** Calls `changed` with each version that is announced; anything else on the subject is ignored. */
export function subscribeRegistryChanged(bus: Bus, changed: (version: number) => void): void {
  connectionOf(bus).nats.subscribe(registryChangedSubject, {
    callback: (error, message) => {
      if (error !== null) return
      const version = versionIn(message.string())
      if (version !== undefined) changed(version)
    },
  })
}

function versionIn(text: string): number | undefined {
  try {
    const { version } = JSON.parse(text)
    return Number.isSafeInteger(version) ? version : undefined
  } catch {
    return undefined
  }
}
