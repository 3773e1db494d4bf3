import { openLogKey, verifierKeyOf } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import { hubId } from './service-environment.ts'

/** By which key desks know the hub's log: told when they are set up, not by the hub as it runs. */
export function logVerifierKeyIn(hubKeys: string): string {
  return verifierKeyOf(openLogKey(openKeyStore(hubKeys), hubId))
}
