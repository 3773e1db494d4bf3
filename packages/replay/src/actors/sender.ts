import type { Signal, SignalAccepted, SignalStatusV2 } from '@unefois/contracts'
import type { Stage } from '../stage.ts'
import { waitFor } from '../wait-for.ts'

/** What an agency that sends signals does and may see. */
export interface Sender {
  send(signal: Signal): Promise<SignalAccepted>
  /** One of its signals, as far as it may know. */
  look(signalId: string): Promise<SignalStatusV2>
  /** Waits until it may see this status. */
  waitToSee(signalId: string, status: SignalStatusV2['status']): Promise<SignalStatusV2>
  /** What it was told of these signals, oldest first. */
  learned(signalIds: readonly string[]): Promise<string[]>
}

/** A client of an agency, in front of the hub's gateway. */
export function senderAs(stage: Stage, clientId: string): Sender {
  const actor = stage.as(clientId, 'gateway')
  const look = (id: string) =>
    actor.get(`/v1/signals/${id}`, 'urn:unefois:contracts:signal-status.v2')
  return {
    send: signal => actor.post('/v1/signals', signal, 'urn:unefois:contracts:signal-accepted.v1'),
    look,
    waitToSee: (id, status) =>
      waitFor(
        `${clientId} sees ${status}`,
        () => look(id),
        seen => seen.status === status,
      ),
    async learned(ids) {
      const told = await actor.list('/v1/feedback', 'urn:unefois:contracts:feedback-list.v1')
      return told.filter(item => ids.includes(item.signalId)).map(item => item.class)
    },
  }
}
