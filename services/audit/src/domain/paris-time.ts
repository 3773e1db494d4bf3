const zone = 'Europe/Paris'
const dayPattern = /^\d{4}-\d{2}-\d{2}$/u
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/u

/** The instant of a day and an hour (`09:30`) in Paris and Brussels; undefined for what is none. */
export function instantOf(day: string, time: string): Date | undefined {
  if (!dayPattern.test(day) || !timePattern.test(time)) return undefined
  const asUtc = Date.parse(`${day}T${time}:00.000Z`)
  if (Number.isNaN(asUtc)) return undefined
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = asUtc - offsetMs(asUtc)
  return new Date(asUtc - offsetMs(guess))
}

/** An instant as a day and an hour in Paris and Brussels, for the fields of a form. */
export function fieldsOf(at: Date): { readonly day: string; readonly time: string } {
  const local = new Date(at.getTime() + offsetMs(at.getTime())).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}

function offsetMs(ms: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = parts.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/u.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
