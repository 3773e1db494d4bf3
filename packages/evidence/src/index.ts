export { judgeParts } from './access/judge-parts.ts'
export { proofName } from './access/names.ts'
export { openAccess } from './access/open-access.ts'
export { type AccessParts, type AnswerPart, packAccess } from './access/pack-access.ts'
export { type AccessReport, verifyAccess } from './access/verify-access.ts'
export {
  type CertificateFile,
  type CertificateReport,
  judgeCertificateStates,
  verifyCertificates,
} from './certificates.ts'
export { type Fault, type FaultCode, Unproven } from './fault.ts'
export {
  isCheckpoint,
  judgeCheckpoints,
  openSaved,
  type SavedCheckpoint,
} from './log/checkpoints.ts'
export {
  judgeOpenings,
  type OpeningsEvidence,
  type OpeningsReport,
  openingLines,
  readOpenings,
} from './log/openings.ts'
export { judgeRange, type Range, readEntries } from './log/range.ts'
export type { ReadFile } from './log/tile-folder.ts'
export { readPolicy, type Trust } from './policy.ts'
