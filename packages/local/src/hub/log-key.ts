import { openLogKey, verifierKeyOf } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'

/** By which key desks know the hub's log: told when they are set up, not by the hub as it runs. */
export function logVerifierKeyIn(hubKeys: string, hub: string, epoch: number): string {
  return verifierKeyOf(openLogKey(openKeyStore(hubKeys), hub, epoch))
}
