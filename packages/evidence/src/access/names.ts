/** What lies in the ZIP beside pages and proofs. */
export const fileNames = {
  events: 'events.json',
  policy: 'policy.txt',
  manifest: 'manifest.json',
  signature: 'signature.txt',
} as const

/** The proof of the event whose leaf has this index. */
export const proofName = (index: number): string =>
  `proofs/${String(index).padStart(10, '0')}.tlog-proof`

const firstLine = 'unefois access export v1'

/**
 * What the log's key signs: a note that is no checkpoint, because its first line is no log's name.
 * @param digest SHA-256 of the manifest's bytes.
 */
export const manifestNote = (hub: string, digest: Buffer): string =>
  `${firstLine}\n${hub}\n${digest.toString('base64')}\n`
