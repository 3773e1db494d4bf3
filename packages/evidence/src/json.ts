import { jcs, SealingError } from '@unefois/sealing'

/** Beyond this the engine has no text that is long enough. */
const bytesMax = 268_435_456

/** Deeper than anything that is handed out, and than a reader may follow. */
const nestedMax = 32

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * JSON that every reader reads alike (RFC 7493): UTF-8, no name twice in one object, no lone
 * surrogate, no number that is none, and not nested without end. Undefined for anything else:
 * whoever reads a name's first value would see another document than whoever reads its last.
 */
export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length > bytesMax) return undefined
  try {
    const text = utf8.decode(bytes)
    const { colons, deepest } = scan(text)
    if (deepest > nestedMax) return undefined
    const value: unknown = JSON.parse(text)
    jcs(value)
    return countNames(value) === colons ? value : undefined
  } catch (error) {
    if (refused.some(kind => error instanceof kind)) return undefined
    throw error
  }
}

/** What is no JSON, what is no UTF-8, what has no canonical form. */
const refused = [SyntaxError, TypeError, SealingError]

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const held: readonly unknown[] = Object.values(value)
  return held.reduce<number>(
    (sum, each) => sum + countNames(each),
    Array.isArray(value) ? 0 : held.length,
  )
}

/** Colons outside of texts, as many as names, with those that stand there twice; and how deep. */
function scan(json: string): { colons: number; deepest: number } {
  let [colons, depth, deepest] = [0, 0, 0]
  let isText = false
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]
    if (sign === '"') isText = !isText
    else if (isText) at += sign === '\\' ? 1 : 0
    else if (sign === ':') colons += 1
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth)
    else if (sign === '}' || sign === ']') depth -= 1
  }
  return { colons, deepest }
}
