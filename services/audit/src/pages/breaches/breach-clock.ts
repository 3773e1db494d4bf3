import type { Language } from '@unefois/contracts'
import { type Content, tag } from '@unefois/pages'
import { longOpenBefore } from '../../domain/record-end.ts'
import type { StoredBreach } from '../../repositories/breaches.ts'
import { breachWords } from '../words/breaches.ts'

const hourMs = 3_600_000
const minuteMs = 60_000
/** From then on the clock warns. */
const warnMs = 24 * hourMs

/** How a breach stands, and that it is open for longer than one takes; colour only repeats it. */
export function clockTag(
  breach: Pick<StoredBreach, 'noticeDueAt' | 'notifiedAt' | 'openedAt' | 'closedAt'>,
  now: Date,
  language: Language,
): Content {
  const isLong = breach.closedAt === null && breach.openedAt <= longOpenBefore(now)
  const long = isLong && [' ', tag(breachWords(language)('long'), 'warn')]
  return [noticeTag(breach, now, language), long]
}

/** How a breach stands against its 72 hours. */
function noticeTag(
  breach: Pick<StoredBreach, 'noticeDueAt' | 'notifiedAt' | 'openedAt' | 'closedAt'>,
  now: Date,
  language: Language,
): Content {
  const say = breachWords(language)
  const { noticeDueAt, notifiedAt, closedAt } = breach
  if (notifiedAt !== null) {
    return notifiedAt > noticeDueAt ? tag(say('toldLate'), 'warn') : tag(say('told'), 'good')
  }
  if (closedAt !== null) return tag(say('closedUntold'))
  const leftMs = noticeDueAt.getTime() - now.getTime()
  const time = hoursText(Math.abs(leftMs), language)
  if (leftMs < 0) return tag(say('overdue', { time }), 'bad')
  return tag(say('left', { time }), leftMs < warnMs ? 'warn' : 'busy')
}

function hoursText(ms: number, language: Language): string {
  const m = Math.floor((ms % hourMs) / minuteMs)
  return breachWords(language)('hours', { h: Math.floor(ms / hourMs), m })
}
