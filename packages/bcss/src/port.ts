import { type IntegrationAnswers, validatorFor } from '@unefois/contracts'
import type { Identifier } from '@unefois/identifiers'
import { BcssUnavailableError } from './errors.ts'
import { gatherChecks } from './gather-checks.ts'
import { limits } from './limits.ts'

/** One signal that an agreement routes `via-bcss`. */
export interface IntegrationCheck {
  readonly identifier: Identifier
  readonly sender: string
  readonly receiver: string
  readonly agreementHash: string
}

/** What stands between a signal and its being stored where Belgian law asks for it. */
export interface BcssPort {
  /**
   * Whether the person is integrated at both ends (law of 15 January 1990, art. 14). One boolean:
   * at which end a person is missing is not said, so it cannot be told.
   * @throws BcssUnavailableError when nothing is known: store nothing.
   */
  passes(check: IntegrationCheck): Promise<boolean>
}

export interface BcssPortOptions {
  /** Where the adapter to the BCSS, or the simulator, listens: `https://…`, no path. */
  readonly url: string
  /** An access token of the hub for it. */
  readonly token: () => Promise<string>
  /** Production wants https and no simulator. */
  readonly profile: 'development' | 'production'
  readonly fetch?: typeof fetch
}

const isAnswers = validatorFor('urn:unefois:contracts:integration-answers.v1')

/**
 * The port over HTTP: `POST /v1/integration-checks`, the numbers in its body only. It is not
 * repeated: who posted the signal posts it again.
 * @throws when production is given an address in clear.
 */
export function createBcssPort(options: BcssPortOptions): BcssPort {
  const { protocol, origin } = new URL(options.url)
  if (options.profile === 'production' && protocol !== 'https:') {
    throw new Error('in production the BCSS is spoken to over https')
  }
  const url = `${origin}/v1/integration-checks`
  return { passes: gatherChecks(checks => ask(options, url, checks)) }
}

async function ask(
  options: BcssPortOptions,
  url: string,
  checks: readonly IntegrationCheck[],
): Promise<readonly boolean[]> {
  const response = await post(options, url, { checks: checks.map(toBody) })
  const { answeredBy, passes } = await readAnswers(response)
  if (answeredBy === 'simulator' && options.profile === 'production') {
    throw new BcssUnavailableError('simulator')
  }
  if (passes.length !== checks.length) throw new BcssUnavailableError('invalid-answer')
  return passes
}

function toBody({
  identifier: { scheme, value },
  sender,
  receiver,
  agreementHash,
}: IntegrationCheck) {
  return { subject: { scheme, value }, sender, receiver, agreementHash }
}

async function post(options: BcssPortOptions, url: string, body: object): Promise<Response> {
  const send = options.fetch ?? fetch
  const response = await toKnown(async () =>
    send(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await options.token()}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(limits.answerMsMax),
    }),
  )
  if (response.status === 200) return response
  await response.body?.cancel().catch(() => undefined)
  throw new BcssUnavailableError(response.status >= 500 ? 'unreachable' : 'refused')
}

async function readAnswers(response: Response): Promise<IntegrationAnswers> {
  const text = await toKnown(() => response.text())
  if (text.length > limits.answerBytesMax) throw new BcssUnavailableError('invalid-answer')
  const answers: unknown = parse(text)
  if (!isAnswers(answers)) throw new BcssUnavailableError('invalid-answer')
  return answers
}

/** What the network throws may quote what was sent: only that it failed is passed on. */
async function toKnown<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new BcssUnavailableError('unreachable')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
