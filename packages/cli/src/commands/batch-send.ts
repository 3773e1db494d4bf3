import type { SignalBatchStatus } from '@unefois/contracts'
import { ApiError, type Client, countLines } from '@unefois/sdk'
import { batchLinesMax } from '@unefois/signal-lines'
import { startProgress } from '../batch/progress.ts'
import { type ResultCounts, writeResults } from '../batch/results-file.ts'
import { readState, writeState } from '../batch/state-file.ts'
import { CliError } from '../cli-error.ts'
import type { Command, Context } from '../command.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { checkHeader, type InputFile, inputFile, reading } from '../input-file.ts'
import { onInterrupt } from '../interrupt.ts'
import { countOf } from '../text.ts'

/** One run of the command: what is sent, where its state and results lie. */
interface Sending {
  readonly context: Context
  readonly client: Client
  readonly file: InputFile
  readonly lines: number
  readonly stateFile: string
  readonly resultsFile: string
}

export const batchSend: Command = {
  name: 'batch send',
  usage:
    'batch send <file.csv|.ndjson>[.gz] [--campaign <id>] [--results <file>] ' +
    '[--state <file>] [--new]',
  options: {
    campaign: 'string',
    format: 'string',
    results: 'string',
    state: 'string',
    new: 'boolean',
  },
  positionals: { min: 1, max: 1 },
  summary: 'batchSend',
  async run(context) {
    const path = context.positionals[0] ?? ''
    const file = inputFile(path, context.text('format'))
    const lines = await reading(file, async () => {
      await checkHeader(file)
      return countLines(file.open())
    })
    if (lines === 0) throw new CliError(exitCodes.file, 'file-empty', { path })
    if (lines > batchLinesMax) {
      const max = countOf(batchLinesMax)
      throw new CliError(exitCodes.file, 'file-too-long', { path, lines: countOf(lines), max })
    }
    const stateFile = context.text('state') ?? `${path}.unefois.json`
    const resultsFile = context.text('results') ?? `${path}.results.csv`
    const client = context.connect()
    try {
      return await send({ context, client, file, lines, stateFile, resultsFile })
    } finally {
      await client.close()
    }
  },
}

async function send(sending: Sending): Promise<ExitCode> {
  const { context, lines } = sending
  const status = await findOrOpen(sending)
  const batch = status.id
  const sent = await sendLines(sending, status)
  if (sent.nextLine <= lines) {
    const line = countOf(sent.nextLine - 1)
    const command = withoutNew(context.given)
    context.terminal.say('stopped', { line, lines: countOf(lines), command })
    if (context.terminal.json) context.terminal.result('', { ...sent, lines })
    return exitCodes.interrupted
  }
  const counts = await readResults(sending, batch)
  const { refused } = counts
  const words = { accepted: countOf(counts.sent), refused: countOf(refused) }
  const { terminal } = context
  terminal.result(terminal.message('batch-done', words), {
    batch,
    state: sent.state,
    lines,
    accepted: counts.sent,
    refused,
    byCode: counts.byCode,
    results: sending.resultsFile,
  })
  if (refused > 0) terminal.say('refusals-by-code')
  const byCount = Object.entries(counts.byCode).sort(([, a], [, b]) => b - a)
  for (const [code, count] of byCount) if (!terminal.json) terminal.raw(`  ${code} ${count}\n`)
  terminal.say('results-written', { path: sending.resultsFile })
  return refused > 0 ? exitCodes.linesRefused : exitCodes.done
}

/** Nothing is half done here: Ctrl-C leaves at once, and the same command reads them again. */
async function readResults(
  { context, client, resultsFile }: Sending,
  batch: string,
): Promise<ResultCounts> {
  const { terminal, given } = context
  const leave = (): never => {
    terminal.say('left', { command: withoutNew(given) })
    return process.exit(exitCodes.interrupted)
  }
  const interrupt = onInterrupt(leave, leave)
  try {
    return await writeResults(resultsFile, client.batches.results(batch))
  } finally {
    interrupt.release()
  }
}

/** The batch that the state file names, or a new one; its id is on disk before a line leaves. */
async function findOrOpen(sending: Sending): Promise<SignalBatchStatus> {
  const { context, client, file, lines, stateFile } = sending
  const { terminal } = context
  const known = context.flag('new') ? undefined : readState(stateFile)
  const shown = { path: file.path, lines: countOf(lines) }
  if (known === undefined) {
    const campaign = context.text('campaign')
    const opened = await client.batches.open({
      lines,
      ...(campaign === undefined ? {} : { campaign }),
    })
    writeState(stateFile, opened.id)
    terminal.say('sending', { ...shown, batch: opened.id })
    return client.batches.read(opened.id)
  }
  const status = await client.batches.read(known).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 404) throw error
    throw new CliError(exitCodes.refused, 'batch-unknown', { path: stateFile })
  })
  if (status.lines !== lines) {
    throw new CliError(exitCodes.file, 'batch-other-file', { path: stateFile })
  }
  const isComplete = status.nextLine > lines
  const words = { ...shown, batch: known, line: countOf(status.nextLine) }
  terminal.say(isComplete ? 'sent-before' : 'resuming', words)
  return status
}

/** Sends what is missing, with a bar and Ctrl-C. What went wrong says how to go on. */
async function sendLines(sending: Sending, from: SignalBatchStatus): Promise<SignalBatchStatus> {
  const { context, client, file, lines, stateFile } = sending
  const { terminal } = context
  const command = withoutNew(context.given)
  const progress = startProgress(terminal, lines)
  const say: typeof terminal.say = (key, parameters) => {
    progress.clear()
    terminal.say(key, parameters)
  }
  const interrupt = onInterrupt(
    () => say('stopping'),
    () => say('left', { command }),
  )
  try {
    return await reading(file, () =>
      client.batches.send(from.id, file.open(), {
        stop: interrupt.signal,
        onProgress: status => progress.advance(Math.min(lines, status.nextLine - 1)),
      }),
    )
  } catch (error) {
    if (error instanceof ApiError && error.code === 'batch-line-differs') {
      throw new CliError(exitCodes.file, 'batch-other-file', { path: stateFile })
    }
    say('go-on', { command })
    throw error
  } finally {
    interrupt.release()
    progress.end()
  }
}

/** Given again with --new, it would begin again. */
function withoutNew(given: string): string {
  return given.replace(/ --new(?= |$)/u, '')
}
