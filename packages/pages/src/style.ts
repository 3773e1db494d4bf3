import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The stylesheet of a service: its text and an address that changes with it. */
export interface Style {
  readonly text: string
  readonly path: string
}

/** A theme's variables by name (`accent`, `link`, `width`…); `dark`: a colour where it is dark. */
export interface Theme {
  readonly light?: Readonly<Record<string, string>>
  readonly dark?: Readonly<Record<string, string>>
}

/** In the order in which they weigh: later ones win. */
const files = ['base', 'frame', 'tables', 'forms', 'signs', 'media'] as const

/** The house's stylesheet, with an agency's own values of its variables after it. */
export function createStyle(theme: Theme = {}): Style {
  const own = variables(theme)
  const text = files.map(readPart).join('') + (own === '' ? '' : `@media not print{:root{${own}}}`)
  return { text, path: `/pages/${hash('sha256', text, 'hex').slice(0, 16)}.css` }
}

/** @throws when a value could be more than one colour, length or font, or is for the dark alone. */
function variables({ light = {}, dark = {} }: Theme): string {
  if (Object.keys(dark).some(name => light[name] === undefined)) {
    throw new Error('a value for the dark stands beside one for the light')
  }
  for (const [name, value] of [light, dark].flatMap(each => Object.entries(each))) {
    const plain = /^[a-z0-9-]+$/u.test(name) && /^[#\w .,%()-]{1,120}$/u.test(value)
    if (!plain || /url|expression/iu.test(value)) throw new Error('not a value of a theme')
  }
  return Object.entries(light)
    .map(([name, value]) => {
      const inDark = dark[name]
      return `--${name}:${inDark === undefined ? value : `light-dark(${value},${inDark})`};`
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
