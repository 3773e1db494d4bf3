import { CliError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { commandHelp, mainHelp } from '../help/index.ts'

/** Help on these commands, and on itself. */
export function helpOf(others: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    usage: 'help [<command>]',
    options: {},
    positionals: { min: 0, max: 2 },
    summary: 'help',
    async run({ terminal, positionals }) {
      const commands = [...others, help]
      const name = positionals.join(' ')
      const command = commands.find(each => each.name === name)
      const family = commands.filter(each => each.name.startsWith(`${name} `))
      if (name !== '' && command === undefined && family.length === 0) {
        throw new CliError(exitCodes.usage, 'unknown-command')
      }
      const { language } = terminal
      const text =
        command === undefined
          ? mainHelp(language, commands, name === '' ? undefined : name)
          : commandHelp(language, command)
      terminal.result(text, { help: text })
      return exitCodes.done
    },
  }
  return help
}
