import { dayMs } from '@unefois/retention'
import { isDay } from './days.ts'

const zone = 'Europe/Paris'

/**
 * The instant of a day and an hour (`09:30`) in Paris and Brussels; undefined for what is none. Of
 * the hour that comes twice when summer ends, the first: a term that runs from it ends no later.
 */
export function instantOf(day: string, time: string): Date | undefined {
  if (!isDay(day) || !isTime(time)) return undefined
  const asUtc = Date.parse(`${day}T${time}:00.000Z`)
  const guesses = [asUtc - dayMs, asUtc + dayMs].map(around => new Date(asUtc - offsetMs(around)))
  return guesses.find(guess => {
    const local = fieldsOf(guess)
    return local.day === day && local.time === time
  })
}

/** Whether a text is an hour as it is typed, `09:30`. */
export function isTime(text: string | undefined): text is string {
  return text !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/u.test(text)
}

/** An instant as a day and an hour in Paris and Brussels, for the fields of a form. */
export function fieldsOf(at: Date): { readonly day: string; readonly time: string } {
  const local = new Date(at.getTime() + offsetMs(at.getTime())).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}

/**
 * Days, both included, as people who read these pages count them: from the midnight of Paris and
 * Brussels that the first begins with to the one that the last ends with.
 */
export function spanOf(first: string, last: string): { readonly from: Date; readonly to: Date } {
  // The clocks change at one o'clock UTC: never between a midnight here and the one of UTC.
  const midnight = (asUtc: number) => new Date(asUtc - offsetMs(asUtc))
  return { from: midnight(Date.parse(first)), to: midnight(Date.parse(last) + dayMs) }
}

function offsetMs(ms: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = parts.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/u.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
