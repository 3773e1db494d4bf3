/** Where a hole of a template stands. */
export type Context =
  | { readonly place: 'text' }
  | { readonly place: 'tag' }
  /** In a double-quoted attribute; `first`: nothing of the value stands before the hole. */
  | { readonly place: 'value'; readonly name: string; readonly first: boolean }

const known = new WeakMap<TemplateStringsArray, readonly Context[]>()

/** The place of each hole, found once per template. @throws where no value could be escaped. */
export function contextsOf(parts: TemplateStringsArray): readonly Context[] {
  const found = known.get(parts)
  if (found !== undefined) return found
  const contexts = findContexts(parts)
  known.set(parts, contexts)
  return contexts
}

function findContexts(parts: readonly string[]): readonly Context[] {
  const contexts: Context[] = []
  let state: Context['place'] = 'text'
  let before = ''
  for (const part of parts) {
    if (before !== '') contexts.push(contextAt(state, before))
    if (/<(?:script|style|iframe|object|embed|base)\b|<!--|\son[a-z]+=/iu.test(part)) {
      throw new Error('a page has no script, no style of its own and no comment')
    }
    for (const char of part) {
      before += char
      if (state === 'text' && char === '<') state = 'tag'
      else if (state === 'tag' && char === '>') state = 'text'
      else if (char === '"' && state !== 'text') state = state === 'tag' ? 'value' : 'tag'
    }
    // A hole counts as one character, so that `before` is never empty at the second.
    before += '\u0001'
  }
  if (state !== 'text') throw new Error('a template ends within a tag')
  return contexts
}

function contextAt(state: Context['place'], before: string): Context {
  if (state === 'text') return { place: 'text' }
  const written = before.slice(before.lastIndexOf('<'), -1)
  if (state === 'value') {
    const opened = /([a-z][a-z0-9-]*)="([^"]*)$/u.exec(written)
    return { place: 'value', name: opened?.[1] ?? '', first: opened?.[2] === '' }
  }
  if (/(?:=|<\/?|')$/u.test(written)) throw new Error('a value stands in double quotes')
  return { place: 'tag' }
}
