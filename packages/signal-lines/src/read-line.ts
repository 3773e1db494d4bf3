import { type Signal, schemaById, validatorFor } from '@unefois/contracts'
import { declaredNames, type ProblemPointer, pointersOf } from '@unefois/errors'
import { type CsvHeader, readCsvRow } from './csv.ts'
import type { RawLine } from './split-lines.ts'

/** Why a line is no signal. The first that applies, in this order; they are problem codes. */
export type LineFault = 'line-too-long' | 'line-not-json' | 'line-columns' | 'line-invalid'

/** A line as a signal, or why not; pointers into the line as signal.v1, never a value. */
export type LineReading =
  | { readonly ok: true; readonly signal: Signal }
  | { readonly ok: false; readonly code: LineFault; readonly pointers: readonly ProblemPointer[] }

const signalId = 'urn:unefois:contracts:signal.v1'
const isSignal = validatorFor(signalId)
const knownNames = declaredNames([
  schemaById(signalId),
  schemaById('urn:unefois:contracts:common.v1'),
])

/** One line as signal.v1: NDJSON, or a row under `header`. Rejects, never strips or repairs. */
export function readLine(line: RawLine, header?: CsvHeader): LineReading {
  if (line.tooLong) return refused('line-too-long')
  const text = line.bytes.toString('utf8')
  const value = header === undefined ? parse(text) : readCsvRow(header, text)
  if (value === undefined) return refused(header === undefined ? 'line-not-json' : 'line-columns')
  if (isSignal(value)) return { ok: true, signal: value }
  return refused('line-invalid', pointersOf(isSignal.errors ?? [], knownNames))
}

function refused(code: LineFault, pointers: readonly ProblemPointer[] = []): LineReading {
  return { ok: false, code, pointers }
}

/** The parser's own message repeats the text: it goes no further. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
