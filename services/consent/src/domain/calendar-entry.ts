import type { ObjectionReceiptV2 } from '@unefois/contracts'

const lineOctetsMax = 75
const warningDays = 30

const summaries = {
  objection: {
    fr: 'Fin de mon opposition',
    nl: 'Einde van mijn bezwaar',
    de: 'Ende meines Widerspruchs',
    en: 'My objection lapses',
  },
  renunciation: {
    fr: 'Fin de mon renoncement',
    nl: 'Einde van mijn verzaking',
    de: 'Ende meines Verzichts',
    en: 'My renunciation lapses',
  },
} as const

/**
 * A calendar entry (RFC 5545) on the day of the lapse, with a warning thirty days before. It names
 * neither the person nor a right: calendars are shared and copied.
 */
export function toCalendar(receipt: ObjectionReceiptV2): string {
  const day = receipt.lapsesAt.slice(0, 10).replaceAll('-', '')
  const stamp = receipt.lodgedAt.replace(/[-:]|\.\d{3}/gu, '')
  const { language } = receipt
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Unefois//Consent//EN',
    'BEGIN:VEVENT',
    `UID:${receipt.id}@unefois`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day}`,
    `SUMMARY;LANGUAGE=${language}:${escapeText(summaries[receipt.kind][language])}`,
    `DESCRIPTION;LANGUAGE=${language}:${escapeText(receipt.texts[language])}`,
    'TRANSP:TRANSPARENT',
    'CLASS:PRIVATE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-P${warningDays}D`,
    `DESCRIPTION:${escapeText(summaries[receipt.kind][language])}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(line => `${fold(line)}\r\n`).join('')
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/gu, character => `\\${character}`)
}

/** Lines of at most 75 octets, the next ones begun by a space; no character is cut (§3.1). */
function fold(line: string): string {
  const parts: string[] = ['']
  for (const character of line) {
    const part = parts.at(-1) ?? ''
    const isFull = Buffer.byteLength(part + character) > lineOctetsMax
    if (isFull) parts.push(` ${character}`)
    else parts[parts.length - 1] = part + character
  }
  return parts.join('\r\n')
}
