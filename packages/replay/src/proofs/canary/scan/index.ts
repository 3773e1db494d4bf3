export { type ScanFinding, type ScanReport, scanFiles } from './scan-files.ts'
export type { SecretNumber } from './spellings.ts'
export { type Suspect, suspectBody, suspectNumber } from './suspects.ts'
