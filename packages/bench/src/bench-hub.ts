import type { Participant } from '@unefois/contracts'
import { agreementText, type Hub, loadSample, type Say, startHub } from '@unefois/local'
import { createTokenSource, type TokenSource } from '@unefois/sdk'
import { agreements, receivers, senders } from './limits.ts'

const right = 'be.mutualite.affiliation'
const quotaPerDay = 10_000_000

/** A hub whose only purpose is to be measured: the limits' senders, receivers and agreements. */
export interface BenchHub {
  readonly hub: Hub
  /** Every (sender, receiver) that an agreement joins. */
  readonly pairs: readonly { readonly sender: string; readonly receiver: string }[]
  readonly right: string
  tokens(clientId: string, scope: string): TokenSource
}

/** Starts it on throw-away servers with fsync on, without desks unless some are named. */
export async function openBenchHub(options: {
  say: Say
  desks?: readonly string[]
}): Promise<BenchHub> {
  const senderIds = Array.from({ length: senders }, (_, n) => `sender-${n + 1}`)
  const receiverIds = Array.from({ length: receivers }, (_, n) => `receiver-${n + 1}`)
  const participants: Participant[] = [
    ...senderIds.map(id => participant(id, 'onss')),
    ...receiverIds.map(id => participant(id, 'mutualite')),
  ]
  const hub = await startHub({ participants, desks: options.desks ?? [], say: options.say })
  try {
    const pairs = pairUp(senderIds, receiverIds)
    const nowMs = hub.nowMs()
    options.say(
      `${pairs.length} FICTITIOUS agreements, each drafted, advised on, signed, activated…`,
    )
    await loadSample(hub, {
      participants,
      competence: [],
      agreements: pairs.map(pair =>
        agreementText({
          ...pair,
          rights: [right],
          basis: 'statutory-duty',
          optionalFields: { trigger: ['first-job'] },
          nowMs,
          quotaPerDay,
        }),
      ),
    })
    return { hub, pairs, right, tokens: tokensOf(hub) }
  } catch (error) {
    await hub.stop()
    throw error
  }
}

function participant(id: string, type: Participant['type']): Participant {
  return { id, name: `${id} (FICTITIOUS)`, type, country: 'be', publicServiceMission: true }
}

/** Each sender with a fifth of the receivers or so, all receivers alike, `agreements` in all. */
function pairUp(senderIds: readonly string[], receiverIds: readonly string[]) {
  const each = agreements / senderIds.length
  return senderIds.flatMap((sender, n) =>
    Array.from({ length: each }, (_, k) => {
      const receiver = receiverIds[(n * each + k) % receiverIds.length]
      if (receiver === undefined) throw new Error('a sender without a receiver')
      return { sender, receiver }
    }),
  )
}

function tokensOf(hub: Hub) {
  return (clientId: string, scope: string): TokenSource =>
    createTokenSource({
      issuer: hub.urls.identity,
      clientId,
      privateKey: hub.client(clientId).privateKeyPem,
      audience: 'urn:unefois:hub',
      scope,
    })
}
