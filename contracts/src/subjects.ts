import type { ContractId } from './validators.ts'

/** One kind of message on the bus. */
export interface SubjectContract {
  /** The subject; parts in braces vary. A desk's stream holds its own `receiver` only. */
  readonly subject: string
  readonly schema: ContractId
  readonly summary: string
  readonly sender: 'gateway' | 'registry'
  readonly receiver: 'desk' | 'services of the hub'
}

/** THE table of what travels on NATS: asyncapi.json is written from it. Desks answer over HTTP. */
export const subjects = {
  signal: {
    subject: 'sig.{receiver}.{uuid}',
    schema: 'urn:unefois:contracts:delivered-signal.v1',
    summary: 'A sealed signal for its receiver. The last part is the outbox row’s id.',
    sender: 'gateway',
    receiver: 'desk',
  },
  recall: {
    subject: 'recall.{receiver}.{uuid}',
    schema: 'urn:unefois:contracts:recall.v1',
    summary: 'Erase what you hold of this signal, and answer with the case event `erased`.',
    sender: 'gateway',
    receiver: 'desk',
  },
  restriction: {
    subject: 'restriction.{receiver}.{uuid}',
    schema: 'urn:unefois:contracts:restriction-order.v1',
    summary:
      'Restricted, or no longer: answer `restriction-applied`. The last part is the order’s id.',
    sender: 'gateway',
    receiver: 'desk',
  },
  registryChanged: {
    subject: 'registry.changed',
    schema: 'urn:unefois:contracts:registry-changed.v1',
    summary: 'A newer snapshot can be fetched. Inside the hub’s account only.',
    sender: 'registry',
    receiver: 'services of the hub',
  },
} as const satisfies Readonly<Record<string, SubjectContract>>
