/** A function found in a masked text; lines count from 1, both ends included. */
export interface FunctionSpan {
  readonly from: number
  readonly to: number
}

const notFunctions = /\b(?:if|for|while|switch|catch|with|await)\s*$/u

/**
 * Finds function bodies by matching brackets: `(…) {`, `(…): Type {` and `=> {` or `=> (`.
 * A type that looks like a body is short, so it does no harm.
 *
 * @param code masked text (no comments, no insides of strings).
 */
export function findFunctions(code: string): FunctionSpan[] {
  const spans: FunctionSpan[] = []
  const lines = lineCounter(code)
  const pairs = matchBrackets(code)
  for (const [open, close] of pairs) {
    if (code[open] !== '(') continue
    const body = bodyAfter(code, close + 1, pairs)
    const end = body === undefined ? undefined : pairs.get(body)
    if (end === undefined || notFunctions.test(code.slice(Math.max(0, open - 12), open))) continue
    spans.push({ from: lines(open), to: lines(end) })
  }
  // `one => {` has no bracket before its arrow.
  for (const arrow of code.matchAll(/[\w$]\s*=>\s*([({])/gu)) {
    const body = arrow.index + arrow[0].length - 1
    const end = pairs.get(body)
    if (end !== undefined) spans.push({ from: lines(arrow.index), to: lines(end) })
  }
  return spans.sort((a, b) => a.from - b.from || a.to - b.to)
}

/** The opening bracket of the body that follows a parameter list, past a return type. */
function bodyAfter(
  code: string,
  from: number,
  pairs: ReadonlyMap<number, number>,
): number | undefined {
  let at = skipSpace(code, from)
  let expectType = false
  if (code[at] === ':') {
    expectType = true
    at = skipSpace(code, at + 1)
  }
  const typed = expectType
  while (at < code.length) {
    const char = code[at] ?? ''
    if (code.startsWith('=>', at)) {
      const next = skipSpace(code, at + 2)
      return code[next] === '{' || code[next] === '(' ? next : undefined
    }
    if (char === '{' && !expectType) return at
    if (!typed) return undefined
    if ('{([<'.includes(char)) {
      const end = char === '<' ? angleEnd(code, at) : pairs.get(at)
      if (end === undefined) return undefined
      at = skipSpace(code, end + 1)
      expectType = false
    } else if (/[\w$.'"]/u.test(char)) {
      const word = /^[\w$.'" ]+?(?=\s*[^\w$.'" ]|$)/u.exec(code.slice(at))?.[0] ?? char
      expectType = /\b(?:is|asserts|keyof|typeof|readonly|extends)$/u.test(word.trim())
      at = skipSpace(code, at + word.length)
    } else if (char === '|' || char === '&') {
      expectType = true
      at = skipSpace(code, at + 1)
    } else return undefined
  }
  return undefined
}

function skipSpace(code: string, from: number): number {
  let at = from
  while (at < code.length && /\s/u.test(code[at] ?? '')) at += 1
  return at
}

function angleEnd(code: string, from: number): number | undefined {
  let depth = 0
  for (let at = from; at < code.length; at += 1) {
    if (code[at] === '<') depth += 1
    else if (code[at] === '>' && code[at - 1] !== '=') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return undefined
}

/** Opening position → closing position of `()`, `{}` and `[]`. */
function matchBrackets(code: string): Map<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < code.length; at += 1) {
    const char = code[at] ?? ''
    if ('({['.includes(char)) open.push(at)
    else if (')}]'.includes(char)) {
      const from = open.pop()
      if (from !== undefined) pairs.set(from, at)
    }
  }
  return pairs
}

function lineCounter(code: string): (position: number) => number {
  const starts = [...code.matchAll(/\n/gu)].map(match => match.index)
  return position => {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) < position) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}
