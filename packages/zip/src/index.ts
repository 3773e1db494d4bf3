export { ZipError, type ZipErrorCode } from './errors.ts'
export { isZip, readZip } from './read-zip.ts'
export type { ZipFile } from './records.ts'
export { writeZip } from './write-zip.ts'
