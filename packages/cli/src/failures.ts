import { ApiError, BatchRewoundError, isNetworkError, TokenError } from '@unefois/sdk'
import { CliError } from './cli-error.ts'
import type { Settings } from './environment.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import type { MessageKey, Parameters } from './messages/index.ts'
import { paint, type Terminal } from './terminal.ts'
import { durationOf } from './text.ts'

/** A failure as it is shown: how the run ends, a sentence, and a problem document for scripts. */
interface Failure {
  readonly exit: ExitCode
  readonly key: MessageKey
  readonly parameters: Parameters
  /** What the hub itself wrote (RFC 9457), or ours in its form. */
  readonly problem: object
  readonly details: readonly string[]
}

/** Says what went wrong on standard error; with --json as problem+json on one line. */
export function reportFailure(terminal: Terminal, settings: Settings, error: unknown): ExitCode {
  const { exit, key, parameters, problem, details } = failureOf(terminal, error)
  if (terminal.json) {
    const title = terminal.message(key, parameters)
    terminal.raw(`${JSON.stringify({ type: 'about:blank', title, ...problem, exit })}\n`)
    return exit
  }
  const text = [terminal.message(key, parameters), ...details].join('\n')
  terminal.raw(`${paint(settings, 'red', 'unefois:')} ${text}\n`)
  return exit
}

const issuerMessages: Readonly<Record<string, MessageKey>> = {
  invalid_client: 'issuer-unknown-client',
  not_the_issuer: 'issuer-other',
}

function failureOf(terminal: Terminal, error: unknown): Failure {
  if (error instanceof CliError) {
    const { exit, key, parameters } = error
    return { exit, key, parameters, problem: { code: key }, details: [] }
  }
  if (error instanceof ApiError) return refusalOf(terminal, error)
  if (error instanceof TokenError) {
    const { code, isPassing } = error
    const exit = isPassing ? exitCodes.network : exitCodes.refused
    const key = issuerMessages[code] ?? 'issuer-refused'
    const problem = { code: 'issuer-refused', issuerCode: code }
    return { exit, key, parameters: { code }, problem, details: [] }
  }
  if (isNetworkError(error) || error instanceof BatchRewoundError) {
    const parameters = { code: codeOf(error), address: addressOf(error) }
    const exit = exitCodes.network
    const problem = { code: 'network', cause: parameters.code }
    return { exit, key: 'network', parameters, problem, details: [] }
  }
  // A message may repeat what it was about: only class and code are shown.
  const parameters = { code: codeOf(error) }
  const problem = { code: 'internal', cause: parameters.code }
  return { exit: exitCodes.internal, key: 'internal', parameters, problem, details: [] }
}

function refusalOf(terminal: Terminal, error: ApiError): Failure {
  const { status, code, problem, article, pointers, retryAfterSec } = error
  const isLater = status >= 500 || status === 429 || status === 408
  const details = pointers.map(({ pointer, detail }) => `  ${pointer || '/'} ${detail}`)
  if (article !== undefined) details.push(`  ${article}`)
  if (retryAfterSec !== undefined && isLater) {
    const wait = durationOf(retryAfterSec * 1_000)
    details.push(terminal.message('retry-after', { wait }))
  }
  return {
    exit: isLater ? exitCodes.network : exitCodes.refused,
    key: isLater ? 'hub-later' : 'hub-refused',
    parameters: { status, code, title: problem?.title ?? '' },
    problem: { ...(problem ?? { status, code }), ...(isLater ? { retryAfterSec } : {}) },
    details,
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error ? String(error.code) : ''
  return /^[A-Z0-9_]{2,40}$/u.test(code) ? code : error.name
}

/** undici tells where it knocked: an address of ours, never a path. */
function addressOf(error: unknown): string {
  const cause = error instanceof Error && 'errors' in error ? Object(error.errors)[0] : error
  const { address, port } = Object(cause)
  return typeof address === 'string' ? `${address}:${port}` : '…'
}
