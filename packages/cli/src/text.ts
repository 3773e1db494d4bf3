/** `3 s`, `4 min`, `2 h 05`: the same in our four languages. */
export function durationOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 100) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

/** `1 234 567`, with the thin space that no language of ours mistakes for a decimal sign. */
export function countOf(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(?:\d{3})+$)/gu, '\u202f')
}
