export { decodeBundle, encodeBundle } from './bundles.ts'
export {
  type Checkpoint,
  formatCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
} from './checkpoint.ts'
export { commitTo, entryBytes, entryOf, partsOfEntry } from './commitment.ts'
export { type ConsistencyClaim, proveConsistency, verifyConsistency } from './consistency.ts'
export { cosignatureV1, timeOf } from './cosignature.ts'
export { ed25519 } from './ed25519.ts'
export { type Edge, emptyEdge, type GrownTile, growEdge, rootOfEdge } from './edge.ts'
export { LogError, type LogErrorCode } from './errors.ts'
export { emptyRoot, leafHash, nodeHash } from './hashes.ts'
export { proveInclusion, verifyInclusion } from './inclusion.ts'
export { hashBytes, tileWidth } from './limits.ts'
export { formatLogProof, type LogProof, parseLogProof } from './log-proof.ts'
export {
  formatSignature,
  openNote,
  type ParsedNote,
  parseNote,
  parseSignature,
  signNote,
  type VerifiedSignature,
} from './note.ts'
export {
  createSigner,
  createVerifier,
  formatVerifierKey,
  type NoteSigner,
  type NoteVerifier,
  parseVerifierKey,
  signatureTypes,
} from './note-keys.ts'
export { type Policy, parsePolicy } from './policy.ts'
export type { NoteSignature, SignatureType } from './signature-type.ts'
export { type ReadSubtree, rootOf } from './subtrees.ts'
export { formatTilePath, parseTilePath, type TilePath } from './tile-paths.ts'
export { newTiles, readFromTiles, type TileId, tileBytes } from './tiles.ts'
export { createTree, type Tree } from './tree.ts'
export { openUnderPolicy, verifyLogProof } from './verify-proof.ts'
export {
  type AddCheckpoint,
  decideCosignature,
  formatAddCheckpoint,
  parseAddCheckpoint,
  type WitnessDecision,
  type Witnessed,
} from './witness.ts'
