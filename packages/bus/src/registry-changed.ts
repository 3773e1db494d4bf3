import { randomUUID } from 'node:crypto'
import { type RegistryChanged, subjects, validatorFor } from '@unefois/contracts'
import { type Bus, connectionOf } from './connect.ts'

const { subject, schema } = subjects.registryChanged
const isRegistryChanged = validatorFor(schema)

/**
 * Tells the hub's services that the registry has a newer snapshot (CloudEvents 1.0). A hint: it may
 * be lost, and they look again by themselves.
 */
export function publishRegistryChanged(bus: Bus, version: number): void {
  const event: RegistryChanged = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'urn:unefois:hub',
    type: 'eu.unefois.registry-changed.v1',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: schema,
    data: { version },
  }
  connectionOf(bus).nats.publish(subject, JSON.stringify(event))
}

/** Calls `changed` with each version that is announced; anything else on the subject is ignored. */
export function subscribeRegistryChanged(bus: Bus, changed: (version: number) => void): void {
  connectionOf(bus).nats.subscribe(subject, {
    callback: (error, message) => {
      if (error !== null) return
      const event = parse(message.string())
      if (isRegistryChanged(event)) changed(event.data.version)
    },
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
