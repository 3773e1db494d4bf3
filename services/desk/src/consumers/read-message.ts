import type { Consumer } from './consumer.ts'

/** A message whose form is right, or why it is not; never what it says. */
export type Reading<M> =
  | { readonly ok: true; readonly message: M; readonly signalId: string }
  | {
      readonly ok: false
      readonly reason: string
      readonly messageId: string | undefined
      readonly signalId: string | undefined
    }

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u

/**
 * Checks one message strictly against its contract (reject, never strip) and against its subject:
 * a message about another signal, or for another agency, is not believed.
 */
export function readMessage<M>(
  shape: Omit<Consumer<M>, 'take' | 'contract'>,
  agency: string,
  subject: string,
  data: Uint8Array,
): Reading<M> {
  const [, receiver, lastToken] = subject.split('.')
  const name = uuidOrNothing(lastToken)
  const signalId = shape.namedBy === undefined ? name : undefined
  const value = parse(data)
  if (value === undefined) return { ok: false, reason: 'not-json', messageId: undefined, signalId }
  const bad = (reason: string): Reading<M> => {
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
    return { ok: false, reason, messageId: uuidOrNothing(id), signalId }
  }
  if (!shape.isValid(value)) return bad('not-the-contract')
  if (receiver !== agency || (shape.receiverOf?.(value) ?? agency) !== agency) {
    return bad('another-receiver')
  }
  const named = (shape.namedBy ?? shape.signalIdOf)(value)
  if (name === undefined || named !== name) return bad('another-signal')
  return { ok: true, message: value, signalId: shape.signalIdOf(value) }
}

function uuidOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' && uuidPattern.test(value) ? value : undefined
}

function parse(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data))
  } catch {
    return undefined
  }
}
