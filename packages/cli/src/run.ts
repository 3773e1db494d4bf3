import { createClient } from '@unefois/sdk'
import { badArguments, findCommand, glance, parseFor, refuseSecrets, wordsOf } from './arguments.ts'
import { CliError } from './cli-error.ts'
import type { Command, Context } from './command.ts'
import { commands } from './commands/index.ts'
import { languageInFile, readConfiguration } from './config.ts'
import type { Settings } from './environment.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { reportFailure } from './failures.ts'
import { commandHelp, mainHelp } from './help/index.ts'
import { openTerminal, type Terminal } from './terminal.ts'

const nodeMajorMin = 24

/** Runs one command line and answers how it ended. Nothing is thrown: every failure is reported. */
export async function run(argv: readonly string[], settings: Settings): Promise<ExitCode> {
  const { lang, json, config } = glance(argv)
  const language = lang ?? settings.UNEFOIS_LANG ?? languageInFile(config, settings)
  const terminal = openTerminal({ json, lang: language }, settings)
  try {
    const version = process.versions.node
    if (Number(version.split('.')[0]) < nodeMajorMin) {
      throw new CliError(exitCodes.configuration, 'node-too-old', { version })
    }
    refuseSecrets(argv)
    return await dispatch(argv, settings, terminal)
  } catch (error) {
    return reportFailure(terminal, settings, error)
  } finally {
    await terminal.drain()
  }
}

async function dispatch(
  argv: readonly string[],
  settings: Settings,
  terminal: Terminal,
): Promise<ExitCode> {
  const words = wordsOf(argv)
  const found = findCommand(commands, argv.includes('--version') ? ['version'] : argv)
  if (found === undefined) {
    if (words.length > 0 && !commands.some(each => each.name.split(' ')[0] === words[0])) {
      throw new CliError(exitCodes.usage, 'unknown-command')
    }
    // Nothing asked, or half a command: what there is, as a fault only when it was no question.
    const asked = argv.includes('--help') || argv.includes('-h')
    const text = mainHelp(terminal.language, commands, words[0])
    if (asked) terminal.result(text, { help: text })
    else terminal.raw(`${text}\n`)
    return asked ? exitCodes.done : exitCodes.usage
  }
  const { command, rest } = found
  const { values, positionals } = parseFor(
    command,
    rest.map(word => (word === '-h' ? '--help' : word)),
  )
  if (values.help === true) {
    const text = commandHelp(terminal.language, command)
    terminal.result(text, { help: text })
    return exitCodes.done
  }
  return command.run(contextOf({ argv, command, values, positionals, settings, terminal }))
}

function contextOf(parts: {
  argv: readonly string[]
  command: Command
  values: Readonly<Record<string, string | boolean | undefined>>
  positionals: readonly string[]
  settings: Settings
  terminal: Terminal
}): Context {
  const { argv, command, values, positionals, settings, terminal } = parts
  const text = (option: string): string | undefined => {
    const value = values[option]
    return typeof value === 'string' ? value : undefined
  }
  return {
    terminal,
    positionals,
    text,
    flag: option => values[option] === true,
    given: ['unefois', ...argv].map(quoted).join(' '),
    connect() {
      const config = readConfiguration(text('config'), settings)
      try {
        return createClient(config)
      } catch (error) {
        const path = config.privateKeyFile
        throw error instanceof TypeError
          ? new CliError(exitCodes.configuration, 'address-unsafe')
          : new CliError(exitCodes.configuration, 'key-unusable', { path })
      }
    },
    refuse() {
      throw badArguments(command)
    },
  }
}

function quoted(word: string): string {
  return /^[\w./:=@,-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
