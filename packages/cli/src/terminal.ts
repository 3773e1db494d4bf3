import { writeSync } from 'node:fs'
import type { Settings } from './environment.ts'
import { type MessageKey, type Parameters, translate } from './messages/index.ts'
import { type Language, languageOf } from './messages/language.ts'

/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  readonly json: boolean
  readonly language: Language
  /** Standard error is a terminal: a bar may move there. */
  readonly isInteractive: boolean
  /** A result: one line for people, or one JSON line for scripts. */
  result(text: string, document: object): void
  /** Only for people; silent with --json. */
  say(key: MessageKey, parameters?: Parameters): void
  message(key: MessageKey, parameters?: Parameters): string
  /** On standard error as it is. */
  raw(text: string): void
  /** Waits until what was written has left. */
  drain(): Promise<void>
}

/** The terminal of this process, in the language that `--lang` or the environment asks for. */
export function openTerminal(
  options: { json: boolean; lang: string | undefined },
  settings: Settings,
): Terminal {
  const language = languageOf(options.lang, settings)
  const { json } = options
  return {
    json,
    language,
    isInteractive: process.stderr.isTTY && settings.TERM !== 'dumb' && !json,
    result(text, document) {
      process.stdout.write(`${json ? JSON.stringify(document) : text}\n`)
    },
    say(key, parameters) {
      if (!json) process.stderr.write(`${translate(language, key, parameters)}\n`)
    },
    message: (key, parameters) => translate(language, key, parameters),
    raw(text) {
      process.stderr.write(text)
    },
    drain: () =>
      process.stdout.writableLength === 0
        ? Promise.resolve()
        : new Promise(resolve => process.stdout.once('drain', resolve)),
  }
}

/** Colours a word on standard error, only where a person sees it and has not asked otherwise. */
export function paint(settings: Settings, colour: 'red' | 'green' | 'dim', text: string): string {
  const plain = !process.stderr.isTTY || settings.NO_COLOR !== undefined || settings.TERM === 'dumb'
  const codes = { red: 31, green: 32, dim: 2 }
  return plain ? text : `\u001b[${codes[colour]}m${text}\u001b[0m`
}

/** Written at once, for the moment before a process ends. */
export function writeNow(text: string): void {
  writeSync(2, text)
}
