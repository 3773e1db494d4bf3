import { law, type Signal } from '@unefois/contracts'
import type { LineSource } from '@unefois/sdk'
import {
  type CsvHeader,
  checkSubject,
  createLineReader,
  locate,
  locateJsonFault,
  type NumberedLine,
} from '@unefois/signal-lines'

/** One thing wrong with one line. Nothing of the line itself. */
export interface LineFaultFound {
  /** As the hub counts: a CSV's header row is 0. */
  readonly line: number
  /** From 1, in characters. */
  readonly column: number
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

export interface CheckResult {
  readonly lines: number
  readonly faulty: number
  readonly byCode: Readonly<Record<string, number>>
}

const dayMs = 86_400_000

/**
 * Reads every line as the gateway does, with its code and schemas, and tells each fault as it is
 * found. What only the hub knows (agreements, territories, quotas) is not judged.
 *
 * @param nowMs today, for observations to come and people not yet born.
 * @throws CsvHeaderError, and the system's own errors of reading.
 */
export async function checkLines(
  source: LineSource,
  nowMs: number,
  onFault: (fault: LineFaultFound) => void,
): Promise<CheckResult> {
  const reader = createLineReader({ format: source.format })
  const byCode: Record<string, number> = {}
  let lines = 0
  let faulty = 0
  const take = (read: readonly NumberedLine[]): void => {
    for (const line of read) {
      lines += 1
      const faults = faultsOf(line, reader.header, nowMs)
      const [first] = faults
      if (first === undefined) continue
      faulty += 1
      byCode[first.code] = (byCode[first.code] ?? 0) + 1
      for (const fault of faults) onFault(fault)
    }
  }
  for await (const chunk of source.bytes) take(reader.push(chunk))
  take(reader.end())
  return { lines, faulty, byCode }
}

function faultsOf(
  line: NumberedLine,
  header: CsvHeader | undefined,
  nowMs: number,
): LineFaultFound[] {
  const refusal = line.ok ? refusalOf(line.signal, nowMs) : line
  if (refusal === undefined) return []
  const { code, pointers } = refusal
  const text = line.raw.bytes.toString('utf8')
  if (pointers.length === 0) {
    const column = code === 'line-not-json' ? locateJsonFault(text) : 1
    return [{ line: line.line, column, pointer: '', code, detail: '' }]
  }
  return pointers.map(({ pointer, detail }) => ({
    line: line.line,
    column: locate(text, pointer, header),
    pointer,
    code,
    detail,
  }))
}

function refusalOf(signal: Signal, nowMs: number) {
  const subject = checkSubject(signal, nowMs)
  if (!subject.ok) return subject
  const profile = signal.right.startsWith('be.') ? law.be : law.fr
  const now = new Date(nowMs)
  const months = profile.signalKeptMonthsMax.value
  const earliest = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate())
  const observedMs = Date.parse(signal.observedOn)
  if (observedMs >= earliest && observedMs <= nowMs + dayMs) return undefined
  const detail = 'must be a day of the months that the law lets a signal live'
  const pointers = [{ pointer: '/observedOn', detail }]
  return { code: 'observed-on-out-of-range', pointers } as const
}
