export { encodeText } from './encodings.ts'
export { isGone, type ListedFile, type Root } from './list-files.ts'
export { type FileReport, scanFiles } from './scan-files.ts'
export { type SecretNumber, spellNumber } from './spellings.ts'
export {
  type Findings,
  openFindings,
  openSearch,
  type ScanFinding,
  type Search,
} from './stream-scan.ts'
export { type Suspect, suspectBody, suspectBytes, suspectNumber } from './suspects.ts'
