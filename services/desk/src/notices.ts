import { readdirSync, readFileSync } from 'node:fs'
import type { Language } from '@unefois/contracts'

/** One notice in one version: `first-contact-1`. A version that was given is never edited. */
export interface NoticeTemplate {
  readonly template: string
  readonly isCurrent: boolean
  readonly texts: ReadonlyMap<Language, string>
}

/** What a template is filled with: words by their names, and which of its parts apply. */
export interface NoticeFacts {
  readonly words: Readonly<Record<string, string>>
  readonly parts: readonly string[]
}

const folder = new URL('../notices/', import.meta.url)
const fileName = /^(?<name>[a-z-]+)-(?<version>[0-9]+)\.(?<language>fr|nl|de|en)\.md$/u

/** The desk's notices (services/desk/notices), read once. */
export const noticeTemplates: readonly NoticeTemplate[] = readTemplates()

/** A notice by its name and version. */
export function findNotice(template: string): NoticeTemplate | undefined {
  return noticeTemplates.find(each => each.template === template)
}

/** The first communication (CRPA L.114-8 II): who was given it was told of their rights. */
const firstContact = 'first-contact'

/** What tells to whom a signal went on (CRPA L.114-2 and L.114-3). */
export const sentOn = 'sent-on'

/** The notice without its version. */
export function nameOf(template: string): string {
  return template.replace(/-[0-9]+$/u, '')
}

/** True when the desk has this notice of the first communication, in this version and language. */
export function hasNotice(given: { template: string; language: Language }): boolean {
  if (nameOf(given.template) !== firstContact) return false
  return findNotice(given.template)?.texts.has(given.language) ?? false
}

/**
 * Fills a template: `{{word}}`, and `{{#part}}` … `{{/part}}` on lines of their own, kept only
 * where the part applies. A word goes in as plain text, not read as a template again.
 * @throws when the template asks for a word that is not given.
 */
export function fillNotice(text: string, { words, parts }: NoticeFacts): string {
  const chosen = text.replaceAll(
    /^ *\{\{#(?<part>[a-zA-Z]+)\}\}\n(?<inner>[\s\S]*?)^ *\{\{\/\k<part>\}\}\n/gmu,
    (_all, part: string, inner: string) => (parts.includes(part) ? inner : ''),
  )
  const filled = chosen.replaceAll(/\{\{([a-zA-Z]+)\}\}/gu, (_all, name: string) => {
    const word = words[name]
    if (word === undefined) throw new Error(`a notice asks for ${name}, which nobody gives`)
    return word
  })
  return `${filled.trimEnd()}\n`
}

/** The title that a notice begins with. */
export function titleOf(text: string): string {
  return text.slice(0, text.indexOf('\n')).replace(/^# /u, '')
}

function readTemplates(): NoticeTemplate[] {
  const files = readdirSync(folder).flatMap(file => {
    const { name = '', version = '', language } = fileName.exec(file)?.groups ?? {}
    if (name === '') return []
    const text = readFileSync(new URL(file, folder), 'utf8')
    return [{ name, version: Number(version), language: language as Language, text }]
  })
  const newest = new Map<string, number>()
  for (const { name, version } of files) {
    newest.set(name, Math.max(newest.get(name) ?? 0, version))
  }
  const byTemplate = Map.groupBy(files, ({ name, version }) => `${name}-${version}`)
  return [...byTemplate].map(([template, versions]) => ({
    template,
    isCurrent: versions.some(({ name, version }) => newest.get(name) === version),
    texts: new Map(versions.map(({ language, text }) => [language, text])),
  }))
}
