import { randomBytes } from 'node:crypto'
import {
  cosignatureV1,
  createSigner,
  createTree,
  ed25519,
  encodeBundle,
  formatCheckpoint,
  formatLogProof,
  formatTilePath,
  formatVerifierKey,
  leafHash,
  newTiles,
  proveInclusion,
  rootOf,
  signNote,
  tileBytes,
} from '@unefois/audit-log'
import type { AccessAnswerV2 } from '@unefois/contracts'
import { packAccess, proofName } from '@unefois/evidence'
import { entryOfSource, firstPart, type LeafSource, secondPart } from '@unefois/log-leaves'

const at = '2026-11-21T08:00:00.000Z'
const seed = (fill: number) => Buffer.alloc(32, fill)
const uuid = (index: number) => `01930f6e-0000-7000-8000-${String(index).padStart(12, '0')}`

export const sampleLogKey = createSigner('hub-test/log', ed25519, seed(1), () => 0)
const witnesses = [2, 3].map(fill =>
  createSigner(`hub-test/witness/a${fill}`, cosignatureV1, seed(fill), () => 1_795_000_000),
)
export const samplePolicy = [
  `log ${formatVerifierKey(sampleLogKey.verifier)}`,
  ...witnesses.map(({ verifier }, place) => `witness a${place} ${formatVerifierKey(verifier)}`),
  'group agencies 2 a0 a1',
  'quorum agencies',
  '',
].join('\n')

const sourceOf = (index: number): LeafSource => ({
  kind: 'act',
  id: uuid(index),
  found: true,
  at: '2026-11-21T08:00:00.000000Z',
  actor: 'tester',
  agency: 'caf-13',
  agent: null,
  purpose: 'inform-of-right',
  operation: 'signal-accept',
  agreement_hash: null,
  signal_id: uuid(index),
  counterparty: 'carsat-sud-est',
  outcome_class: 'sent',
  detail: { right: 'fr.carsat.aspa' },
  erased: false,
  entry: null,
})

/** A log of so many acts, as its hub has it and as it publishes it. */
export function sampleLog(leaves: number) {
  const tree = createTree()
  const openings = Array.from({ length: leaves }, (_, index) => {
    const nonces = randomBytes(64)
    const source = sourceOf(index)
    const entry = entryOfSource(source, nonces)
    tree.append(leafHash(entry))
    return { index, source, entry, nonce1: nonces.subarray(0, 32), nonce2: nonces.subarray(32) }
  })
  const checkpointAt = (size: number, signers = [sampleLogKey, ...witnesses]) => {
    const text = formatCheckpoint({ origin: 'hub-test/log', size, root: rootOf(tree.read, size) })
    return signNote(text, signers)
  }
  const files = new Map<string, Buffer>()
  for (const tile of newTiles(0, leaves)) {
    files.set(formatTilePath({ kind: 'hashes', ...tile }), tileBytes(tile, tree.read))
  }
  for (let index = 0; index * 256 < leaves; index += 1) {
    const entries = openings.slice(index * 256, (index + 1) * 256).map(({ entry }) => entry)
    const path = formatTilePath({ kind: 'entries', index, width: entries.length })
    files.set(path, encodeBundle(entries))
  }
  return { tree, openings, checkpointAt, files }
}

/** The answer to a person who is in these leaves, as the hub would make it. */
export function sampleAnswer(
  log: ReturnType<typeof sampleLog>,
  indexes: readonly number[],
  size: number,
) {
  const base64 = (bytes: Buffer) => bytes.toString('base64url')
  const checkpoint = log.checkpointAt(size)
  const proven = indexes.map(index => log.openings[index]).filter(each => each !== undefined)
  const answer: AccessAnswerV2 = {
    version: 1,
    hub: 'hub-test',
    log: 'hub-test/log',
    request: { id: uuid(0), requestedAt: at, answerBy: at, by: 'person' },
    madeAt: at,
    numbers: 1,
    size,
    events: proven.map(({ index, source, nonce1, nonce2 }) => ({
      id: source.id,
      kind: 'act',
      first: firstPart(source),
      second: secondPart(source),
      nonce1: base64(nonce1),
      nonce2: base64(nonce2),
      proof: proofName(index),
    })),
    parts: [],
  }
  const proofs = proven.map(({ index, entry }) => ({
    name: proofName(index),
    text: formatLogProof({
      extra: entry,
      index,
      hashes: proveInclusion(log.tree.read, index, size),
      checkpoint,
    }),
  }))
  return { answer, proofs, pages: [{ name: 'fr.html', text: '<p>Bonjour</p>' }] }
}

/** The ZIP of it. */
export const sampleZip = (parts: ReturnType<typeof sampleAnswer>) =>
  packAccess({ ...parts, policy: samplePolicy, signer: sampleLogKey })
