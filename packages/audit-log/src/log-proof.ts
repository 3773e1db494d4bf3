import { decodeText, parseBase64, parseDecimal, parseHash } from './encodings.ts'
import { LogError } from './errors.ts'
import { noteBytesMax, proofHashesMax } from './limits.ts'

/** That an entry is in a log, for somebody who has no line to it (C2SP tlog-proof). */
export interface LogProof {
  /** Opaque: nothing vouches for it. */
  readonly extra?: Buffer
  readonly index: number
  readonly hashes: readonly Buffer[]
  /** The signed checkpoint, as it stands. */
  readonly checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'
const extraHead = 'extra '
const indexHead = 'index '

/** The text of a `.tlog-proof` file. */
export function formatLogProof({ extra, index, hashes, checkpoint }: LogProof): string {
  const lines = [
    header,
    ...(extra === undefined ? [] : [`${extraHead}${extra.toString('base64')}`]),
    `${indexHead}${index}`,
    ...hashes.map(hash => hash.toString('base64')),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/**
 * Reads a `.tlog-proof` file. Nothing of it is believed yet.
 * @throws LogError `proof-format`, `proof-length`, `note-too-long`, `decimal`, `base64`,
 *   `hash-length`
 */
export function parseLogProof(bytes: Uint8Array): LogProof {
  if (bytes.length > noteBytesMax) throw new LogError('note-too-long')
  const whole = decodeText(bytes)
  const split = whole.indexOf('\n\n')
  if (split < 0) throw new LogError('proof-format')
  const [first, ...lines] = whole.slice(0, split).split('\n')
  if (first !== header) throw new LogError('proof-format')
  const extra = lines[0]?.startsWith(extraHead) === true ? lines.shift() : undefined
  const index = lines.shift()
  if (index?.startsWith(indexHead) !== true) throw new LogError('proof-format')
  if (lines.length > proofHashesMax) throw new LogError('proof-length')
  return {
    ...(extra === undefined ? {} : { extra: parseBase64(extra.slice(extraHead.length)) }),
    index: parseDecimal(index.slice(indexHead.length)),
    hashes: lines.map(parseHash),
    checkpoint: whole.slice(split + 2),
  }
}
