/** A source text with some of it blanked out; lines and columns stay where they were. */
export interface MaskedSource {
  /** Neither comments nor the insides of strings, templates and regular expressions. */
  readonly code: string
  /** No comments; strings as written. */
  readonly uncommented: string
}

const beforeRegExp = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|await|yield))\s*$/u

/**
 * Blanks comments and literals of a TypeScript text, by a light scan: TypeScript 7 has no stable
 * interface for tools. Expressions inside `${…}` remain code.
 */
export function maskSource(text: string): MaskedSource {
  const code = [...text]
  const uncommented = [...text]
  const blank = (target: string[], from: number, to: number) => {
    for (let at = from; at < to; at += 1) if (text[at] !== '\n') target[at] = ' '
  }
  // One entry per template literal we are inside of: the brace depth of its current `${`.
  const templates: number[] = []
  let depth = 0
  let at = 0
  const template = (from: number) => {
    const end = templateEnd(text, from)
    blank(code, from, end)
    at = end
    if (text.startsWith('${', end)) {
      templates.push(depth)
      depth += 1
      at = end + 2
    } else at = end + 1
  }
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const end = commentEnd(text, at)
      blank(code, at, end)
      blank(uncommented, at, end)
      at = end
    } else if (char === "'" || char === '"') {
      const end = literalEnd(text, at, char)
      blank(code, at + 1, end - 1)
      at = end
    } else if (char === '`') {
      template(at + 1)
    } else if (char === '/' && beforeRegExp.test(code.slice(Math.max(0, at - 40), at).join(''))) {
      const end = regExpEnd(text, at)
      blank(code, at + 1, end)
      at = end
    } else if (char === '}' && templates.at(-1) === depth - 1) {
      templates.pop()
      depth -= 1
      template(at + 1)
    } else {
      if (char === '{') depth += 1
      if (char === '}') depth -= 1
      at += 1
    }
  }
  return { code: code.join(''), uncommented: uncommented.join('') }
}

function commentEnd(text: string, from: number): number {
  const line = text[from + 1] === '/'
  const end = text.indexOf(line ? '\n' : '*/', from + 2)
  return end === -1 ? text.length : line ? end : end + 2
}

function literalEnd(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === quote || text[at] === '\n') return at + 1
  }
  return text.length
}

/** Where the literal part ends: at the closing backtick or at the next `${`. */
function templateEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '`' || text.startsWith('${', at)) return at
  }
  return text.length
}

function regExpEnd(text: string, from: number): number {
  let inClass = false
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '\n' || (char === '/' && !inClass)) return at + 1
  }
  return text.length
}
