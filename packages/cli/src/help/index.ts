import type { Command } from '../command.ts'
import type { Language } from '../messages/language.ts'
import de from './de.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import nl from './nl.json' with { type: 'json' }

/** The texts of help in one language; the same shape in all. */
export type Help = typeof en

const helps: Readonly<Record<Language, Help>> = { en, fr, nl, de }
const nameColumns = 18
const textColumns = 88

/** What there is: all commands, or one family (`batch`), then what concerns them all. */
export function mainHelp(
  language: Language,
  commands: readonly Command[],
  family: string | undefined,
): string {
  const help = helps[language]
  const shown = commands.filter(each => family === undefined || each.name.split(' ')[0] === family)
  const listed = shown.map(
    each => `  ${each.name.padEnd(nameColumns)}${help.commands[each.summary]}`,
  )
  if (family !== undefined && shown.length > 0) {
    const usages = shown.map(each => `  unefois ${each.usage}`)
    return [help.usage, ...usages, '', ...listed].join('\n')
  }
  return [help.intro, '', help.usageLine, '', ...listed, '', ...help.outro].join('\n')
}

/** One command: its form, what it does, its options. */
export function commandHelp(language: Language, command: Command): string {
  const help = helps[language]
  const texts: Readonly<Record<string, string>> = help.options
  const options = [...Object.keys(command.options), 'config', 'lang', 'json'].flatMap(name =>
    texts[name] === undefined ? [] : [`  ${`--${name}`.padEnd(nameColumns)}${texts[name]}`],
  )
  const details: Readonly<Record<string, readonly string[]>> = help.details
  return [
    help.usage,
    `  unefois ${command.usage}`,
    '',
    help.commands[command.summary],
    ...(details[command.summary] ?? []).flatMap(line => ['', wrapped(line)]),
    '',
    help.optionsTitle,
    ...options,
  ].join('\n')
}

/** Breaks a paragraph between words, for terminals that would break it within one. */
function wrapped(paragraph: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    if (line.length + word.length >= textColumns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
