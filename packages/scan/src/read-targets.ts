import { fstatSync, openSync, readFileSync } from 'node:fs'
import { parseIdentifier, schemes } from '@unefois/identifiers'
import { identifiersMax, inputBytesMax, textCharsMin } from './limits.ts'
import { type Suspect, suspectBody, suspectNumber } from './suspects.ts'

/** What was given to look for cannot be used; says which line, never what stands there. */
export class TargetsRefused extends Error {}

const othersMask = 0o077

/**
 * The text of a file of identifiers.
 * @throws TargetsRefused when others may read it: a list of numbers is what we protect.
 */
export function readTargetsFile(path: string): string {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    throw new TargetsRefused(`${path} cannot be read`)
  }
  const { mode, size } = fstatSync(descriptor)
  if ((mode & othersMask) !== 0) throw new TargetsRefused(`${path}: others may read it (chmod 600)`)
  if (size > inputBytesMax)
    throw new TargetsRefused(`${path} is longer than ${inputBytesMax} bytes`)
  return readFileSync(descriptor, 'utf8')
}

/** All of standard input. */
export async function readTargetsInput(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of input) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > inputBytesMax) throw new TargetsRefused(`more than ${inputBytesMax} bytes`)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Reads one target a line: a number in any accepted spelling, `{"scheme","value"}`, or a JSON
 * string for any other text (a body, a number that is none). Empty lines and lines that begin with
 * `#` are passed over. A secret is named by its line.
 *
 * @throws TargetsRefused naming the lines that are none of these, or that there are too many.
 */
export function parseTargets(text: string): { targets: number; suspects: Suspect[] } {
  const suspects: Suspect[] = []
  const refused: number[] = []
  let targets = 0
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    targets += 1
    if (targets > identifiersMax) throw new TargetsRefused(`more than ${identifiersMax} lines`)
    const found = parseLine(`line ${index + 1}`, line)
    if (found === undefined) refused.push(index + 1)
    else suspects.push(...found)
  }
  if (refused.length > 0) {
    const shown = refused.slice(0, 20).join(', ')
    throw new TargetsRefused(`no identifier in line ${shown}: a text to look for is a JSON string`)
  }
  return { targets, suspects }
}

function parseLine(secret: string, line: string): Suspect[] | undefined {
  if (line.startsWith('"') || line.startsWith('{')) return parseJson(secret, line)
  const parsed = schemes.map(scheme => parseIdentifier({ scheme, value: line }))
  const fitting = parsed.flatMap(each => (each.ok ? [each.identifier] : []))
  return fitting.length === 0
    ? undefined
    : fitting.flatMap(identifier => suspectNumber(secret, identifier))
}

function parseJson(secret: string, line: string): Suspect[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof value === 'string') {
    return value.length < textCharsMin ? undefined : suspectBody(secret, [value])
  }
  const { scheme, value: number } = Object(value)
  const parsed = parseIdentifier({ scheme: String(scheme), value: String(number) })
  return parsed.ok ? suspectNumber(secret, parsed.identifier) : undefined
}
