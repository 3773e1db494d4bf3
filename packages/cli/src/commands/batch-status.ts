import { readState } from '../batch/state-file.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { countOf } from '../text.ts'

export const batchStatus: Command = {
  name: 'batch status',
  usage: 'batch status <batch id|file>',
  options: {},
  positionals: { min: 1, max: 1 },
  summary: 'batchStatus',
  async run(context) {
    const { terminal, positionals } = context
    const [named = ''] = positionals
    const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(named)
    const id = isId ? named : (readState(`${named}.unefois.json`) ?? stateIn(named))
    if (id === undefined) return context.refuse()
    const client = context.connect()
    try {
      const status = await client.batches.read(id)
      const { accepted, refused, nextLine, lines } = status
      const parameters = {
        batch: id,
        done: countOf(nextLine - 1),
        lines: lines === undefined ? '?' : countOf(lines),
        accepted: countOf(accepted),
        refused: countOf(refused),
        expires: status.expiresAt.slice(0, 10),
      }
      const key = status.state === 'complete' ? 'batch-complete' : 'batch-open'
      terminal.result(terminal.message(key, parameters), status)
      return exitCodes.done
    } finally {
      await client.close()
    }
  },
}

/** The state file itself may be named, too. */
function stateIn(path: string): string | undefined {
  return path.endsWith('.json') ? readState(path) : undefined
}
