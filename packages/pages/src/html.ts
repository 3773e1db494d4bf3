import { type Context, contextsOf } from './html-contexts.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// The classes' own blocks give these to this file alone, so that nobody else can make either.
let makeHtml: (text: string) => Html
let makeAttributes: (text: string) => Attributes

/** HTML that may stand in a page as it is: made by `html` or, knowingly, by `trustedHtml`. */
export class Html {
  readonly #text: string
  private constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
  static {
    makeHtml = text => new Html(text)
  }
}

/** Attributes of a tag, made by `attributes`: they may stand between a tag's name and its end. */
export class Attributes {
  readonly #text: string
  private constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
  static {
    makeAttributes = text => new Attributes(text)
  }
}

/** What may stand in a hole of `html`: text is escaped, nothing shows for undefined and false. */
export type Content =
  | Html
  | Attributes
  | string
  | number
  | bigint
  | undefined
  | false
  | readonly Content[]

/**
 * A tagged template that escapes everything it is given. A hole may stand in text, in a
 * double-quoted attribute, or (for `attributes`) between attributes; anywhere else, and for an
 * address that is neither relative nor http(s), it throws: a page that could hold a script is a
 * mistake in the code.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  const contexts = contextsOf(parts)
  let text = parts[0] ?? ''
  for (const [index, value] of values.entries()) {
    text += inPlace(value, contexts[index]) + (parts[index + 1] ?? '')
  }
  return makeHtml(text)
}

/** The only way past escaping: for markup of this house that no person's data ever enters. */
export function trustedHtml(text: string): Html {
  return makeHtml(text)
}

/** ` name="value"` for each; true gives the bare name, undefined and false nothing. */
export function attributes(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): Attributes {
  const shown = Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined || value === false) return []
    if (!/^[a-z][a-z0-9-]*$/u.test(name) || name.startsWith('on')) {
      throw new Error('not a name of an attribute')
    }
    if (value === true) return [name]
    if (isAddress(name)) refuseUnsafe(String(value))
    return [`${name}="${escapeText(String(value))}"`]
  })
  return makeAttributes(shown.length === 0 ? '' : ` ${shown.join(' ')}`)
}

/** Escapes text for HTML content and quoted attributes. */
export function escapeText(value: string): string {
  return value.replaceAll(/[&<>"']/gu, char => escapes[char] ?? '')
}

function inPlace(value: Content, context: Context | undefined): string {
  if (value === undefined || value === false) return ''
  if (Array.isArray(value)) {
    return value.map((each: Content) => inPlace(each, context)).join('')
  }
  if (value instanceof Attributes || context?.place === 'tag') {
    if (value instanceof Attributes && context?.place === 'tag') return value.toString()
    throw new Error('only attributes stand between attributes, and they only there')
  }
  if (value instanceof Html) {
    if (context?.place === 'text') return value.toString()
    throw new Error('markup cannot stand in an attribute')
  }
  const text = String(value)
  if (context?.place === 'value' && context.first && isAddress(context.name)) refuseUnsafe(text)
  return escapeText(text)
}

function isAddress(name: string): boolean {
  return ['href', 'src', 'action', 'formaction'].includes(name)
}

/** No `javascript:`, no `data:`, no `//elsewhere`; a control character could hide one. */
function refuseUnsafe(address: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
  if (/^(?:https?:\/\/|\/(?!\/)|[?#]|$)/u.test(address) && !/[\u0000-\u0020\\]/u.test(address)) {
    return
  }
  throw new Error('an address of a page is relative or http(s)')
}
