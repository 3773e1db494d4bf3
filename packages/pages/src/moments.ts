import type { Language } from '@unefois/contracts'
import { type Html, html } from './html.ts'
import { locales } from './language.ts'

/** Every agency of this house is in one zone: Europe/Paris and Europe/Brussels agree. */
const timeZone = 'Europe/Paris'

/** A number as the language writes it: 12 345,6. */
export function number(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value)
}

/** A share (0.07) as a percentage with at most one decimal. */
export function percent(share: number, language: Language): string {
  const options = { style: 'percent', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locales[language], options).format(share)
}

/** A day, `2026-11-21` or an instant, in words, with its value for machines. */
export function day(
  value: string | Date,
  language: Language,
  dateStyle: 'long' | 'medium' = 'long',
): Html {
  const date = typeof value === 'string' ? new Date(value) : value
  const zone = typeof value === 'string' && value.length === 10 ? 'UTC' : timeZone
  const text = new Intl.DateTimeFormat(locales[language], { dateStyle, timeZone: zone })
  const machine = typeof value === 'string' ? value : value.toISOString()
  return html`<time datetime="${machine}">${text.format(date)}</time>`
}

/** A day and an hour of Paris and Brussels, with its value for machines. */
export function instant(value: string | Date, language: Language): Html {
  const date = typeof value === 'string' ? new Date(value) : value
  const text = new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(date)
  return html`<time datetime="${date.toISOString()}">${text}</time>`
}
