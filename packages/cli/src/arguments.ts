import { parseArgs } from 'node:util'
import { parseIdentifier, schemes } from '@unefois/identifiers'
import { CliError } from './cli-error.ts'
import type { Command } from './command.ts'
import { commonOptions } from './common-options.ts'
import { exitCodes } from './exit-codes.ts'

export interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}

const secretOption =
  /^--?(?:private-?key|client-?secret|secret|pass(?:word|phrase)|token|jwk)(?:=|$)/iu

/**
 * Refuses what must never stand on a command line, before anything else reads it.
 * @throws CliError `usage`, with the reason and without the value.
 */
export function refuseSecrets(argv: readonly string[]): void {
  for (const argument of argv) {
    if (secretOption.test(argument) || /-----BEGIN|"d"\s*:/u.test(argument)) {
      throw new CliError(exitCodes.usage, 'secret-in-arguments')
    }
    const value = argument.replace(/^--?[a-z-]+=/u, '')
    const isSomebody = schemes.some(scheme => parseIdentifier({ scheme, value }).ok)
    if (isSomebody || /"subject"\s*:/u.test(argument)) {
      throw new CliError(exitCodes.usage, 'identifier-in-arguments')
    }
  }
}

/** Options that matter before the command is known: language, form, and whether help is asked. */
export function glance(argv: readonly string[]): { lang?: string; json: boolean; config?: string } {
  const textOf = (name: string): string | undefined => {
    const index = argv.findIndex(each => each === name || each.startsWith(`${name}=`))
    return index === -1 ? undefined : (argv[index]?.split('=')[1] ?? argv[index + 1])
  }
  const lang = textOf('--lang')
  const config = textOf('--config')
  return {
    json: argv.includes('--json'),
    ...(lang === undefined ? {} : { lang }),
    ...(config === undefined ? {} : { config }),
  }
}

/** The words that are neither options nor what a common option is given. */
export function wordsOf(argv: readonly string[]): string[] {
  const takesNext = (word: string | undefined) => word === '--config' || word === '--lang'
  return argv.filter((word, index) => !word.startsWith('-') && !takesNext(argv[index - 1]))
}

/** The command that the first one or two words name, and the words after them. */
export function findCommand(
  commands: readonly Command[],
  argv: readonly string[],
): { command: Command; rest: string[] } | undefined {
  const words = wordsOf(argv)
  for (const command of commands) {
    const parts = command.name.split(' ')
    if (!parts.every((part, index) => words[index] === part)) continue
    const rest = [...argv]
    for (const part of parts) rest.splice(rest.indexOf(part), 1)
    return { command, rest }
  }
  return undefined
}

/** @throws CliError `usage` for an option or a number of words that the command has not. */
export function parseFor(command: Command, argv: readonly string[]): Parsed {
  const known = { ...commonOptions, ...command.options }
  const options = Object.fromEntries(Object.entries(known).map(([name, type]) => [name, { type }]))
  let parsed: Parsed
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch {
    // Its message repeats the argument.
    throw badArguments(command)
  }
  const { min, max } = command.positionals
  const count = parsed.positionals.length
  if (parsed.values.help !== true && (count < min || count > max)) throw badArguments(command)
  return parsed
}

/** What a person sees when a command's words do not fit. */
export function badArguments(command: Command): CliError {
  return new CliError(exitCodes.usage, 'bad-arguments', {
    usage: `unefois ${command.usage}`,
    name: command.name,
  })
}
