import type { AgreementText } from '@unefois/contracts'

/** Who acts: what the access token says of the caller. */
export interface Actor {
  readonly clientId: string
  readonly agency: string
  readonly agent?: string | undefined
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
}

/** The trace of one act: what the transaction cannot know by itself. */
export interface Act {
  readonly operation: string
  readonly purpose: 'directory-keeping' | 'agreement-keeping'
  readonly agreementHash?: string
  readonly counterparty?: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** What the trace of an act on a version tells of it. */
interface ActedOn {
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly text: AgreementText
}

/** The trace of an act on one version. */
export function actOn(operation: string, actor: Actor, { id, version, hash, text }: ActedOn): Act {
  return {
    operation,
    purpose: 'agreement-keeping',
    agreementHash: hash,
    counterparty: actor.agency === text.sender ? text.receiver : text.sender,
    // The log shows each side what is agreed in its name, whoever acted.
    detail: { agreement: id, version, sender: text.sender, receiver: text.receiver },
  }
}

/** Who acts, in one word: the client and, where a person acts through it, the agent. */
export function authorOf({ clientId, agent }: Actor): string {
  return agent === undefined ? clientId : `${clientId}/${agent}`
}
