import { text } from 'node:stream/consumers'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'
import { writeNow } from './terminal.ts'

const enter = new Set(['\r', '\n'])
const leave = new Set(['\u0003', '\u0004'])
const rub = new Set(['\u007f', '\b'])

/**
 * One line that is not shown: typed at a terminal without echo, or the first line of what is piped
 * in. It is nowhere but in the answer.
 * @throws CliError `interrupted` after Ctrl-C or Ctrl-D.
 */
export async function askHidden(question: string): Promise<string> {
  if (!process.stdin.isTTY) return ((await text(process.stdin)).split(/\r?\n/u)[0] ?? '').trim()
  writeNow(question)
  process.stdin.setRawMode(true)
  try {
    return await typed()
  } finally {
    process.stdin.setRawMode(false)
    writeNow('\n')
  }
}

async function typed(): Promise<string> {
  let line = ''
  // The loop's end lets go of standard input, too.
  for await (const chunk of process.stdin) {
    for (const character of String(chunk)) {
      if (enter.has(character)) return line.trim()
      if (leave.has(character)) throw new CliError(exitCodes.interrupted, 'abandoned')
      line = rub.has(character) ? line.slice(0, -1) : line + character
    }
  }
  return line.trim()
}
