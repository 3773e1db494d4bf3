import { once } from 'node:events'
import { createWriteStream, renameSync } from 'node:fs'
import type { LineResult } from '@unefois/sdk'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../exit-codes.ts'

/** What the results say in all. */
export interface ResultCounts {
  readonly sent: number
  readonly refused: number
  readonly byCode: Readonly<Record<string, number>>
}

/**
 * Writes every line's result as CSV: `line,status,code,field,signal`. `signal` is the hub's id of
 * the signal, for a withdrawal; nothing in the file tells who it is about. The file appears when it
 * is whole. @throws CliError `file`; whatever the results throw.
 */
export async function writeResults(
  path: string,
  results: AsyncIterable<LineResult>,
): Promise<ResultCounts> {
  const draft = `${path}.draft`
  const byCode: Record<string, number> = {}
  let sent = 0
  let refused = 0
  const file = createWriteStream(draft, { mode: 0o600 })
  const failed = once(file, 'error').then(([error]) => {
    const code = String(Object(error).code ?? 'unknown')
    throw new CliError(exitCodes.file, 'file-unwritable', { path, code })
  })
  failed.catch(() => {})
  const write = async (text: string): Promise<void> => {
    if (!file.write(text)) await Promise.race([once(file, 'drain'), failed])
  }
  await write('line,status,code,field,signal\n')
  for await (const result of results) {
    if (result.status === 'sent') sent += 1
    else {
      refused += 1
      byCode[result.code] = (byCode[result.code] ?? 0) + 1
    }
    await write(rowOf(result))
  }
  file.end()
  await Promise.race([once(file, 'finish'), failed])
  renameSync(draft, path)
  return { sent, refused, byCode }
}

/** Codes, pointers and ids have no separator in them. */
function rowOf(result: LineResult): string {
  if (result.status === 'sent') return `${result.line},sent,,,${result.id}\n`
  const fields = result.pointers.map(({ pointer }) => pointer.slice(1).replaceAll('/', '.'))
  return `${result.line},refused,${result.code},${fields.join(' ')},\n`
}
