import {
  cosignatureV1,
  createSigner,
  createTree,
  ed25519,
  formatCheckpoint,
  LogError,
  leafHash,
  type NoteSigner,
  rootOf,
} from '../src/index.ts'

/** POSIX seconds at which everything here is signed. */
export const nowSeconds = 1_795_000_000

const signerOf = (name: string, byte: number, type = cosignatureV1): NoteSigner =>
  createSigner(name, type, Buffer.alloc(32, byte), () => nowSeconds)

/** A log of forty entries and three witnesses, the same at each run. */
export const log = signerOf('hub.example/log', 1, ed25519)
export const w2 = signerOf('desk-2.example', 2)
export const w3 = signerOf('desk-3.example', 3)
export const w4 = signerOf('desk-4.example', 4)

export const tree = createTree()
export const entries = Array.from({ length: 40 }, (_, index) => Buffer.from(`entry ${index}`))
for (const entry of entries) tree.append(leafHash(entry))

/** The text of the log's checkpoint at a size. */
export function checkpointOf(size: number): string {
  return formatCheckpoint({ origin: log.verifier.name, size, root: rootOf(tree.read, size) })
}

/** The code of what is refused, else `accepted`. */
export function codeOf(work: () => unknown): string {
  try {
    work()
    return 'accepted'
  } catch (error) {
    if (error instanceof LogError) return error.code
    throw error
  }
}

/** The bytes of a text. */
export function bytes(text: string): Buffer {
  return Buffer.from(text)
}
