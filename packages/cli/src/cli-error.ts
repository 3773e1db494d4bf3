import type { ExitCode } from './exit-codes.ts'
import type { MessageKey, Parameters } from './messages/index.ts'

/** A fault that a person can mend. Its parameters hold paths and numbers, never a line's value. */
export class CliError extends Error {
  readonly exit: ExitCode
  readonly key: MessageKey
  readonly parameters: Parameters

  constructor(exit: ExitCode, key: MessageKey, parameters: Parameters = {}) {
    super(key)
    this.name = 'CliError'
    this.exit = exit
    this.key = key
    this.parameters = parameters
  }
}
