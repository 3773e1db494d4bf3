export { checkSubject, identifierFaultDetails, type SubjectReading } from './check-subject.ts'
export {
  type CsvColumn,
  type CsvHeader,
  type CsvHeaderFault,
  csvColumns,
  readCsvHeader,
} from './csv.ts'
export { batchLinesMax, lineBytesMax } from './limits.ts'
export { locate, locateJsonFault } from './locate.ts'
export { type LineFault, type LineReading, readLine } from './read-line.ts'
export {
  CsvHeaderError,
  createLineReader,
  type LineFormat,
  type LineReader,
  type NumberedLine,
} from './read-lines.ts'
export { createLineSplitter, type LineSplitter, type RawLine } from './split-lines.ts'
