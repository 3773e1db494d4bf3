import { maskSource } from '../mask.ts'
import { isCode, isScript, lineAt, type Rule, roomOf, type Violation } from '../tree.ts'

/** Banned wherever they stand, comments included. */
const anywhere: readonly [RegExp, string][] = [
  [/\b(?:TODO|FIXME|XXX|HACK)\b/gu, 'write it now, or leave it out'],
  [/@ts-(?:ignore|nocheck|expect-error)/gu, 'let the types say it'],
  [/\beslint-|\bprettier-ignore/gu, 'not a tool of this house'],
]

/** Banned in code; a string or a comment may say them. */
const inCode: readonly [RegExp, string][] = [
  [/\.only\s*\(|\bonly:\s*true\b/gu, 'every test runs'],
  [/\b(?:skip|todo):\s*(?:true|')/gu, 'every test runs'],
  [/(?:\bas|[:<|&,])\s*any\b(?!\s*[(:])/gu, 'no any'],
  [/\bas\s+unknown\s+as\b/gu, 'a cast through unknown believes anything'],
  [/\b(?:enum|namespace)\s+[A-Z]\w*\s*\{/gu, 'types must be erasable'],
]

/** Allowed only in some rooms. */
const elsewhere: readonly { match: RegExp; allowed: (path: string) => boolean; says: string }[] = [
  {
    match: /\bconsole\./gu,
    allowed: path => roomOf(path) === 'infra' || path.startsWith('contracts/scripts/'),
    says: 'log by the event catalogue, or write to standard output',
  },
  {
    match: /\bprocess\.env\b/gu,
    allowed: path => roomOf(path) === 'infra' || roomOf(path) === 'packages/config',
    says: 'only packages/config reads the environment',
  },
  {
    match: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(/gu,
    allowed: path => !/^services\/[^/]+\/src\/(?:domain|use-cases|repositories)\//u.test(path),
    says: 'the clock, ids and chance are given, not taken',
  },
]

const sqlClock =
  /\b(?:now\(\)|current_timestamp|current_date|clock_timestamp\(\)|localtimestamp)/giu

/** The words this house does without. */
export const bannedWords: Rule = files => {
  const found: Violation[] = []
  for (const { path, text } of files) {
    // This room must name the words to ban them.
    if (!isCode(path) || path.startsWith('infra/tidy/')) continue
    const report = (source: string, match: RegExp, says: string) => {
      for (const hit of source.matchAll(match)) {
        const detail = `${hit[0].trim()}: ${says}`
        found.push({ path, line: lineAt(text, hit.index), rule: 'banned-word', detail })
      }
    }
    for (const [match, says] of anywhere) report(text, match, says)
    if (isScript(path)) {
      const { code } = maskSource(text)
      for (const [match, says] of inCode) report(code, match, says)
      for (const { match, allowed, says } of elsewhere) {
        if (!allowed(path)) report(code, match, says)
      }
    } else {
      const statements = text.replaceAll(/--[^\n]*/gu, comment => ' '.repeat(comment.length))
      report(statements, sqlClock, 'times are parameters')
    }
  }
  return found
}
