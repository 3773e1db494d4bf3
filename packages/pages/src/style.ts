import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The stylesheet of a service: its text and an address that changes with it. */
export interface Style {
  readonly text: string
  readonly path: string
}

/** A theme's variables by name (`accent`, `link`, `width`…); `dark`: where the screen is dark. */
export interface Theme {
  readonly light?: Readonly<Record<string, string>>
  readonly dark?: Readonly<Record<string, string>>
}

/** In the order in which they weigh: later ones win. */
const files = ['base', 'frame', 'tables', 'forms', 'signs', 'media'] as const

/** The house's stylesheet, with an agency's own values of its variables after it. */
export function createStyle(theme: Theme = {}): Style {
  const light = variables(theme.light ?? {})
  const dark = variables(theme.dark ?? {})
  const text =
    files.map(readPart).join('') +
    (light === '' ? '' : `@media not print{:root{${light}}}`) +
    (dark === '' ? '' : `@media screen and (prefers-color-scheme:dark){:root{${dark}}}`)
  return { text, path: `/pages/${hash('sha256', text, 'hex').slice(0, 16)}.css` }
}

/** @throws when a value could be more than one colour, length or font. */
function variables(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const plain = /^[a-z0-9-]+$/u.test(name) && /^[#\w .,%()-]{1,120}$/u.test(value)
      if (!plain || /url|expression/iu.test(value)) throw new Error('not a value of a theme')
      return `--${name}:${value};`
    })
    .join('')
}

function readPart(name: string): string {
  return readFileSync(new URL(`./style/${name}.css`, import.meta.url), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    .replaceAll(/\s*\n\s*/gu, '')
    .replaceAll(/ (?=\{)/gu, '')
    .replaceAll(/;\}/gu, '}')
}
