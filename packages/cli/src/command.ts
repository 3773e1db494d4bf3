import type { Client } from '@unefois/sdk'
import type { ExitCode } from './exit-codes.ts'
import type { Help } from './help/index.ts'
import type { Terminal } from './terminal.ts'

/** An option of a command; every one is long, none carries a secret. */
export type OptionType = 'string' | 'boolean'

/** What a command is given. */
export interface Context {
  readonly terminal: Terminal
  readonly positionals: readonly string[]
  text(option: string): string | undefined
  flag(option: string): boolean
  /** The client of the configured hub. @throws CliError `configuration` */
  connect(): Client
  /** The command as it was given, to be shown when it may be given again. */
  readonly given: string
  /** Stops the command when it cannot know what was meant. @throws CliError `usage` */
  refuse(): never
}

/** One command: what it takes, and what it does. */
export interface Command {
  readonly name: string
  readonly usage: string
  readonly options: Readonly<Record<string, OptionType>>
  readonly positionals: { readonly min: number; readonly max: number }
  readonly summary: keyof Help['commands']
  run(context: Context): Promise<ExitCode>
}
