import { checkLines, type LineFaultFound } from '../check/check-lines.ts'
import type { Command, Context } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { checkHeader, inputFile, reading } from '../input-file.ts'
import { limits } from '../limits.ts'
import { countOf } from '../text.ts'

export const check: Command = {
  name: 'check',
  usage: 'check <file.csv|.ndjson>[.gz] [--all] [--format csv|ndjson]',
  options: { all: 'boolean', format: 'string' },
  positionals: { min: 1, max: 1 },
  summary: 'check',
  async run(context) {
    const { terminal, positionals, flag, text } = context
    const file = inputFile(positionals[0] ?? '', text('format'))
    const isCsv = file.format === 'csv'
    let shown = 0
    let found = 0
    const onFault = (fault: LineFaultFound): void => {
      found += 1
      if (!flag('all') && shown >= limits.faultsShownMax) return
      shown += 1
      show(context, fault, isCsv)
    }
    const result = await reading(file, async () => {
      await checkHeader(file)
      return checkLines(file.open(), Date.now(), onFault)
    })
    const { lines, faulty, byCode } = result
    if (found > shown) terminal.say('more-faults', { count: countOf(found - shown) })
    if (faulty > 0 && isCsv) terminal.say('row-numbers')
    const key = faulty === 0 ? 'check-good' : 'check-bad'
    const counts = { lines: countOf(lines), faulty: countOf(faulty) }
    terminal.result(terminal.message(key, counts), { lines, faulty, byCode })
    return faulty === 0 ? exitCodes.done : exitCodes.linesRefused
  },
}

/** `line` is the hub's number; a person with an editor counts the header row, too. */
function show({ terminal }: Context, fault: LineFaultFound, isCsv: boolean): void {
  const { line, column, pointer, code, detail } = fault
  const row = isCsv ? line + 1 : line
  const place = terminal.message('fault-line', { line: row, column })
  const field = pointer.slice(1).replaceAll('/', '.')
  const words = [field, detail].filter(word => word !== '').join(' ')
  const text = `${place}: ${code}${words === '' ? '' : ` (${words})`}`
  terminal.result(text, { ...fault, row })
}
