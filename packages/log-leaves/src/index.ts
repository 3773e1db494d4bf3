export {
  type Fault,
  type FaultKind,
  judgeLeaves,
  type LeafEvidence,
  type Opening,
} from './judge-leaves.ts'
export { judgeTree, type SignedState, type TreeEvidence } from './judge-tree.ts'
export {
  entryOfPad,
  entryOfSource,
  firstPart,
  type LeafSource,
  nonceBytes,
  secondPart,
} from './leaf.ts'
export {
  logEpochOf,
  logOrigin,
  openLogKey,
  openWitnessKey,
  verifierKeyOf,
  witnessName,
} from './log-keys.ts'
